import type { InstantMs } from '../kernel/instant.ts'
import { intersect, subtractRanges, type TimeRange } from '../kernel/time-range.ts'
import { type AbsenceCause, BEFORE_CAMERA, type FootageSpan, type FootageState } from './recordings.model.ts'

export type FootagePiece = TimeRange & { readonly state: FootageState; readonly reason: string | null }

export type LaneFacts = {
  /** What the lane is asked for; the part after `nowMs` is left out. */
  readonly range: TimeRange
  readonly nowMs: InstantMs
  /** Before it the camera did not exist. */
  readonly cameraFromMs: InstantMs
  /** Files, by when they were filmed; damaged and deleted ones with their own state. */
  readonly footage: readonly FootagePiece[]
  /** Recorded reasons for having none; they yield to footage. `toMs` null: still going on. */
  readonly absences: readonly {
    readonly fromMs: InstantMs
    readonly toMs: InstantMs | null
    readonly cause: AbsenceCause
    readonly reason: string
  }[]
  /** End of the newest group while the recorder runs; what follows is on its way. null when it does not run. */
  readonly recordedUntilMs: InstantMs | null
}

/** Lays pieces into the holes that earlier, stronger pieces left. */
function fill(spans: FootageSpan[], range: TimeRange, pieces: readonly FootagePiece[]): FootageSpan[] {
  const added: FootageSpan[] = []
  for (const piece of pieces) {
    const inside = intersect(piece, range)
    if (!inside) continue
    for (const hole of subtractRanges(inside, [...spans, ...added])) {
      added.push({ ...hole, state: piece.state, reason: piece.reason })
    }
  }
  return [...spans, ...added].sort((a, b) => a.fromMs - b.fromMs)
}

function joinNeighbours(spans: readonly FootageSpan[]): FootageSpan[] {
  const joined: FootageSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && last.toMs === span.fromMs && last.state === span.state && last.reason === span.reason) {
      joined[joined.length - 1] = { ...last, toMs: span.toMs }
    } else {
      joined.push(span)
    }
  }
  return joined
}

/**
 * One state for every instant of the range that lies before now: the spans add up to it, without overlap or hole.
 * Footage wins over a recorded absence, which wins over what follows from the camera's life; what is left is unknown.
 */
export function buildLane(facts: LaneFacts): FootageSpan[] {
  const range = intersect(facts.range, { fromMs: 0, toMs: facts.nowMs })
  if (!range) return []
  const whole = (fromMs: InstantMs, toMs: InstantMs, state: FootageState, reason: string | null) => ({
    fromMs,
    toMs,
    state,
    reason,
  })
  const absences = facts.absences.map(({ fromMs, toMs, cause, reason }) =>
    whole(fromMs, toMs ?? facts.nowMs, cause, reason),
  )
  const life = [whole(range.fromMs, facts.cameraFromMs, 'unknown', BEFORE_CAMERA)]
  if (facts.recordedUntilMs !== null)
    life.push(whole(facts.recordedUntilMs, facts.nowMs, 'not-yet-fetched', 'in-progress'))
  const rest = [whole(range.fromMs, range.toMs, 'unknown', 'unexplained')]
  const filled = [facts.footage, absences, life, rest].reduce<FootageSpan[]>(
    (spans, pieces) => fill(spans, range, pieces),
    [],
  )
  return joinNeighbours(filled)
}
