export type WebhookRequest = {
  readonly url: string
  /** JSON text. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Posts JSON to an address that a person entered; follows no redirect and reads no answer beyond its status.
 * @throws AppError `unavailable webhook.unreachable`, also when no answer came within five seconds
 */
export type SendWebhook = (request: WebhookRequest) => Promise<{ readonly status: number }>
