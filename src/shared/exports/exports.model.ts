import { z } from 'zod'
import { dossierFilterSchema, dossierOrderSchema } from '../dossiers/dossier-list.model.ts'
import { findingKindSchema, findingStateSchema } from '../findings/findings.model.ts'
import { petitionKindSchema, receptionRegimeSchema } from '../imports/import-rows.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { bookmarkFilterSchema } from '../review/review.model.ts'

const rangeShape = { fromMs: instantMsSchema, toMs: instantMsSchema }

const receptionListFilterSchema = z.object({
  roomId: idSchema.optional(),
  communeUnitId: idSchema.optional(),
  fromMs: instantMsSchema.optional(),
  toMs: instantMsSchema.optional(),
  kind: petitionKindSchema.optional(),
  /** Of visits. */
  regime: receptionRegimeSchema.optional(),
  removed: z.boolean().default(false),
})
export type ReceptionListFilter = z.infer<typeof receptionListFilterSchema>
const scheduleListFilterSchema = z.object({ roomId: idSchema, ...rangeShape })
export type ScheduleListFilter = z.infer<typeof scheduleListFilterSchema>

/**
 * Every list that can leave as a spreadsheet, with the filter that its page has. A list joins by a member here and an
 * entry in main/features/exports/exported-lists.ts.
 */
export const exportedListSchema = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('dossiers'),
    filter: dossierFilterSchema.extend(dossierOrderSchema.partial().shape),
  }),
  z.object({ list: z.literal('rejections'), filter: z.object({ importId: idSchema }) }),
  z.object({
    list: z.literal('coverage-events'),
    filter: z.object({ roomId: idSchema.optional(), counterId: idSchema.optional(), ...rangeShape }),
  }),
  z.object({
    list: z.literal('findings'),
    filter: z.object({
      roomId: idSchema.optional(),
      kinds: z.array(findingKindSchema).optional(),
      state: findingStateSchema.optional(),
      subjectId: z.string().max(64).optional(),
      fromMs: instantMsSchema.optional(),
      toMs: instantMsSchema.optional(),
    }),
  }),
  z.object({ list: z.literal('reception-visits'), filter: receptionListFilterSchema }),
  z.object({ list: z.literal('reception-petitions'), filter: receptionListFilterSchema }),
  z.object({ list: z.literal('reception-schedule'), filter: scheduleListFilterSchema }),
  z.object({ list: z.literal('bookmarks'), filter: bookmarkFilterSchema }),
  z.object({ list: z.literal('cameras'), filter: z.object({ roomId: idSchema.optional() }) }),
  z.object({
    list: z.literal('ledger-days'),
    filter: z.object({ communeUnitId: idSchema.optional(), ...rangeShape }),
  }),
  z.object({ list: z.literal('audit'), filter: z.object({ verb: z.string().max(60).optional() }) }),
])
export type ExportedListRequest = z.infer<typeof exportedListSchema>
export type ExportedListName = ExportedListRequest['list']

/** Lists that hold citizens' data, masked or not: nobody takes one out without saying what for. */
export const LISTS_WITH_PERSONAL_DATA: readonly ExportedListName[] = [
  'dossiers',
  'rejections',
  'bookmarks',
  'reception-visits',
  'reception-petitions',
]
export const SHORTEST_PURPOSE = 5

export const exportRequestSchema = z
  .object({
    wanted: exportedListSchema,
    /** What the file is for: printed in it and in the audit log. */
    purpose: z.string().trim().max(1000).default(''),
  })
  .refine(
    ({ wanted, purpose }) =>
      !LISTS_WITH_PERSONAL_DATA.includes(wanted.list) || purpose.length >= SHORTEST_PURPOSE,
    { error: 'export.purpose', path: ['purpose'] },
  )
export type ExportRequest = z.infer<typeof exportRequestSchema>

export const exportedFileSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  rows: z.int(),
  bytes: z.int(),
})
export type ExportedFile = z.infer<typeof exportedFileSchema>

/** How far the file is: rows of how many, and last the file, which waits at `/media/exports/{id}/{fileName}`. */
export const exportProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), written: z.int(), total: z.int() }),
  z.object({ kind: z.literal('file'), file: exportedFileSchema }),
])
export type ExportProgress = z.infer<typeof exportProgressSchema>
