import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { jobSchema } from './jobs.model.ts'

export const jobsContract = {
  /** The person's own jobs, newest first; administrators see everyone's. */
  list: query('authenticated', '/jobs').output(z.array(jobSchema)),
  cancel: mutation('authenticated', 'job.cancel', '/jobs/{id}/cancel')
    .input(z.object({ id: idSchema }))
    .output(jobSchema),
}
