import { implement } from '@orpc/server'
import { reportsContract } from '#shared/reports/reports.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ReportsService } from './reports.service.ts'

const os = implement(reportsContract).$context<RpcContext>()

export function createReportsRouter(reports: ReportsService) {
  return os.router({
    timeliness: os.timeliness.handler(({ input, context }) => reports.timeliness(context.call.actor, input)),
    dossiers: os.dossiers.handler(({ input, context }) => reports.dossiersBehind(context.call.actor, input)),
    differences: os.differences.handler(({ input, context }) =>
      reports.differences(context.call.actor, input),
    ),
    comparison: os.comparison.handler(({ input, context }) => reports.comparison(context.call.actor, input)),
    deadline: os.deadline.handler(({ input, context }) =>
      reports.deadline(context.call.actor, input.dossierId),
    ),
  })
}
