import { implement } from '@orpc/server'
import { findingsContract } from '#shared/findings/findings.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { FindingsService } from './findings.service.ts'

const os = implement(findingsContract).$context<RpcContext>()

export function createFindingsRouter(findings: FindingsService) {
  return os.router({
    list: os.list.handler(({ input, context }) => findings.list(context.call.actor, input)),
    decide: os.decide.handler(({ input, context }) => findings.decide(context.call, input)),
  })
}
