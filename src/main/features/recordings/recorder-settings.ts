/** So often schedules, the clock and each stream are looked at, together. What is compared is in memory. */
export const LOOK_MS = 2000

export type RecorderSettings = {
  /** Recording stops, loudly, when the disk has less than this. */
  readonly diskReserveBytes: number
  /** A stream that brought no picture for this long is dead, whatever its process says. */
  readonly stallMs: number
  readonly retryDelaysMs: readonly number[]
  readonly diskRetryMs: number
  /** So much of one camera may wait in memory for a slow disk; with more the recording stops, loudly. */
  readonly maxWaitingBytes: number
}

export const DEFAULT_RECORDER_SETTINGS: RecorderSettings = {
  diskReserveBytes: 256 * 1024 * 1024,
  stallMs: 15_000,
  retryDelaysMs: [1000, 2000, 5000, 10_000, 20_000, 30_000],
  diskRetryMs: 5000,
  maxWaitingBytes: 32 * 1024 * 1024,
}
