import { implement } from '@orpc/server'
import { coverageContract } from '#shared/coverage/coverage.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { CoverageService } from './coverage.service.ts'

const os = implement(coverageContract).$context<RpcContext>()

export function createCoverageRouter(coverage: CoverageService) {
  return os.router({
    events: os.events.handler(({ input, context }) => coverage.events(context.call.actor, input)),
    overview: os.overview.handler(({ input, context }) => coverage.overview(context.call.actor, input)),
    summary: os.summary.handler(({ input, context }) => coverage.summary(context.call.actor, input)),
    days: os.days.handler(({ input, context }) => coverage.days(context.call.actor, input)),
    list: os.list.handler(({ input, context }) => coverage.list(context.call.actor, input)),
    hours: os.hours.handler(({ input, context }) => coverage.hours(context.call.actor, input)),
    ofDossiers: os.ofDossiers.handler(({ input, context }) =>
      coverage.ofDossiers(context.call.actor, input.ids),
    ),
  })
}
