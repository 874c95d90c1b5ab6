import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  dossierChoicesSchema,
  dossierFilterSchema,
  dossierInRoomSchema,
  dossierListSchema,
  dossierOrderSchema,
  dossierPlaceSchema,
} from './dossier-list.model.ts'
import { logSourceSchema, newLogSourceSchema } from './dossiers.model.ts'

export const dossiersContract = {
  sources: query('dossiers.read', '/log-sources').output(z.array(logSourceSchema)),
  createSource: mutation('dossiers.import', 'log-source.create', '/log-sources')
    .input(newLogSourceSchema)
    .output(logSourceSchema),
  /** The register under a filter, a page of it, in an order that is total. `FORBIDDEN room.not-yours`. */
  list: query('dossiers.read', '/dossiers')
    .input(pageInputSchema.extend(dossierFilterSchema.shape).extend(dossierOrderSchema.shape))
    .output(dossierListSchema),
  /** Where a dossier stands in that list, and its neighbours there. */
  place: query('dossiers.read', '/dossiers/{id}/place')
    .input(dossierFilterSchema.extend(dossierOrderSchema.shape).extend({ id: idSchema }))
    .output(dossierPlaceSchema),
  /** The procedures and officers that the register names. */
  choices: query('dossiers.read', '/dossier-choices')
    .input(z.object({ communeUnitId: idSchema.optional(), roomId: idSchema.optional() }))
    .output(dossierChoicesSchema),
  /** `NOT_FOUND dossier.unknown`, `FORBIDDEN room.not-yours`. */
  get: query('dossiers.read', '/dossiers/{id}')
    .input(z.object({ id: idSchema }))
    .output(dossierInRoomSchema),
}
