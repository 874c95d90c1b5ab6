import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** What a rule may notice. A finding is a place to look at, never a verdict. */
export const FINDING_KINDS = [
  // a later export of the log against an earlier one
  'receipt-back-dated',
  'due-date-moved',
  'dossier-vanished',
  'end-of-day-burst',
  // the log against itself and the calendar
  'late-keying',
  'received-outside-hours',
  'two-receptions-at-once',
  'due-date-disagrees',
  'overdue-without-apology',
  // the log against the footage
  'dossier-without-footage',
  // the reception schedule against register and footage
  'session-not-held',
  'delegated-to-deputy',
  // the footage against the log and the calendar
  'person-without-dossier',
  'dossier-without-person',
  'desk-unattended',
  'opened-late',
  'closed-early',
  'reception-table-empty',
  // the camera
  'camera-covered',
  'camera-blurred',
  'camera-moved',
  'camera-frozen',
] as const
export const findingKindSchema = z.enum(FINDING_KINDS)
export type FindingKind = z.infer<typeof findingKindSchema>

export const findingStateSchema = z.enum(['open', 'accepted', 'dismissed'])
export type FindingState = z.infer<typeof findingStateSchema>

/** What made a finding: an import, a run of the coverage rules, a presence analysis. */
export const findingOriginKindSchema = z.enum(['import', 'coverage', 'deadline', 'reception', 'presence'])
/** What it is about. */
export const findingSubjectKindSchema = z.enum([
  'dossier',
  /** A room's day as a whole. */
  'room',
  'reception-session',
  'reception-visit',
  'counter',
  'camera',
])

/** Figures and words that the sentence of the finding needs; instants end in `Ms`. No citizens' data. */
export const findingDetailSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
)

export const findingSchema = z.object({
  id: idSchema,
  kind: findingKindSchema,
  roomId: idSchema,
  /** Station time: the moment to look at, and the range around it; `fromMs ≤ atMs ≤ toMs`. */
  atMs: instantMsSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  origin: z.object({ kind: findingOriginKindSchema, id: z.string() }),
  subject: z.object({ kind: findingSubjectKindSchema, id: z.string() }),
  detail: findingDetailSchema,
  /** 0–1; 1 where the rule is arithmetic. */
  confidence: z.number().min(0).max(1),
  state: findingStateSchema,
  createdAtMs: instantMsSchema,
  decidedAtMs: instantMsSchema.nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string(),
  /** Whose picture it was seen in: what dismissals are counted by. null where no picture was. */
  cameraId: idSchema.nullable(),
})
export type Finding = z.infer<typeof findingSchema>
