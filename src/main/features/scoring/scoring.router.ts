import { implement } from '@orpc/server'
import { scoringContract } from '#shared/scoring/scoring.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ScoringService } from './scoring.service.ts'

const os = implement(scoringContract).$context<RpcContext>()

export function createScoringRouter(scoring: ScoringService) {
  return os.router({
    templates: os.templates.handler(() => scoring.templates()),
    list: os.list.handler(() => scoring.list()),
    get: os.get.handler(({ input }) => scoring.get(input.id)),
    create: os.create.handler(({ input, context }) => scoring.create(context.call, input)),
    setScore: os.setScore.handler(({ input, context }) => scoring.setScore(context.call, input)),
    addDeduction: os.addDeduction.handler(({ input, context }) => scoring.addDeduction(context.call, input)),
    withdrawDeduction: os.withdrawDeduction.handler(({ input, context }) =>
      scoring.withdrawDeduction(context.call, input.id, input.reason),
    ),
  })
}
