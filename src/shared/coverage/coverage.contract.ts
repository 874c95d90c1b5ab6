import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { operation, query } from '../rpc/procedure.ts'
import {
  coverageDaysSchema,
  coverageHoursSchema,
  coverageListSchema,
  coverageSummarySchema,
  coverageVerdictSchema,
  eventCoverageSchema,
  eventOverviewSchema,
  missingCauseSchema,
} from './coverage.model.ts'

/** Events whose station time lies in the range, of rooms that the person may view. */
const rangeInput = z.object({ roomId: idSchema.optional(), fromMs: instantMsSchema, toMs: instantMsSchema })

export const coverageContract = {
  events: query('coverage.read', '/coverage/events').input(rangeInput).output(z.array(eventCoverageSchema)),
  /** The same by cells of `cellMs`, for a timeline from far; at most 62 days. */
  overview: query('coverage.read', '/coverage/overview')
    .input(rangeInput.extend({ roomId: idSchema, cellMs: z.int().min(1000) }))
    .output(eventOverviewSchema),
  summary: query('coverage.read', '/coverage/summary').input(rangeInput).output(coverageSummarySchema),
  /** Figures per room and day, at most 62 days. */
  days: query('coverage.read', '/coverage/days').input(rangeInput).output(coverageDaysSchema),
  /** The rows behind a figure, in order of time. */
  list: query('coverage.read', '/coverage/list')
    .input(
      rangeInput.extend(pageInputSchema.shape).extend({
        communeUnitId: idSchema.optional(),
        verdict: coverageVerdictSchema.optional(),
        /** Those that miss a part for this cause. */
        cause: missingCauseSchema.optional(),
      }),
    )
    .output(coverageListSchema),
  /** The other way: what explains each hour of footage of a room; at most 62 days. */
  hours: query('coverage.read', '/coverage/hours')
    .input(rangeInput.extend({ roomId: idSchema }))
    .output(coverageHoursSchema),
  /** Every desk event of these dossiers; those of rooms that are not the person's are left out. */
  ofDossiers: operation('coverage.read', '/coverage/of-dossiers')
    .input(z.object({ ids: z.array(idSchema).min(1).max(500) }))
    .output(z.array(eventCoverageSchema)),
}
