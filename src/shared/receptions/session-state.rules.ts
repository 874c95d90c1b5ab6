import type { ReceptionRegime } from '../imports/import-rows.model.ts'
import { type InstantMs, MINUTE_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { HalfDay } from './receptions.model.ts'
import type { RoomFootage, SessionBody, SessionState } from './schedule.model.ts'

/** Less footage of a session shows nothing to look at. */
export const LEAST_FILMED_MS = MINUTE_MS

/** What the schedule needs of a register entry. */
export type RegisterEntry = {
  readonly id: string
  readonly dayMs: InstantMs
  readonly session: HalfDay | null
  readonly regime: ReceptionRegime
  readonly receiverName: string | null
}

export function beginsAt(windows: readonly TimeRange[]): InstantMs {
  return Math.min(...windows.map(({ fromMs }) => fromMs))
}

export function endsAt(windows: readonly TimeRange[]): InstantMs {
  return Math.max(...windows.map(({ toMs }) => toMs))
}

/** Entries of the session's day and half; one that tells its day alone may be of either half. */
export function entriesOf<Entry extends RegisterEntry>(
  { dayMs, session }: Pick<SessionBody, 'dayMs' | 'session'>,
  entries: readonly Entry[],
): Entry[] {
  return entries.filter(
    (entry) =>
      entry.dayMs === dayMs && (session === 'day' || entry.session === null || entry.session === session),
  )
}

/** What became of a scheduled session. */
export function sessionStateOf(
  windows: readonly TimeRange[],
  visits: number,
  footage: RoomFootage | null,
  nowMs: InstantMs,
): SessionState {
  if (nowMs < beginsAt(windows)) return 'planned'
  if (nowMs < endsAt(windows)) return 'under-way'
  const isFilmed = (footage?.filmedMs ?? 0) >= LEAST_FILMED_MS
  if (visits > 0) return isFilmed ? 'held-recorded' : 'held-unrecorded'
  return isFilmed ? 'recorded-unregistered' : 'not-held'
}
