import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** Pages whose filters can be kept under a name. */
export const viewPageSchema = z.enum([
  'dossiers',
  'findings',
  'receptions',
  'petitions',
  'coverage',
  'bookmarks',
])
export type ViewPage = z.infer<typeof viewPageSchema>

/** The page's search parameters as its address holds them; instants and ids included. */
export const viewSearchSchema = z
  .record(
    z.string().max(40),
    z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)]),
  )
  .refine((search) => Object.keys(search).length <= 40)
export type ViewSearch = z.infer<typeof viewSearchSchema>

/** A person's own filters of a page, under a name that is unique among theirs on that page. */
export const savedViewSchema = z.object({
  id: idSchema,
  page: viewPageSchema,
  name: z.string(),
  search: viewSearchSchema,
  createdAtMs: instantMsSchema,
})
export type SavedView = z.infer<typeof savedViewSchema>

export const newSavedViewSchema = z.object({
  page: viewPageSchema,
  name: z.string().trim().min(1).max(80),
  search: viewSearchSchema,
})
export type NewSavedView = z.infer<typeof newSavedViewSchema>

/** A person does not need more, and a script must not fill the table. */
export const MOST_VIEWS_OF_A_PAGE = 50
