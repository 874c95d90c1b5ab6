/** What kind of failure it is: decides the HTTP status and whether trying again can help. */
export const APP_ERROR_KINDS = [
  'invalid',
  'unauthenticated',
  'not-found',
  'forbidden',
  'conflict',
  'precondition',
  'unavailable',
  'cancelled',
  'data-loss',
  'internal',
] as const
export type AppErrorKind = (typeof APP_ERROR_KINDS)[number]

export type ErrorDetail = Readonly<Record<string, string | number | boolean | null>>

/**
 * The one error that crosses layers. `code` is the key of the sentence that people read (`errors.<code>` in the
 * locales); `detail` fills its blanks and never holds a secret.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly kind: AppErrorKind
  readonly code: string
  readonly detail: ErrorDetail

  constructor(kind: AppErrorKind, code: string, detail: ErrorDetail = {}, cause?: unknown) {
    super(`${kind}: ${code} ${JSON.stringify(detail)}`, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.code = code
    this.detail = detail
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** What was thrown, for whoever takes errors alone. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
