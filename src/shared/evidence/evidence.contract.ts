import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { jobSchema } from '../jobs/jobs.model.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import { evidenceClipSchema, newEvidenceClipSchema, verificationSchema } from './evidence.model.ts'

export const evidenceContract = {
  list: query('evidence.read', '/evidence').output(z.array(evidenceClipSchema)),
  /** Starts the job that cuts, seals and signs. The bookmark's range becomes locked at once. */
  create: mutation('evidence.export', 'evidence.create', '/evidence')
    .input(newEvidenceClipSchema)
    .output(z.object({ clip: evidenceClipSchema, job: jobSchema })),
  /** Checks the stored bundle as a stranger would: by its bytes alone. */
  verify: operation('evidence.read', '/evidence/{id}/verify')
    .input(z.object({ id: idSchema }))
    .output(verificationSchema),
}
