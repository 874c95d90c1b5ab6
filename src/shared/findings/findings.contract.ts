import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { findingKindSchema, findingSchema, findingStateSchema } from './findings.model.ts'

export const findingsContract = {
  /** Of the rooms that the person may look into, newest first. */
  list: query('coverage.read', '/findings')
    .input(
      pageInputSchema.extend({
        roomId: idSchema.optional(),
        kinds: z.array(findingKindSchema).optional(),
        state: findingStateSchema.optional(),
        subjectId: z.string().max(64).optional(),
        fromMs: instantMsSchema.optional(),
        toMs: instantMsSchema.optional(),
      }),
    )
    .output(
      z.object({
        total: z.int(),
        rows: z.array(findingSchema),
        /** How many there are of each kind under the same filter, whatever `kinds` says. */
        byKind: z.array(z.object({ kind: findingKindSchema, count: z.int() })),
      }),
    ),
  /** Accepts, dismisses or reopens: a person's decision, with who and when. */
  decide: mutation('review.bookmark', 'finding.decide', '/findings/decide')
    .input(
      z.object({
        ids: z.array(idSchema).min(1).max(500),
        state: findingStateSchema,
        note: z.string().trim().max(1000).default(''),
      }),
    )
    .output(z.object({ changed: z.int() })),
}
