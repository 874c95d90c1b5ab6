import { implement } from '@orpc/server'
import { evidenceContract } from '#shared/evidence/evidence.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { EvidenceService } from './evidence.service.ts'

const os = implement(evidenceContract).$context<RpcContext>()

export function createEvidenceRouter(evidence: EvidenceService) {
  return os.router({
    list: os.list.handler(({ context }) => evidence.list(context.call.actor)),
    create: os.create.handler(({ input, context }) => evidence.create(context.call, input)),
    verify: os.verify.handler(({ input, context }) => evidence.verify(context.call.actor, input.id)),
  })
}
