import { z } from 'zod'
import { findingKindSchema } from '../findings/findings.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  doneItemSchema,
  newSampleSchema,
  queueItemKindSchema,
  queueItemRefSchema,
  queueItemSchema,
  queueWhoseSchema,
  reviewSampleSchema,
  sampleOutcomeSchema,
} from './queue.model.ts'

export const queueContract = {
  /** What waits in the rooms that the person may look into, the heaviest first. */
  list: query('coverage.read', '/queue')
    .input(
      pageInputSchema.extend({
        whose: queueWhoseSchema.default('all'),
        kind: queueItemKindSchema.optional(),
        findingKind: findingKindSchema.optional(),
        roomId: idSchema.optional(),
      }),
    )
    .output(
      z.object({
        rows: z.array(queueItemSchema),
        /** Under the filter. */
        total: z.int().min(0),
        /** Whatever the filter says. */
        waiting: z.int().min(0),
        mine: z.int().min(0),
        free: z.int().min(0),
        doneToday: z.int().min(0),
        /** Open findings that are older than the newest 5 000, and so not among `waiting`. */
        leftOut: z.int().min(0),
      }),
    ),
  /** What was done since `sinceMs`, newest first; at most 200. */
  done: query('coverage.read', '/queue/done')
    .input(z.object({ sinceMs: instantMsSchema }))
    .output(z.array(doneItemSchema)),
  /** Whom something can be given to. */
  people: query('review.bookmark', '/queue/people').output(
    z.array(z.object({ username: z.string(), displayName: z.string() })),
  ),
  /** Takes an item on, or gives it to somebody. `CONFLICT queue.taken {by}` while another is on it. */
  claim: mutation('review.bookmark', 'queue.claim', '/queue/claim')
    .input(queueItemRefSchema.extend({ assignee: z.string().trim().min(1).max(40).nullable().default(null) }))
    .output(z.object({ lapsesAtMs: instantMsSchema })),
  release: mutation('review.bookmark', 'queue.release', '/queue/release')
    .input(queueItemRefSchema)
    .output(z.object({ released: z.boolean() })),
  drawSample: mutation('review.bookmark', 'queue.draw-sample', '/queue/samples')
    .input(newSampleSchema)
    .output(reviewSampleSchema),
  samples: query('coverage.read', '/queue/samples').output(z.array(reviewSampleSchema)),
  /** `CONFLICT queue.done {by}` where somebody was faster. */
  finish: mutation('review.bookmark', 'queue.finish', '/queue/samples/{id}/finish')
    .input(
      z.object({ id: idSchema, outcome: sampleOutcomeSchema, note: z.string().trim().max(1000).default('') }),
    )
    .output(z.object({ doneAtMs: instantMsSchema })),
  /** Takes one's own outcome back. */
  reopen: mutation('review.bookmark', 'queue.reopen', '/queue/samples/{id}/reopen')
    .input(z.object({ id: idSchema }))
    .output(z.object({ reopened: z.boolean() })),
}
