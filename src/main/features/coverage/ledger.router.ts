import { implement } from '@orpc/server'
import { ledgerContract } from '#shared/coverage/ledger.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { LedgerService } from './ledger.service.ts'

const os = implement(ledgerContract).$context<RpcContext>()

export function createLedgerRouter(ledger: LedgerService) {
  return os.router({
    month: os.month.handler(({ input, context }) => ledger.month(context.call.actor, input)),
    totals: os.totals.handler(({ input, context }) => ledger.totals(context.call.actor, input)),
    day: os.day.handler(({ input, context }) => ledger.day(context.call.actor, input.cameraId, input.dayMs)),
    digest: os.digest.handler(({ context }) => ledger.digest(context.call.actor)),
  })
}
