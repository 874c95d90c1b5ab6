import { AppError } from '#shared/kernel/app-error.ts'
import type { SendWebhook } from '#main/ports/send-webhook.ts'

const LIMIT_MS = 5000

export const sendWebhook: SendWebhook = async ({ url, body, headers }) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    await response.body?.cancel()
    return { status: response.status }
  } catch (thrown) {
    throw new AppError('unavailable', 'webhook.unreachable', {}, thrown)
  }
}
