import type { PlayerFailure } from './player.model.ts'

const RETRY_MS: readonly number[] = [2000, 5000, 10_000, 30_000]

/** What an HTTP status of the media endpoints means; `0` is no answer. Only `unreachable` is worth another try. */
export function failureOfStatus(status: number): PlayerFailure {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  return 'unreachable'
}

/** How long to wait before try number `tries` + 1. */
export function retryDelayMs(tries: number): number {
  return RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 30_000
}
