import { z } from 'zod'
import {
  petitionKindSchema,
  petitionRowSchema,
  receptionHandlingSchema,
  receptionRegimeSchema,
} from '../imports/import-rows.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** Half of a working day; a visit's is null where the register tells no time. */
export const halfDaySchema = z.enum(['morning', 'afternoon'])
export type HalfDay = z.infer<typeof halfDaySchema>

/** A large group (đoàn đông người) has at least so many people. */
export const LARGE_GROUP_PEOPLE = 5

/** Longest texts that are kept; what a file tells beyond is cut off. */
export const LONGEST_TEXT = {
  visitorName: 300,
  senderName: 300,
  address: 500,
  content: 4000,
  resolvedBy: 500,
  followUp: 2000,
  note: 2000,
  result: 2000,
  receiverName: 200,
  caseCode: 100,
  number: 100,
  hostName: 200,
} as const

const text = (field: keyof typeof LONGEST_TEXT) =>
  z.string().trim().min(1).max(LONGEST_TEXT[field]).nullable().default(null)

/** What a register tells of one visit (lượt tiếp). Times are the register's own clock; days are midnights in Vietnam. */
export const visitBodySchema = z.object({
  /** STT; null where the register has none. */
  ordinal: z.int().nullable().default(null),
  dayMs: instantMsSchema,
  session: halfDaySchema.nullable().default(null),
  atLogMs: instantMsSchema.nullable().default(null),
  visitorName: text('visitorName'),
  address: text('address'),
  content: text('content'),
  kind: petitionKindSchema.nullable().default(null),
  peopleCount: z.int().min(1).max(10_000).default(1),
  /** Cơ quan đã giải quyết. */
  resolvedBy: text('resolvedBy'),
  handling: receptionHandlingSchema.nullable().default(null),
  followUp: text('followUp'),
  note: text('note'),
  regime: receptionRegimeSchema,
  receiverName: text('receiverName'),
  /** Lần: 1 a first visit about the case, 2 and more a repeated one. */
  visitNumber: z.int().min(1).max(1000).default(1),
  /** Visits with the same code are about one case; null: a case of its own. */
  caseCode: text('caseCode'),
})
export type VisitBody = z.infer<typeof visitBodySchema>

export const petitionSourceSchema = petitionRowSchema.shape.source.unwrap()
export const petitionOutcomeSchema = petitionRowSchema.shape.outcome.unwrap()

/** What a register tells of one petition (đơn). */
export const petitionBodySchema = z.object({
  number: text('number'),
  dayMs: instantMsSchema,
  senderName: text('senderName'),
  address: text('address'),
  content: text('content'),
  kind: petitionKindSchema.nullable().default(null),
  source: petitionSourceSchema.nullable().default(null),
  /** Đủ điều kiện xử lý; null: not sorted yet. */
  eligible: z.boolean().nullable().default(null),
  /** Thuộc thẩm quyền; null: not sorted yet. */
  withinCompetence: z.boolean().nullable().default(null),
  dueDayMs: instantMsSchema.nullable().default(null),
  resolvedDayMs: instantMsSchema.nullable().default(null),
  outcome: petitionOutcomeSchema.nullable().default(null),
  result: text('result'),
})
export type PetitionBody = z.infer<typeof petitionBodySchema>

/**
 * `current`: the register tells it now. `vanished`: an earlier file told it and a later one of the same period does not.
 * `removed`: a person took it out. Only current rows count.
 */
export const entryStateSchema = z.enum(['current', 'vanished', 'removed'])
export type EntryState = z.infer<typeof entryStateSchema>

/** Where a row of a register stands, whatever it tells. */
export const entrySchema = z.object({
  id: idSchema,
  roomId: idSchema,
  /** null: entered by hand. */
  sourceId: idSchema.nullable(),
  importId: idSchema.nullable(),
  /** From 1, as the sheet or file shows it; null: entered by hand. */
  rowNumber: z.int().nullable(),
  state: entryStateSchema,
  /** By hand, after it was first stored. */
  editedAtMs: instantMsSchema.nullable(),
})
export type Entry = z.infer<typeof entrySchema>

/** Whether something of the row is kept from the reader: a name masked, or the whole of what a denouncer said. */
export const withheldSchema = z.enum(['nothing', 'names', 'all'])
export type Withheld = z.infer<typeof withheldSchema>

export const visitSchema = entrySchema.extend({ ...visitBodySchema.shape, withheld: withheldSchema })
export type Visit = z.infer<typeof visitSchema>
export const petitionSchema = entrySchema.extend({ ...petitionBodySchema.shape, withheld: withheldSchema })
export type Petition = z.infer<typeof petitionSchema>
