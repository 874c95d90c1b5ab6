import { z } from 'zod'
import { cameraChangeSchema } from '../cameras/cameras.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import { alertSchema, cameraHealthSchema, webhookSchema } from './health.model.ts'

export const healthContract = {
  /** Every camera in service that the person may know of. */
  cameras: query('health.read', '/health/cameras').output(z.array(cameraHealthSchema)),
  /** Open alerts first, then those that ended, newest first; at most 500. */
  alerts: query('health.read', '/health/alerts')
    .input(z.object({ cameraId: idSchema.optional(), sinceMs: instantMsSchema.optional() }))
    .output(z.array(alertSchema)),
  /** What happened to one camera, newest first: alerts, changes noticed on it, stretches without footage. */
  history: query('health.read', '/health/cameras/{cameraId}/history')
    .input(z.object({ cameraId: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(z.object({ alerts: z.array(alertSchema), changes: z.array(cameraChangeSchema) })),
  /** "I have seen it": the alert stays until it is over. */
  see: mutation('health.read', 'alert.see', '/health/alerts/{id}/see')
    .input(z.object({ id: idSchema }))
    .output(alertSchema),
  webhook: query('health.manage', '/health/webhook').output(webhookSchema.nullable()),
  /** null turns it off. A secret that is left out stays as it is. */
  setWebhook: mutation('health.manage', 'webhook.set', '/health/webhook')
    .input(
      z.object({
        webhook: z
          .object({ url: webhookSchema.shape.url, secret: z.string().min(8).max(200).optional() })
          .nullable(),
      }),
    )
    .output(webhookSchema.nullable()),
  /** Sends a test message. @throws `UNAVAILABLE webhook.unreachable | webhook.refused {status}`, `PRECONDITION webhook.none` */
  testWebhook: operation('health.manage', '/health/webhook/test').output(z.object({ status: z.int() })),
}
