import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { absenceCauseSchema } from '../recordings/recordings.model.ts'

export const coverageVerdictSchema = z.enum(['covered', 'partial', 'missing'])
export type CoverageVerdict = z.infer<typeof coverageVerdictSchema>

/**
 * Why a part of a window has no footage. `no-camera`: no camera looked at the counter then. `not-scheduled`: none had to
 * record then. Neither is a gap in the recordings.
 */
export const missingCauseSchema = z.enum([...absenceCauseSchema.options, 'no-camera', 'not-scheduled'])
export type MissingCause = z.infer<typeof missingCauseSchema>

export const missingPartSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  cause: missingCauseSchema,
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

const rangeSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })
/** Events of a stretch that is too wide to tell them one by one. Ranges are sorted and disjoint. */
export const eventOverviewSchema = z.object({
  /** From the first event of a cell to its last: how many there are of each verdict. */
  groups: z.array(
    rangeSchema.extend({ covered: z.int().min(0), partial: z.int().min(0), missing: z.int().min(0) }),
  ),
  covered: z.array(rangeSchema),
  missing: z.array(rangeSchema),
})
export type EventOverview = z.infer<typeof eventOverviewSchema>

export const coverageSummarySchema = z.object({
  events: z.int(),
  covered: z.int(),
  partial: z.int(),
  missing: z.int(),
  missingMsByCause: z.record(z.string(), z.int()),
})
export type CoverageSummary = z.infer<typeof coverageSummarySchema>

/** One room on one day of Vietnam (the events' station time): counts and milliseconds that add up. */
export const coverageDaySchema = z.object({
  roomId: idSchema,
  dayMs: instantMsSchema,
  events: z.int(),
  covered: z.int(),
  partial: z.int(),
  missing: z.int(),
  coveredMs: z.int(),
  missingMs: z.int(),
  missingMsByCause: z.partialRecord(missingCauseSchema, z.int()),
})
export type CoverageDay = z.infer<typeof coverageDaySchema>

export const coverageDaysSchema = z.object({
  days: z.array(coverageDaySchema),
  /** Some of it is being judged again: the figures are those from before. */
  recomputing: z.boolean(),
})
export type CoverageDays = z.infer<typeof coverageDaysSchema>

export const coverageListSchema = z.object({
  total: z.int(),
  rows: z.array(eventCoverageSchema),
  recomputing: z.boolean(),
})
export type CoverageList = z.infer<typeof coverageListSchema>

/** What explains an hour of footage: the events whose window overlaps it. */
export const coverageHourSchema = z.object({
  hourMs: instantMsSchema,
  recordedMs: z.int(),
  events: z.int(),
  dossierIds: z.array(idSchema),
})
export type CoverageHour = z.infer<typeof coverageHourSchema>

/** The footage of a room held against the log, hour by hour; hours with neither footage nor events are left out. */
export const coverageHoursSchema = z.object({
  cameras: z.array(
    z.object({
      cameraId: idSchema,
      hours: z.array(coverageHourSchema),
      /** With footage. */
      footageHours: z.int(),
      /** With footage and no event that would explain it. */
      unexplainedHours: z.int(),
    }),
  ),
  /** `counterId` null: events of which the log names no counter. */
  counters: z.array(
    z.object({
      counterId: idSchema.nullable(),
      hours: z.array(coverageHourSchema.omit({ recordedMs: true })),
    }),
  ),
})
export type CoverageHours = z.infer<typeof coverageHoursSchema>
