import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { alertText } from '#shared/health/alert-text.rules.ts'
import { type Alert, type Webhook, webhookSchema, type WebhookMessage } from '#shared/health/health.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { formatVietnamIso } from '#shared/kernel/instant.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { SendWebhook } from '#main/ports/send-webhook.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { listUnsent, markSent, readWebhookJson, writeWebhookJson } from './alerts.repository.ts'

/** Tried at most this often, at growing distances: about two hours in all. */
const MAX_TRIES = 8
const FIRST_RETRY_MS = 30_000
const AT_ONCE = 50

const storedSchema = z.object({ url: webhookSchema.shape.url, secretCipher: z.string().nullable() })
type Stored = z.infer<typeof storedSchema>

export type TellerDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly secrets: SecretStore
  readonly send: SendWebhook
  readonly stationName: string
  /** Where a camera hangs, for people: `Xã Tân Sơn, quầy 1`. */
  readonly nameOf: (alert: Alert) => Promise<string>
}

/** Tells alerts to the one address outside that an administrator entered. What could not be told is tried again. */
export function createWebhookTeller(deps: TellerDeps) {
  const { work, clock, secrets, send } = deps
  const triedAtMs = new Map<string, number>()

  async function stored(): Promise<Stored | null> {
    const json = await readWebhookJson(work.db)
    return json === null ? null : storedSchema.parse(JSON.parse(json))
  }

  const shown = (webhook: Stored | null): Webhook | null =>
    webhook && { url: webhook.url, hasSecret: webhook.secretCipher !== null }

  const get = async (): Promise<Webhook | null> => shown(await stored())

  async function set(
    call: Call,
    input: { readonly url: string; readonly secret?: string | undefined } | null,
  ): Promise<Webhook | null> {
    const before = await stored()
    const kept = input && before?.url === input.url ? before.secretCipher : null
    const secretCipher = input?.secret === undefined ? kept : await secrets.seal(input.secret)
    const next: Stored | null = input && { url: input.url, secretCipher }
    return work.change(call, async (transaction) => {
      await writeWebhookJson(transaction, next && JSON.stringify(next))
      // The path may hold a token of the receiver: only its host is written down.
      const detail = { host: next && new URL(next.url).host, signed: secretCipher !== null }
      return { result: shown(next), subject: { kind: 'webhook', id: 'station' }, detail }
    })
  }

  async function post(webhook: Stored, message: WebhookMessage): Promise<number> {
    const body = JSON.stringify(message)
    const secret = webhook.secretCipher === null ? null : await secrets.open(webhook.secretCipher)
    const signature = secret === null ? null : createHmac('sha256', secret).update(body).digest('hex')
    const headers = signature === null ? {} : { 'x-minh-chung-signature': `sha256=${signature}` }
    return (await send({ url: webhook.url, body, headers })).status
  }

  async function messageOf(alert: Alert): Promise<WebhookMessage> {
    const where = await deps.nameOf(alert)
    return {
      station: deps.stationName,
      event: alert.endedAtMs === null ? 'alert-began' : 'alert-ended',
      kind: alert.kind,
      camera: alert.cameraId === null ? null : where,
      began_at: formatVietnamIso(alert.beganAtMs),
      ended_at: alert.endedAtMs === null ? null : formatVietnamIso(alert.endedAtMs),
      text: alertText(alert, where),
    }
  }

  /** @throws AppError `precondition webhook.none`, `unavailable webhook.unreachable | webhook.refused {status}` */
  async function test(): Promise<{ status: number }> {
    const webhook = await stored()
    if (!webhook) throw new AppError('precondition', 'webhook.none')
    const status = await post(webhook, {
      station: deps.stationName,
      event: 'test',
      kind: null,
      camera: null,
      began_at: formatVietnamIso(clock.nowMs()),
      ended_at: null,
      text: `${deps.stationName}: tin thử từ phần mềm Minh Chứng.`,
    })
    if (status >= 300) throw new AppError('unavailable', 'webhook.refused', { status })
    return { status }
  }

  async function tell(webhook: Stored, alert: Alert, tries: number): Promise<void> {
    const key = `${alert.id} ${alert.endedAtMs ?? ''}`
    const waitMs = FIRST_RETRY_MS * 2 ** Math.max(0, tries - 1)
    const lastMs = triedAtMs.get(key)
    if (tries > 0 && lastMs !== undefined && clock.nowMs() - lastMs < waitMs) return
    triedAtMs.set(key, clock.nowMs())
    const status = await post(webhook, await messageOf(alert)).catch(() => null)
    const isTold = status !== null && status < 300
    const state = isTold ? 'sent' : tries + 1 >= MAX_TRIES ? 'failed' : 'waiting'
    if (state !== 'waiting') triedAtMs.delete(key)
    await work.bookkeep((transaction) => markSent(transaction, alert, state, tries + 1))
  }

  /** Tells what is due. */
  async function tellAll(): Promise<void> {
    const webhook = await stored()
    if (!webhook) return
    for (const { alert, tries } of await listUnsent(work.db, AT_ONCE)) await tell(webhook, alert, tries)
  }

  return { get, set, test, tellAll, isOn: async () => (await stored()) !== null }
}
