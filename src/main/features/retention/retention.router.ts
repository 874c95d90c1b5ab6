import { implement } from '@orpc/server'
import { retentionContract } from '#shared/retention/retention.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { RetentionService } from './retention.service.ts'

const os = implement(retentionContract).$context<RpcContext>()

export function createRetentionRouter(retention: RetentionService) {
  return os.router({
    policies: os.policies.handler(() => retention.policies()),
    setPolicy: os.setPolicy.handler(({ input, context }) => retention.setPolicy(context.call, input)),
    removePolicy: os.removePolicy.handler(async ({ input, context }) => {
      await retention.removePolicy(context.call, input.scope)
      return input
    }),
    usage: os.usage.handler(({ context }) => retention.usage(context.call.actor)),
    forecast: os.forecast.handler(() => retention.forecast()),
    folders: os.folders.handler(() => retention.folders()),
    addFolder: os.addFolder.handler(({ input, context }) => retention.addFolder(context.call, input)),
    setFolderState: os.setFolderState.handler(async ({ input, context }) => {
      await retention.setFolderState(context.call, input.id, input.state)
      return input
    }),
    locks: os.locks.handler(({ input, context }) => retention.locks(context.call.actor, input)),
    lockCost: os.lockCost.handler(({ input, context }) => retention.lockCost(context.call.actor, input)),
    lock: os.lock.handler(({ input, context }) => retention.lock(context.call, input)),
    confirmLock: os.confirmLock.handler(({ input, context }) =>
      retention.confirmLock(context.call, input.id),
    ),
    releaseLock: os.releaseLock.handler(({ input, context }) =>
      retention.releaseLock(context.call, input.id, input.reason),
    ),
    purgePreview: os.purgePreview.handler(({ input, context }) =>
      retention.purgePreview(context.call.actor, input),
    ),
    purge: os.purge.handler(({ input, context }) => retention.purge(context.call, input)),
    quarantine: os.quarantine.handler(() => retention.quarantine()),
    restoreQuarantined: os.restoreQuarantined.handler(async ({ input, context }) => {
      await retention.restoreQuarantined(context.call, input.path)
      return input
    }),
    deleteQuarantined: os.deleteQuarantined.handler(async ({ input, context }) => {
      await retention.deleteQuarantined(context.call, input.path, input.reason)
      return { path: input.path }
    }),
  })
}
