import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import { clockCheckSchema } from './clock-checks.model.ts'
import { MAX_PAGE_UNCERTAINTY_MS } from './clock-code.rules.ts'

/** 128 bits in hex: whoever holds it may show the codes of one check, and nothing else. */
const tokenSchema = z.string().regex(/^[0-9a-f]{32}$/)

export const clockChecksContract = {
  /** Newest first, at most 100; of the cameras that the person may watch. */
  list: query('recordings.view', '/clock-checks')
    .input(z.object({ cameraId: idSchema.optional() }))
    .output(z.array(clockCheckSchema)),
  /** Begins a check of one camera. The token goes into the address of the page that a phone opens; it is told once. */
  open: mutation('presence.manage', 'clock-check.open', '/clock-checks')
    .input(z.object({ cameraId: idSchema }))
    .output(z.object({ check: clockCheckSchema, token: z.string() })),
  /** Looks for the codes in the camera's footage: a job. `CONFLICT clock-check.certified` once it has a certificate. */
  measure: mutation('presence.manage', 'clock-check.measure', '/clock-checks/{id}/measure')
    .input(z.object({ id: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(jobSchema),
  /** For the page, which has no session: what time it is, and until when it has something to show. */
  page: operation('public', '/clock-page')
    .input(z.object({ token: tokenSchema }))
    .output(z.object({ nowMs: instantMsSchema, closesAtMs: instantMsSchema })),
  /** Codes for [fromMs, toMs), at most a minute, at most a minute ahead. */
  codes: operation('public', '/clock-page/codes')
    .input(
      z.object({
        token: tokenSchema,
        fromMs: instantMsSchema,
        toMs: instantMsSchema,
        uncertaintyMs: z.int().min(0).max(MAX_PAGE_UNCERTAINTY_MS),
      }),
    )
    .output(z.object({ codes: z.array(z.object({ atMs: instantMsSchema, text: z.string() })) })),
}
