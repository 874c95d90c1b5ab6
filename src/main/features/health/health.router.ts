import { implement } from '@orpc/server'
import { healthContract } from '#shared/health/health.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { HealthService } from './health.service.ts'

const os = implement(healthContract).$context<RpcContext>()

export function createHealthRouter(health: HealthService) {
  return os.router({
    cameras: os.cameras.handler(({ context }) => health.cameraHealth(context.call.actor)),
    alerts: os.alerts.handler(({ input, context }) => health.alerts(context.call.actor, input)),
    history: os.history.handler(({ input, context }) =>
      health.history(context.call.actor, input.cameraId, { fromMs: input.fromMs, toMs: input.toMs }),
    ),
    see: os.see.handler(({ input, context }) => health.see(context.call, input.id)),
    webhook: os.webhook.handler(() => health.webhook()),
    setWebhook: os.setWebhook.handler(({ input, context }) => health.setWebhook(context.call, input.webhook)),
    testWebhook: os.testWebhook.handler(() => health.testWebhook()),
  })
}
