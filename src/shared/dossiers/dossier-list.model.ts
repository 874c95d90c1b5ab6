import { z } from 'zod'
import { findingKindSchema } from '../findings/findings.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { channelSchema, dossierSchema, dossierStatusSchema } from './dossiers.model.ts'

/**
 * How a dossier stands against its due date, by DAY (a due time of 11:30 is kept until midnight), by the day on which its
 * handling finished. `uncounted`: not received, or not yet.
 */
export const LIST_TIMELINESS = [
  'early',
  'on-time',
  'overdue',
  'open-in-time',
  'open-overdue',
  'uncounted',
] as const
export const listTimelinessSchema = z.enum(LIST_TIMELINESS)
export type ListTimeliness = z.infer<typeof listTimelinessSchema>

/** `not-at-desk`: nobody came to the desk for it, so no footage is looked for. */
export const LIST_VERDICTS = ['covered', 'partial', 'missing', 'not-at-desk'] as const
export const listVerdictSchema = z.enum(LIST_VERDICTS)
export type ListVerdict = z.infer<typeof listVerdictSchema>

/** What of the register is wanted. What is absent does not narrow. */
export const dossierFilterSchema = z.object({
  communeUnitId: idSchema.optional(),
  roomId: idSchema.optional(),
  sourceId: idSchema.optional(),
  /** Log time of receipt, half-open. */
  fromMs: instantMsSchema.optional(),
  toMs: instantMsSchema.optional(),
  statuses: z.array(dossierStatusSchema).max(10).optional(),
  channel: channelSchema.optional(),
  timeliness: listTimelinessSchema.optional(),
  /** Of the worst covered of its desk events. */
  verdict: listVerdictSchema.optional(),
  /** Name of the procedure, whole. */
  procedure: z.string().max(500).optional(),
  /** Name of the receiving officer, whole. */
  officer: z.string().max(200).optional(),
  counterId: idSchema.optional(),
  /** With a finding of this kind that nobody has dismissed. */
  findingKind: findingKindSchema.optional(),
  /** Part of a dossier code, with or without its separators. */
  code: z.string().trim().max(60).optional(),
})
export type DossierFilter = z.infer<typeof dossierFilterSchema>

export const dossierSortSchema = z.enum(['received', 'due', 'code'])
export type DossierSort = z.infer<typeof dossierSortSchema>

/** Ties are broken by code, then id: the order is total, so that a page never repeats or skips a row. */
export const dossierOrderSchema = z.object({
  sort: dossierSortSchema.default('received'),
  descending: z.boolean().default(false),
})
export type DossierOrder = z.infer<typeof dossierOrderSchema>
/** An order of which the defaults may be left out. */
export type DossierOrderWish = z.input<typeof dossierOrderSchema>

export const dossierInRoomSchema = dossierSchema.extend({ roomId: idSchema, communeUnitId: idSchema })
export type DossierInRoom = z.infer<typeof dossierInRoomSchema>

export const dossierListSchema = z.object({
  /** How many there are under the filter. */
  total: z.int(),
  /** How many the person may see in all: what `total` is of. */
  all: z.int(),
  rows: z.array(dossierInRoomSchema),
})
export type DossierList = z.infer<typeof dossierListSchema>

/** Where a dossier stands in a filtered list; `index` from 0, null when the filter leaves it out. */
export const dossierPlaceSchema = z.object({
  index: z.int().nullable(),
  total: z.int(),
  previousId: idSchema.nullable(),
  nextId: idSchema.nullable(),
})
export type DossierPlace = z.infer<typeof dossierPlaceSchema>

const choiceSchema = z.object({ value: z.string(), count: z.int() })
/** What the register names, most frequent first: the choices of the filters. */
export const dossierChoicesSchema = z.object({
  procedures: z.array(choiceSchema),
  officers: z.array(choiceSchema),
})
export type DossierChoices = z.infer<typeof dossierChoicesSchema>
