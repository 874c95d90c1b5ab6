import { z } from 'zod'
import { channelSchema, dossierStatusSchema } from '../dossiers/dossiers.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/**
 * Rows of files as they are read, before they are stored, one type per kind of file. Instants are the file's own clock
 * (log time). Citizens' names stand here in full: who stores a row decides what is kept (see personal data in
 * docs/design/schema.md).
 */
export const IMPORT_KINDS = [
  /** Sổ theo dõi hồ sơ: one row per dossier. */
  'dossier-register',
  /** Quá trình xử lý: one row per act on a dossier; the log to hold footage against. */
  'dossier-history',
  /** Danh sách hồ sơ quá hạn, with apology letters where the office keeps them. */
  'overdue-list',
  /** Sổ tiếp công dân, Mẫu 03 TT 04/2021/TT-TTCP. */
  'reception-register',
  /** Sổ theo dõi đơn: petitions. */
  'petition-register',
  /** Lịch tiếp công dân. */
  'reception-schedule',
  /** Nhật ký máy lấy số. */
  'queue-tickets',
  /** Lịch phân công cán bộ trực quầy. */
  'officer-roster',
] as const
export const importKindSchema = z.enum(IMPORT_KINDS)
export type ImportKind = z.infer<typeof importKindSchema>

/** From 1, as the sheet or file shows it. */
const rowNumber = z.int().positive()
/** Midnight in Vietnam. */
const dayMs = instantMsSchema
const text = z.string().nullable()

export const DESK_ACTIONS = [
  'received',
  'supplement-requested',
  'supplement-received',
  'refused',
  'fee-paid',
  'forwarded',
  'finished',
  'returned',
  'other',
] as const
export const deskActionSchema = z.enum(DESK_ACTIONS)
export type DeskAction = z.infer<typeof deskActionSchema>

export const dossierRegisterRowSchema = z.object({
  rowNumber,
  code: z.string(),
  procedureCode: text,
  procedureName: text,
  field: text,
  applicantName: text,
  receivedAtLogMs: instantMsSchema.nullable(),
  dueAtLogMs: instantMsSchema.nullable(),
  finishedAtLogMs: instantMsSchema.nullable(),
  returnedAtLogMs: instantMsSchema.nullable(),
  status: dossierStatusSchema.nullable(),
  channel: channelSchema,
  officerName: text,
  counterId: idSchema.nullable(),
})
export type DossierRegisterRow = z.infer<typeof dossierRegisterRowSchema>

export const dossierHistoryRowSchema = z.object({
  rowNumber,
  dossierCode: z.string(),
  atLogMs: instantMsSchema,
  /** As the log writes it. */
  actionText: z.string(),
  action: deskActionSchema,
  officerName: text,
  recipientName: text,
  deadlineLogMs: instantMsSchema.nullable(),
  counterId: idSchema.nullable(),
})
export type DossierHistoryRow = z.infer<typeof dossierHistoryRowSchema>

export const overdueRowSchema = z.object({
  rowNumber,
  dossierCode: z.string(),
  dueAtLogMs: instantMsSchema.nullable(),
  finishedAtLogMs: instantMsSchema.nullable(),
  returnedAtLogMs: instantMsSchema.nullable(),
  reason: text,
  /** Number of the apology letter; null: none. */
  apologyNumber: text,
  apologyDayMs: dayMs.nullable(),
})
export type OverdueRow = z.infer<typeof overdueRowSchema>

export const receptionRegimeSchema = z.enum(['regular', 'head', 'delegated'])
export type ReceptionRegime = z.infer<typeof receptionRegimeSchema>
export const petitionKindSchema = z.enum(['complaint', 'denunciation', 'feedback'])
export type PetitionKind = z.infer<typeof petitionKindSchema>
/** Hướng xử lý, columns 8–10 of Mẫu 03. */
export const receptionHandlingSchema = z.enum(['accepted', 'returned-with-guidance', 'forwarded'])
export type ReceptionHandling = z.infer<typeof receptionHandlingSchema>
export const daySessionSchema = z.enum(['morning', 'afternoon', 'day'])
export type DaySession = z.infer<typeof daySessionSchema>

export const receptionRowSchema = z.object({
  rowNumber,
  /** STT as the register has it; null where it has none. */
  ordinal: z.int().nullable(),
  dayMs,
  /** Log time of the visit where the register has a time of day; most have none. */
  atLogMs: instantMsSchema.nullable(),
  visitorName: text,
  address: text,
  identityNumber: text,
  content: text,
  kind: petitionKindSchema.nullable(),
  peopleCount: z.int().min(1),
  resolvedBy: text,
  handling: receptionHandlingSchema.nullable(),
  followUp: text,
  note: text,
  regime: receptionRegimeSchema,
  /** Who received; for `delegated` the deputy. */
  receiverName: text,
  /** Lần: 1 a first visit about the case, 2 and more a repeated one. */
  visitNumber: z.int().min(1),
})
export type ReceptionRow = z.infer<typeof receptionRowSchema>

export const petitionRowSchema = z.object({
  rowNumber,
  /** Number in the register; null where it has none. */
  number: text,
  receivedDayMs: dayMs,
  senderName: text,
  address: text,
  content: text,
  kind: petitionKindSchema.nullable(),
  source: z.enum(['in-person', 'post', 'hotline', 'online', 'transferred']).nullable(),
  /** Đủ điều kiện xử lý. */
  eligible: z.boolean().nullable(),
  /** Thuộc thẩm quyền. */
  withinCompetence: z.boolean().nullable(),
  dueDayMs: dayMs.nullable(),
  resolvedDayMs: dayMs.nullable(),
  /** Kết quả: đúng, có đúng có sai, sai; null: none yet, or not a kind that has one. */
  outcome: z.enum(['right', 'partly-right', 'wrong']).nullable(),
  result: text,
})
export type PetitionRow = z.infer<typeof petitionRowSchema>

export const scheduleRowSchema = z.object({
  rowNumber,
  dayMs,
  session: daySessionSchema,
  /** Minutes from midnight, half-open; null: the office hours of the session. */
  fromMinute: z.int().min(0).max(1440).nullable(),
  toMinute: z.int().min(0).max(1440).nullable(),
  regime: receptionRegimeSchema,
  hostName: text,
  /** `chair`: the commune's chairperson; `deputy`; `officer`: whoever receives regularly. */
  hostRole: z.enum(['chair', 'deputy', 'officer']),
})
export type ScheduleRow = z.infer<typeof scheduleRowSchema>

export const queueTicketRowSchema = z.object({
  rowNumber,
  ticketNumber: z.string(),
  issuedAtLogMs: instantMsSchema,
  calledAtLogMs: instantMsSchema.nullable(),
  finishedAtLogMs: instantMsSchema.nullable(),
  counterId: idSchema.nullable(),
  dossierCode: text,
})
export type QueueTicketRow = z.infer<typeof queueTicketRowSchema>

export const rosterRowSchema = z.object({
  rowNumber,
  dayMs,
  session: daySessionSchema,
  counterId: idSchema.nullable(),
  officerName: z.string(),
})
export type RosterRow = z.infer<typeof rosterRowSchema>

export type ImportRowOf = {
  readonly 'dossier-register': DossierRegisterRow
  readonly 'dossier-history': DossierHistoryRow
  readonly 'overdue-list': OverdueRow
  readonly 'reception-register': ReceptionRow
  readonly 'petition-register': PetitionRow
  readonly 'reception-schedule': ScheduleRow
  readonly 'queue-tickets': QueueTicketRow
  readonly 'officer-roster': RosterRow
}
