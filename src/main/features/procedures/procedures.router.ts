import { implement } from '@orpc/server'
import { proceduresContract } from '#shared/procedures/procedures.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ProceduresService } from './procedures.service.ts'

const os = implement(proceduresContract).$context<RpcContext>()

export function createProceduresRouter(procedures: ProceduresService) {
  return os.router({
    list: os.list.handler(({ input }) => procedures.list(input.authorityUnitId)),
    put: os.put.handler(({ input, context }) => procedures.put(context.call, input.procedures)),
    end: os.end.handler(({ input, context }) => procedures.end(context.call, input.id, input.validToMs)),
  })
}
