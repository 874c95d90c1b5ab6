import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { ProcessorLoad } from '#main/ports/processor-load.ts'
import type { Timers } from '#main/ports/timers.ts'

const BUSY_SHARE = 0.7
const ASK_EVERY_MS = 5 * SECOND_MS
/** Then it goes on beside the rest, at low priority: a computer that is always busy would never be done. */
const LONGEST_MS = 2 * MINUTE_MS

export type UntilCalm = (signal: AbortSignal) => Promise<void>

/** Waits while the computer has other things to do. What was busy before the wait may have been the asker itself. */
export function createUntilCalm(busyShare: ProcessorLoad, timers: Timers): UntilCalm {
  return async (signal) => {
    for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += ASK_EVERY_MS) {
      if (signal.aborted || busyShare() < BUSY_SHARE) return
      await timers.wait(ASK_EVERY_MS, signal)
    }
  }
}
