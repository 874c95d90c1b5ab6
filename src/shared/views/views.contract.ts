import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { newSavedViewSchema, savedViewSchema, viewPageSchema } from './views.model.ts'

/** Every person has their own and sees no other's. */
export const viewsContract = {
  /** By name. */
  list: query('authenticated', '/views')
    .input(z.object({ page: viewPageSchema }))
    .output(z.array(savedViewSchema)),
  /** A view of the same name takes the new filters. Refused with `CONFLICT view.too-many` {most}. */
  save: mutation('authenticated', 'view.save', '/views').input(newSavedViewSchema).output(savedViewSchema),
  remove: mutation('authenticated', 'view.remove', '/views/{id}/remove')
    .input(z.object({ id: idSchema }))
    .output(savedViewSchema),
}
