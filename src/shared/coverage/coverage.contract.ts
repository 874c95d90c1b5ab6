import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { query } from '../rpc/procedure.ts'
import { coverageSummarySchema, eventCoverageSchema } from './coverage.model.ts'

/** Events whose station time lies in the range, of rooms that the person may view. */
const rangeInput = z.object({ roomId: idSchema.optional(), fromMs: instantMsSchema, toMs: instantMsSchema })

export const coverageContract = {
  events: query('coverage.read', '/coverage/events').input(rangeInput).output(z.array(eventCoverageSchema)),
  summary: query('coverage.read', '/coverage/summary').input(rangeInput).output(coverageSummarySchema),
}
