import { implement } from '@orpc/server'
import { clockChecksContract } from '#shared/clock-checks/clock-checks.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ClockChecksService } from './clock-checks.service.ts'

const os = implement(clockChecksContract).$context<RpcContext>()

export function createClockChecksRouter(checks: ClockChecksService) {
  return os.router({
    list: os.list.handler(({ input, context }) => checks.list(context.call.actor, input)),
    open: os.open.handler(({ input, context }) => checks.open(context.call, input)),
    measure: os.measure.handler(({ input, context }) => checks.measure(context.call, input)),
    page: os.page.handler(({ input }) => checks.page(input)),
    codes: os.codes.handler(({ input }) => checks.codes(input)),
  })
}
