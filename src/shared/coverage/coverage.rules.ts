import type { InstantMs } from '../kernel/instant.ts'
import {
  durationMs,
  intersect,
  mergeRanges,
  subtractRanges,
  type TimeRange,
  totalMs,
} from '../kernel/time-range.ts'
import {
  BEFORE_CAMERA,
  type FootageLane,
  type FootageSpan,
  NOT_SCHEDULED,
} from '../recordings/recordings.model.ts'
import type { CoverageSummary, CoverageVerdict, EventCoverage, MissingPart } from './coverage.model.ts'

/** How much of a window has footage. `coveredMs` and the missing parts add up to the window before now. */
export type WindowCoverage = {
  readonly coveredMs: number
  readonly missing: readonly MissingPart[]
  readonly verdict: CoverageVerdict
}

export type EventWindow = {
  /** Station time of the event. */
  readonly atMs: InstantMs
  readonly windowBeforeMs: number
  readonly windowAfterMs: number
  /** How far `atMs` may be off, either way. */
  readonly uncertaintyMs: number
}

/** The window in which an event's footage is looked for, moved by `shiftMs`. Never reaches before the epoch. */
export function windowOf(event: EventWindow, shiftMs = 0): TimeRange {
  const atMs = event.atMs + shiftMs
  const fromMs = Math.max(0, atMs - event.windowBeforeMs)
  return { fromMs, toMs: Math.max(fromMs, atMs + event.windowAfterMs) }
}

/** The spans that overlap the range, of spans sorted by time and disjoint: binary search, then a walk. */
export function spansIn(spans: readonly FootageSpan[], range: TimeRange): readonly FootageSpan[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.toMs ?? 0) <= range.fromMs) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < spans.length && (spans[end]?.fromMs ?? 0) < range.toMs) end += 1
  return spans.slice(low, end)
}

type Cause = MissingPart['cause']

function causeOf(span: FootageSpan): Cause | null {
  if (span.state === 'unknown' && span.reason === BEFORE_CAMERA) return 'no-camera'
  if (span.state === 'unknown' && span.reason === NOT_SCHEDULED) return 'not-scheduled'
  return span.state === 'recorded' || span.state === 'backfilled' ? null : span.state
}

/** How much a cause says: a reason that is known, then the lack of one, then that the camera was not meant to record. */
function rankOf(cause: Cause): number {
  return ['unknown', 'not-scheduled', 'no-camera'].indexOf(cause) + 1
}

const RANKS = [0, 1, 2, 3] as const

type CausedRange = TimeRange & { readonly cause: Cause }

/** What one camera says about a range in which it has no footage; silence is `unknown`. */
function absencesIn(spans: readonly FootageSpan[], range: TimeRange): CausedRange[] {
  const told = spansIn(spans, range).flatMap((span) => {
    const cause = causeOf(span)
    const part = intersect(span, range)
    return cause !== null && part ? [{ ...part, cause }] : []
  })
  const untold = subtractRanges(range, told).map((part): CausedRange => ({ ...part, cause: 'unknown' }))
  return [...told, ...untold].toSorted((a, b) => a.fromMs - b.fromMs)
}

/** Explains a range that no camera filmed: at each instant by the cause that says most, of the first camera that has it. */
function explain(range: TimeRange, lanes: readonly FootageLane[]): CausedRange[] {
  const told = lanes.flatMap((lane) => absencesIn(lane.spans, range))
  const explained: CausedRange[] = []
  for (const rank of RANKS) {
    for (const part of told) {
      if (rankOf(part.cause) !== rank) continue
      for (const hole of subtractRanges(part, explained)) explained.push({ ...hole, cause: part.cause })
    }
  }
  return explained.toSorted((a, b) => a.fromMs - b.fromMs)
}

function mergeSameCause(parts: readonly MissingPart[]): MissingPart[] {
  const merged: MissingPart[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (last && last.toMs === part.fromMs && last.cause === part.cause) {
      merged[merged.length - 1] = { ...last, toMs: part.toMs }
    } else {
      merged.push(part)
    }
  }
  return merged
}

function missingParts(
  window: TimeRange,
  footage: readonly TimeRange[],
  lanes: readonly FootageLane[],
): MissingPart[] {
  if (lanes.length === 0) return [{ ...window, cause: 'no-camera' }]
  return mergeSameCause(subtractRanges(window, footage).flatMap((range) => explain(range, lanes)))
}

function verdictOf(coveredMs: number, missing: readonly MissingPart[]): CoverageVerdict {
  if (missing.length === 0) return 'covered'
  return coveredMs === 0 ? 'missing' : 'partial'
}

/**
 * Holds a window against the footage of the cameras that looked at the counter. What lies after now is not missing yet.
 * @param lanes each with spans sorted and disjoint; the order decides whose cause is told
 */
export function coverWindow(
  window: TimeRange,
  lanes: readonly FootageLane[],
  nowMs: InstantMs,
): WindowCoverage {
  const past = { fromMs: window.fromMs, toMs: Math.min(window.toMs, nowMs) }
  if (past.fromMs >= past.toMs) return { coveredMs: 0, missing: [], verdict: 'covered' }
  const footage = mergeRanges(
    lanes.flatMap((lane) =>
      spansIn(lane.spans, past).flatMap((span) => {
        const part = causeOf(span) === null ? intersect(span, past) : null
        return part ? [part] : []
      }),
    ),
  )
  const missing = missingParts(past, footage, lanes)
  const coveredMs = totalMs(footage)
  return { coveredMs, missing, verdict: verdictOf(coveredMs, missing) }
}

/** Of the event's own window, which {@link windowOf} tells. */
export type EventCoverageResult = WindowCoverage & { readonly verdictDependsOnClock: boolean }

/** An event's coverage, and whether it would be judged otherwise somewhere within its clock's uncertainty. */
export function coverEvent(
  event: EventWindow,
  lanes: readonly FootageLane[],
  nowMs: InstantMs,
): EventCoverageResult {
  const coverage = coverWindow(windowOf(event), lanes, nowMs)
  const shifts = event.uncertaintyMs === 0 ? [] : [-event.uncertaintyMs, event.uncertaintyMs]
  const verdictDependsOnClock = shifts.some(
    (shiftMs) => coverWindow(windowOf(event, shiftMs), lanes, nowMs).verdict !== coverage.verdict,
  )
  return { ...coverage, verdictDependsOnClock }
}

/** When a camera was set to look at a counter; `validToMs` is exclusive, null while it still does. */
export type CameraView = {
  readonly cameraId: string
  readonly counterId: string
  readonly validFromMs: InstantMs
  readonly validToMs: InstantMs | null
}

/** The cameras that looked at a counter at an instant, each once, in the order given. */
export function camerasLookingAt(views: readonly CameraView[], counterId: string, atMs: InstantMs): string[] {
  const looking = views.filter(
    (view) =>
      view.counterId === counterId &&
      view.validFromMs <= atMs &&
      (view.validToMs === null || atMs < view.validToMs),
  )
  return [...new Set(looking.map((view) => view.cameraId))]
}

export function summarise(events: readonly EventCoverage[]): CoverageSummary {
  const count = (verdict: CoverageVerdict): number =>
    events.filter((event) => event.verdict === verdict).length
  const missingMsByCause: Record<string, number> = {}
  for (const part of events.flatMap((event) => event.missing)) {
    missingMsByCause[part.cause] = (missingMsByCause[part.cause] ?? 0) + durationMs(part)
  }
  return {
    events: events.length,
    covered: count('covered'),
    partial: count('partial'),
    missing: count('missing'),
    missingMsByCause,
  }
}
