import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { absenceCauseSchema } from '../recordings/recordings.model.ts'

export const coverageVerdictSchema = z.enum(['covered', 'partial', 'missing'])
export type CoverageVerdict = z.infer<typeof coverageVerdictSchema>

export const missingPartSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  /**
   * `no-camera`: no camera looked at the counter then. `not-scheduled`: none had to record then. Neither is a gap in the
   * recordings.
   */
  cause: z.union([absenceCauseSchema, z.enum(['no-camera', 'not-scheduled'])]),
})
export type MissingPart = z.infer<typeof missingPartSchema>

export const deskEventKindSchema = z.enum(['received', 'returned'])
export type DeskEventKind = z.infer<typeof deskEventKindSchema>

/** A desk-visible event held against the footage. All instants are station time unless named otherwise. */
export const eventCoverageSchema = z.object({
  dossierId: idSchema,
  dossierCode: z.string(),
  procedureName: z.string().nullable(),
  kind: deskEventKindSchema,
  roomId: idSchema,
  counterId: idSchema.nullable(),
  /** Cameras that looked at the counter at that date. */
  cameraIds: z.array(idSchema),
  atLogMs: instantMsSchema,
  atMs: instantMsSchema,
  windowFromMs: instantMsSchema,
  windowToMs: instantMsSchema,
  coveredMs: z.int().min(0),
  verdict: coverageVerdictSchema,
  missing: z.array(missingPartSchema),
  uncertaintyMs: z.int().min(0),
  /** The verdict would be another one somewhere within the clock's uncertainty. */
  verdictDependsOnClock: z.boolean(),
})
export type EventCoverage = z.infer<typeof eventCoverageSchema>

export const coverageSummarySchema = z.object({
  events: z.int(),
  covered: z.int(),
  partial: z.int(),
  missing: z.int(),
  missingMsByCause: z.record(z.string(), z.int()),
})
export type CoverageSummary = z.infer<typeof coverageSummarySchema>
