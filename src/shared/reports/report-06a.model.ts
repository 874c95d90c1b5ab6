import { z } from 'zod'
import { exclusionSchema, timelinessClassSchema } from '../dossiers/timeliness.model.ts'
import { channelSchema } from '../dossiers/dossiers.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** The columns of report 06a after the unit's name (domain notes §3), by their place in the two-row header. */
export const REPORT_06A_CELLS = [
  'received',
  'receivedOnline',
  'receivedDirect',
  'carriedOver',
  'resolved',
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedOverdue',
  'pending',
  'pendingInTime',
  'pendingOverdue',
] as const
export const report06aCellSchema = z.enum(REPORT_06A_CELLS)
export type Report06aCell = z.infer<typeof report06aCellSchema>

export const report06aFiguresSchema = z.record(report06aCellSchema, z.int().min(0))
export type Report06aFigures = z.infer<typeof report06aFiguresSchema>

export const report06aRowSchema = z.object({ unitId: idSchema, figures: report06aFiguresSchema })
export type Report06aRow = z.infer<typeof report06aRowSchema>

export const report06aSchema = z.object({
  rows: z.array(report06aRowSchema),
  total: report06aFiguresSchema,
  /** Taken in by the end of the period and not counted above, with the reason. */
  excluded: z.array(z.object({ exclusion: exclusionSchema, count: z.int() })),
})
export type Report06a = z.infer<typeof report06aSchema>

/** A dossier as the report needs it, judged by one basis at the end of the period. */
export const judgedRowSchema = z.object({
  dossierId: idSchema,
  unitId: idSchema,
  channel: channelSchema,
  receivedAtMs: instantMsSchema.nullable(),
  resolvedAtMs: instantMsSchema.nullable(),
  class: timelinessClassSchema,
  exclusion: exclusionSchema.nullable(),
})
export type JudgedRow = z.infer<typeof judgedRowSchema>
