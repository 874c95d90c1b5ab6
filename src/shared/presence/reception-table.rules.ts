import type { InstantMs } from '../kernel/instant.ts'
import { durationMs, intersect, subtractRanges, type TimeRange, totalMs } from '../kernel/time-range.ts'
import type { TableState } from './presence.model.ts'
import { DEFAULT_OCCUPANCY } from './zone-occupancy.ts'

export type TableSeen = {
  readonly state: TableState
  /** Of the session's hours: all of them, those with somebody at the table, and those of which nothing is known. */
  readonly openMs: number
  readonly presentMs: number
  readonly unseenMs: number
  /** Somebody's first moment at the table; null: nobody was seen. */
  readonly firstAtMs: InstantMs | null
}

/**
 * Whether anybody sat at the table in the session's windows. It was empty only where the picture shows all of it: as soon
 * as somebody could have sat there in a part that was not seen, nothing is said.
 */
export function tableSeen(
  windows: readonly TimeRange[],
  stays: readonly TimeRange[],
  looked: readonly TimeRange[],
  nowMs: InstantMs,
): TableSeen {
  const present = windows.flatMap((window) => stays.flatMap((stay) => intersect(stay, window) ?? []))
  const unseen = windows.flatMap((window) => subtractRanges(window, looked))
  const told = {
    openMs: totalMs(windows),
    presentMs: totalMs(present),
    unseenMs: totalMs(unseen),
    firstAtMs: present.length === 0 ? null : Math.min(...present.map(({ fromMs }) => fromMs)),
  }
  if (present.length > 0) return { state: 'somebody', ...told }
  if (windows.some(({ toMs }) => toMs > nowMs)) return { state: 'not-over', ...told }
  // Who stays shorter than that is not told from a passer-by where everything was seen either.
  const couldHideSomebody = unseen.some((gap) => durationMs(gap) >= DEFAULT_OCCUPANCY.shortestStayMs)
  return { state: couldHideSomebody ? 'not-seen' : 'empty', ...told }
}
