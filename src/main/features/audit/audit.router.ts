import { implement } from '@orpc/server'
import { auditContract } from '#shared/audit/audit.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { AuditService } from './audit.service.ts'

const os = implement(auditContract).$context<RpcContext>()

export function createAuditRouter(audit: AuditService) {
  return os.router({
    list: os.list.handler(({ input }) =>
      audit.list({
        limit: input.limit,
        ...(input.beforeSequence === undefined ? {} : { beforeSequence: input.beforeSequence }),
        ...(input.verb === undefined ? {} : { verb: input.verb }),
      }),
    ),
    check: os.check.handler(() => audit.check()),
  })
}
