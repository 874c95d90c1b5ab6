import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { CoverageVerdict, EventCoverage } from '#shared/coverage/coverage.model.ts'
import { DAY_MS, type InstantMs, MINUTE_MS, SECOND_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { contains, mergeRanges, subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import { type FootageLock, REPLY_WINDOW_REASON } from '#shared/retention/retention.model.ts'
import type { Room } from '#shared/units/units.model.ts'

/** One dossier may come to the desk twice: received and returned. */
export function eventKey(event: EventCoverage): string {
  return `${event.dossierId}:${event.kind}`
}

export type EventFilter = 'all' | CoverageVerdict

export function filterEvents(events: readonly EventCoverage[], filter: EventFilter): EventCoverage[] {
  return filter === 'all' ? [...events] : events.filter((event) => event.verdict === filter)
}

const LEAD_MS = 5 * SECOND_MS
const MAX_LEAD_MS = MINUTE_MS

/**
 * Where to start watching an event: a little before its time, earlier when the log's clock is uncertain, never outside
 * its window. Where that has no footage: the next footage of the window, else its first; without any the event's own
 * time, so that the gap is shown.
 */
export function startOfEvent(event: EventCoverage): InstantMs {
  const leadMs = Math.min(Math.max(LEAD_MS, event.uncertaintyMs), MAX_LEAD_MS)
  const startMs = Math.max(event.windowFromMs, event.atMs - leadMs)
  if (!event.missing.some((part) => contains(part, startMs))) return startMs
  const covered = subtractRanges({ fromMs: event.windowFromMs, toMs: event.windowToMs }, event.missing)
  return covered.find((part) => part.toMs > startMs)?.fromMs ?? covered[0]?.fromMs ?? event.atMs
}

/** The event whose time is nearest to the playhead among those whose window holds it. */
export function eventAt(events: readonly EventCoverage[], atMs: InstantMs): EventCoverage | null {
  let nearest: EventCoverage | null = null
  for (const event of events) {
    if (atMs < event.windowFromMs || atMs >= event.windowToMs) continue
    if (nearest === null || Math.abs(event.atMs - atMs) < Math.abs(nearest.atMs - atMs)) nearest = event
  }
  return nearest
}

/** The event that running over `beforeMs` → `nowMs` has reached; null when it reached none. */
export function eventReached(
  events: readonly EventCoverage[],
  beforeMs: InstantMs,
  nowMs: InstantMs,
): EventCoverage | null {
  return events.findLast((event) => beforeMs < event.atMs && event.atMs <= nowMs) ?? null
}

/** The event before or after the chosen one in the list; from the playhead when none is chosen. */
export function neighbourEvent(
  events: readonly EventCoverage[],
  selectedKey: string | null,
  atMs: InstantMs,
  step: 1 | -1,
): EventCoverage | null {
  const index = events.findIndex((event) => eventKey(event) === selectedKey)
  if (index >= 0) return events[index + step] ?? null
  return (
    (step === 1
      ? events.find((event) => event.atMs > atMs)
      : events.findLast((event) => event.atMs < atMs)) ?? null
  )
}

export function dayRange(atMs: InstantMs): TimeRange {
  const fromMs = startOfVietnamDay(atMs)
  return { fromMs, toMs: fromMs + DAY_MS }
}

const BOOKMARK_HALF_MS = 15 * SECOND_MS
export const LOCK_HALF_MS = MINUTE_MS

/** The marked range; with one mark or none, twice `halfMs` around it. Never outside the session. */
export function markedRange(
  marks: { readonly inMs: InstantMs | null; readonly outMs: InstantMs | null },
  atMs: InstantMs,
  bounds: TimeRange,
  halfMs: number = BOOKMARK_HALF_MS,
): TimeRange {
  const { inMs, outMs } = marks
  if (inMs !== null && outMs !== null && inMs < outMs) return { fromMs: inMs, toMs: outMs }
  const range =
    inMs !== null
      ? { fromMs: inMs, toMs: Math.max(atMs, inMs + 2 * halfMs) }
      : outMs !== null
        ? { fromMs: Math.min(atMs, outMs - 2 * halfMs), toMs: outMs }
        : { fromMs: atMs - halfMs, toMs: atMs + halfMs }
  return { fromMs: Math.max(bounds.fromMs, range.fromMs), toMs: Math.min(bounds.toMs, range.toMs) }
}

const MIN_VIEW_MS = 2 * MINUTE_MS
const VIEW_AIR = 0.04

/** What the timeline shows at first: the stretch where anything is known, with a little air; the session when nothing is. */
export function firstView(
  lanes: readonly FootageLane[],
  events: readonly EventCoverage[],
  bounds: TimeRange,
): TimeRange {
  const footage = lanes.flatMap((lane) =>
    lane.spans.filter((span) => span.state === 'recorded' || span.state === 'backfilled'),
  )
  const known = mergeRanges([
    ...footage,
    ...events.map((event) => ({ fromMs: event.atMs, toMs: event.atMs + 1 })),
  ])
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last) return bounds
  const lengthMs = Math.max(MIN_VIEW_MS, last.toMs - first.fromMs)
  const middleMs = (first.fromMs + last.toMs) / 2
  const halfMs = (lengthMs * (1 + 2 * VIEW_AIR)) / 2
  return {
    fromMs: Math.max(bounds.fromMs, Math.round(middleMs - halfMs)),
    toMs: Math.min(bounds.toMs, Math.round(middleMs + halfMs)),
  }
}

/** Rooms that hold at least one camera which the person may see, as the tree lists them. */
export function viewableRooms(rooms: readonly Room[], cameras: readonly Camera[]): Room[] {
  const withCamera = new Set(cameras.map((camera) => camera.roomId))
  return rooms.filter((room) => withCamera.has(room.id))
}

/** Cameras of a room as tiles show them; those out of service only where they have footage in the session. */
export function sessionCameras(cameras: readonly Camera[], lanes: readonly FootageLane[]): Camera[] {
  const hasFootage = (cameraId: string): boolean =>
    lanes.some((lane) => lane.cameraId === cameraId && lane.spans.some((span) => span.state === 'recorded'))
  return cameras.filter((camera) => camera.state !== 'removed' || hasFootage(camera.id))
}

/** Locks on any of the cameras that are not released; a bookmark's own is drawn with the bookmark. */
export function standingLocks(
  locks: readonly FootageLock[],
  cameras: readonly Pick<Camera, 'id'>[],
): FootageLock[] {
  const ids = new Set(cameras.map((camera) => camera.id))
  const isDrawn = ({ bookmarkId, reason }: FootageLock): boolean =>
    bookmarkId === null || reason === REPLY_WINDOW_REASON
  return locks.filter(
    (lock) => lock.state !== 'released' && isDrawn(lock) && lock.cameraIds.some((id) => ids.has(id)),
  )
}

/** The cameras that have a tile, always in the room's order so that no tile moves; all when none of the wanted is there. */
export function tileCameras(cameras: readonly Camera[], wanted: string | undefined): Camera[] {
  const ids = new Set((wanted ?? '').split(','))
  const chosen = cameras.filter((camera) => ids.has(camera.id))
  return chosen.length > 0 ? chosen : [...cameras]
}

/** The large tile at first: the first of the wanted, else one that looks at the event, else one with footage. */
export function firstMainCamera(
  cameras: readonly Camera[],
  lanes: readonly FootageLane[],
  wanted: string | undefined,
  event: EventCoverage | null,
): string | null {
  const [first] = (wanted ?? '').split(',')
  const hasFootage = (camera: Camera): boolean =>
    lanes.some((lane) => lane.cameraId === camera.id && lane.spans.some((span) => span.state === 'recorded'))
  const found =
    cameras.find((camera) => camera.id === first) ??
    cameras.find((camera) => event?.cameraIds.includes(camera.id)) ??
    cameras.find(hasFootage) ??
    cameras[0]
  return found?.id ?? null
}

/** The first event with any footage, else the first. */
export function firstWatchable(events: readonly EventCoverage[]): EventCoverage | null {
  return events.find((event) => event.coveredMs > 0) ?? events[0] ?? null
}

/** Where to stand at first: the asked instant, the asked or first event, the first footage, the start. */
export function firstInstant(
  asked: InstantMs | undefined,
  event: EventCoverage | null,
  lanes: readonly FootageLane[],
  bounds: TimeRange,
): InstantMs {
  if (asked !== undefined && contains(bounds, asked)) return asked
  if (event) return startOfEvent(event)
  const starts = lanes.flatMap((lane) => lane.spans.filter((span) => span.state === 'recorded').slice(0, 1))
  return starts.length > 0 ? Math.min(...starts.map((span) => span.fromMs)) : bounds.fromMs
}

/**
 * Where a loop between the marks goes on when playing has come to `atMs`; null: not now. `hasEnded`: the footage ended
 * before the mark.
 */
export function loopTarget(
  state: {
    readonly isLooping: boolean
    readonly isReverse: boolean
    readonly marks: { readonly inMs: InstantMs | null; readonly outMs: InstantMs | null }
  },
  atMs: InstantMs,
  hasEnded: boolean,
): InstantMs | null {
  const { inMs, outMs } = state.marks
  if (!state.isLooping || inMs === null || outMs === null || inMs >= outMs) return null
  if (state.isReverse) return atMs <= inMs ? outMs : null
  return atMs >= outMs || (hasEnded && atMs > inMs) ? inMs : null
}

export const RATES: readonly number[] = [0.25, 0.5, 1, 2, 4, 8, 16]

export function nextRate(rate: number, step: 1 | -1): number {
  const index = RATES.indexOf(rate)
  return RATES[Math.min(Math.max((index < 0 ? 2 : index) + step, 0), RATES.length - 1)] ?? 1
}
