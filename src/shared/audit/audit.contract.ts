import { z } from 'zod'
import { operation, query } from '../rpc/procedure.ts'
import { auditCheckSchema, auditRowSchema } from './audit.model.ts'

export const auditContract = {
  list: query('audit.read', '/audit')
    .input(
      z.object({
        limit: z.int().min(1).max(500).default(100),
        beforeSequence: z.int().positive().optional(),
        verb: z.string().max(60).optional(),
      }),
    )
    .output(z.array(auditRowSchema)),
  check: operation('audit.read', '/audit/check').output(auditCheckSchema),
}
