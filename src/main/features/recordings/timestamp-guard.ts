/** What a network that hung for a while may bring at once. A jump to anywhere in thirteen hours is rarely as short. */
const AHEAD_MS = 60_000
/** No camera films a thousand pictures a second: their times were made up. */
const LEAST_SAMPLE_MS = 1
const FEWEST_SAMPLES = 3

export type GroupTimes = {
  /** Since the group before came; null for the first of a connection. Steady clock. */
  readonly elapsedMs: number | null
  readonly mediaDurationMs: number
  readonly samples: number
}

/**
 * Whether a group's own times can be those of pictures that were filmed one after the other. They cannot after packets of
 * another session came in between (ffmpeg does not compare SSRCs) or a camera began to count anew: after a jump forward one
 * picture seems to last for hours, after a jump back ffmpeg gives each picture the shortest time there is. A declared frame
 * rate that is wrong, and a network that hangs and then hurries, pass.
 */
export function hasPlausibleTimes({ elapsedMs, mediaDurationMs, samples }: GroupTimes): boolean {
  if (samples >= FEWEST_SAMPLES && mediaDurationMs < samples * LEAST_SAMPLE_MS) return false
  return elapsedMs === null || mediaDurationMs <= 2 * elapsedMs + AHEAD_MS
}
