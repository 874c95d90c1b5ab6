import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { newProcedureSchema, procedureSchema } from './procedures.model.ts'

export const proceduresContract = {
  /** Every one that ever was, by code, newest first. */
  list: query('authenticated', '/procedures')
    .input(z.object({ authorityUnitId: idSchema.optional() }))
    .output(z.array(procedureSchema)),
  /**
   * From `validFromMs` on; an open one of the same authority and code ends there.
   * @throws `NOT_FOUND unit.unknown`, `INVALID calendar.not-midnight`, `CONFLICT procedure.later` {code}
   */
  put: mutation('units.manage', 'procedure.put', '/procedures')
    .input(z.object({ procedures: z.array(newProcedureSchema).min(1).max(500) }))
    .output(z.array(procedureSchema)),
  /** @throws `NOT_FOUND procedure.unknown`, `CONFLICT procedure.ended`, `INVALID range.empty` */
  end: mutation('units.manage', 'procedure.end', '/procedures/{id}/end')
    .input(z.object({ id: idSchema, validToMs: instantMsSchema }))
    .output(procedureSchema),
}
