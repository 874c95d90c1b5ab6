import { z } from 'zod'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const channelSchema = z.enum(['walk-in', 'online', 'postal'])
export type Channel = z.infer<typeof channelSchema>

/** The ten statuses of the national portal, in its order (domain notes §3). */
export const DOSSIER_STATUSES = [
  'registered',
  'received',
  'not-received',
  'in-progress',
  'supplement-requested',
  'payment-requested',
  'withdrawn',
  'stopped',
  'finished',
  'returned',
] as const
export const dossierStatusSchema = z.enum(DOSSIER_STATUSES)
export type DossierStatus = z.infer<typeof dossierStatusSchema>

/** Instants of a dossier are the one-stop software's own clock: log time. */
export const dossierSchema = z.object({
  id: idSchema,
  sourceId: idSchema,
  importId: idSchema,
  /** Row in the imported file, from 1, as the sheet shows it. */
  rowNumber: z.int().positive(),
  code: z.string(),
  procedureCode: z.string().nullable(),
  procedureName: z.string().nullable(),
  field: z.string().nullable(),
  /** Masked unless the person may see personal data. */
  applicantName: z.string().nullable(),
  receivedAtLogMs: instantMsSchema.nullable(),
  dueAtLogMs: instantMsSchema.nullable(),
  finishedAtLogMs: instantMsSchema.nullable(),
  returnedAtLogMs: instantMsSchema.nullable(),
  status: dossierStatusSchema.nullable(),
  channel: channelSchema,
  officerName: z.string().nullable(),
  counterId: idSchema.nullable(),
})
export type Dossier = z.infer<typeof dossierSchema>

/** One installation of one-stop software whose exports are imported for one commune. */
export const logSourceSchema = z.object({
  id: idSchema,
  communeUnitId: idSchema,
  roomId: idSchema,
  name: z.string(),
  /** The window around an event's log time in which its footage is looked for. */
  windowBeforeMs: z.int().min(0),
  windowAfterMs: z.int().min(0),
  clockOffset: clockOffsetSchema,
})
export type LogSource = z.infer<typeof logSourceSchema>

export const newLogSourceSchema = z.object({
  roomId: idSchema,
  name: z.string().trim().min(1).max(200),
  windowBeforeMs: z.int().min(0).max(86_400_000).default(900_000),
  windowAfterMs: z.int().min(0).max(86_400_000).default(300_000),
  /** How far the software's clock runs ahead of the station's, as a person read it; 0 when unknown. */
  offsetMs: z.int().default(0),
  uncertaintyMs: z.int().min(0).default(60_000),
})
export type NewLogSource = z.infer<typeof newLogSourceSchema>
