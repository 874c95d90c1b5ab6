import type { PlayerFailure } from './player.model.ts'
import type { After } from './timed-value.ts'

const RETRY_MS: readonly number[] = [2000, 5000, 10_000, 30_000]

/** What an HTTP status of the media endpoints means; `0` is no answer. Only `unreachable` is worth another try. */
export function failureOfStatus(status: number): PlayerFailure {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  return 'unreachable'
}

/** The host has answered and will say the same again. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500
}

/** Whether an answer about one fragment says that this very fragment cannot be had: gone, cut short or damaged. */
export function isLostFragment(status: number): boolean {
  return status === 404 || status === 416 || status === 500
}

/** How long to wait before try number `tries` + 1. */
function retryDelayMs(tries: number): number {
  return RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 30_000
}

/** One next try at a time, each later than the one before until something worked. */
export class RetryTimer {
  readonly #after: After
  #tries = 0
  #end: (() => void) | null = null

  constructor(after: After) {
    this.#after = after
  }

  /** Returns in how many milliseconds it will act. */
  schedule(act: () => void): number {
    const delayMs = retryDelayMs(this.#tries)
    this.#tries += 1
    this.cancel()
    this.#end = this.#after(delayMs, act)
    return delayMs
  }

  cancel(): void {
    this.#end?.()
    this.#end = null
  }

  /** It worked: the next failure is again the first. */
  reset(): void {
    this.#tries = 0
  }
}
