import type { InstantMs } from '../kernel/instant.ts'
import { intersect, subtractRanges, type TimeRange } from '../kernel/time-range.ts'
import {
  type AbsenceCause,
  BEFORE_CAMERA,
  type FootageSpan,
  IN_PROGRESS,
  NOT_SCHEDULED,
  ON_DEVICE,
  type ProvenSpan,
  SEGMENT_DAMAGED,
  type SegmentOrigin,
  type SpanProof,
  STORAGE_MISSING,
  UNEXPLAINED,
} from './recordings.model.ts'

/** Files that follow each other and are in the same state. */
export type FilePiece = TimeRange & {
  readonly state: 'present' | 'damaged' | 'expired' | 'purged' | 'unreachable'
  readonly origin: SegmentOrigin
  /** null for footage. */
  readonly proof: SpanProof | null
}

export type AbsencePiece = {
  readonly fromMs: InstantMs
  /** null: still going on. */
  readonly toMs: InstantMs | null
  readonly cause: AbsenceCause
  readonly reason: string
  readonly proof: SpanProof
}

export type LaneFacts = {
  /** What the lane is asked for; the part after `nowMs` is left out. */
  readonly range: TimeRange
  readonly nowMs: InstantMs
  /** Before it the camera did not exist. */
  readonly camera: { readonly id: string; readonly fromMs: InstantMs }
  /** When it had to record. */
  readonly scheduled: readonly TimeRange[]
  /** By when they were filmed. */
  readonly files: readonly FilePiece[]
  /** What the camera's own card holds. */
  readonly onDevice: readonly (TimeRange & { readonly proof: SpanProof })[]
  /** Recorded reasons for having no footage. */
  readonly absences: readonly AbsencePiece[]
  /** A recorder at work: what follows its newest group is on its way, until now at most. */
  readonly recorder: {
    readonly recordedUntilMs: InstantMs
    readonly untilMs: InstantMs
    readonly runId: string | null
  } | null
}

/** Cuts to the range and sorts; where two overlap, the one that began first counts. */
function disjoint(pieces: readonly ProvenSpan[], range: TimeRange): ProvenSpan[] {
  const laid: ProvenSpan[] = []
  let cursorMs = range.fromMs
  for (const piece of pieces.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const fromMs = Math.max(piece.fromMs, cursorMs)
    const toMs = Math.min(piece.toMs, range.toMs)
    if (fromMs >= toMs) continue
    laid.push({ ...piece, fromMs, toMs })
    cursorMs = toMs
  }
  return laid
}

/** Fills the holes of `strong` with `weak`, both sorted and disjoint: one walk over the two. */
function fillHoles(strong: readonly ProvenSpan[], weak: readonly ProvenSpan[]): ProvenSpan[] {
  const filled: ProvenSpan[] = []
  let next = 0
  for (const piece of weak) {
    let cursorMs = piece.fromMs
    for (; next < strong.length; next += 1) {
      const over = strong[next]
      if (!over || over.fromMs >= piece.toMs) break
      if (over.fromMs > cursorMs) filled.push({ ...piece, fromMs: cursorMs, toMs: over.fromMs })
      if (over.toMs > piece.toMs) {
        // It reaches over the next piece too: it is laid when the walk has come past it.
        cursorMs = over.toMs
        break
      }
      filled.push(over)
      cursorMs = Math.max(cursorMs, over.toMs)
    }
    if (cursorMs < piece.toMs) filled.push({ ...piece, fromMs: cursorMs })
  }
  for (; next < strong.length; next += 1) {
    const over = strong[next]
    if (over) filled.push(over)
  }
  return filled
}

function joinNeighbours<Span extends FootageSpan>(
  spans: readonly Span[],
  isSame: (left: Span, right: Span) => boolean,
): Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && last.toMs === span.fromMs && isSame(last, span)) {
      joined[joined.length - 1] = { ...last, toMs: span.toMs }
    } else {
      joined.push(span)
    }
  }
  return joined
}

function spanOf({ fromMs, toMs, state, origin, proof }: FilePiece): ProvenSpan {
  const range = { fromMs, toMs, proof }
  switch (state) {
    case 'present':
      return { ...range, state: origin, reason: null }
    case 'damaged':
      return { ...range, state: 'unknown', reason: SEGMENT_DAMAGED }
    case 'unreachable':
      return { ...range, state: 'unknown', reason: STORAGE_MISSING }
    case 'purged':
    case 'expired':
      return { ...range, state, reason: null }
  }
}

/** What was recorded counts before what was fetched later, and both before a file that is lost or was deleted. */
function fileLayers(files: readonly FilePiece[]): ProvenSpan[][] {
  const rankOf = ({ state, origin }: FilePiece): number => {
    if (state === 'present') return origin === 'recorded' ? 0 : 1
    return ['damaged', 'unreachable'].includes(state) ? 2 : state === 'purged' ? 3 : 4
  }
  return [0, 1, 2, 3, 4].map((rank) => files.filter((file) => rankOf(file) === rank).map(spanOf))
}

function absenceLayer({ absences, nowMs }: LaneFacts): ProvenSpan[] {
  return absences
    .filter(({ cause }) => cause !== 'unknown')
    .map(({ fromMs, toMs, cause, reason, proof }) => ({
      fromMs,
      toMs: toMs ?? nowMs,
      state: cause,
      reason,
      proof,
    }))
}

/** What follows from the camera's life: not there yet, not asked to record, at it right now. */
function lifeLayers({ range, camera, scheduled, recorder }: LaneFacts): ProvenSpan[][] {
  const proof = { table: 'cameras', id: camera.id } as const
  const before = {
    fromMs: range.fromMs,
    toMs: camera.fromMs,
    state: 'unknown',
    reason: BEFORE_CAMERA,
  } as const
  const outside = subtractRanges(range, scheduled).map(
    (part): ProvenSpan => ({ ...part, state: 'unknown', reason: NOT_SCHEDULED, proof }),
  )
  if (!recorder) return [[{ ...before, proof }], outside]
  const running: ProvenSpan = {
    fromMs: recorder.recordedUntilMs,
    toMs: recorder.untilMs,
    state: 'not-yet-fetched',
    reason: IN_PROGRESS,
    proof: recorder.runId === null ? null : { table: 'recording_runs', id: recorder.runId },
  }
  return [[{ ...before, proof }], outside, [running]]
}

/**
 * One state for every instant of the range that lies before now: the spans add up to it, without overlap or hole.
 * Footage wins over what the camera's card holds, that over a recorded absence, and that over what follows from the
 * camera's life; what is left is unexplained. An absence of unknown cause explains nothing. Linear in the facts but
 * for their sorting.
 */
export function buildProvenLane(facts: LaneFacts): ProvenSpan[] {
  const range = intersect(facts.range, { fromMs: 0, toMs: facts.nowMs })
  if (!range) return []
  const onDevice = facts.onDevice.map(
    (span): ProvenSpan => ({ ...span, state: 'not-yet-fetched', reason: ON_DEVICE }),
  )
  const rest: ProvenSpan = { ...range, state: 'unknown', reason: UNEXPLAINED, proof: null }
  const layers = [
    ...fileLayers(facts.files),
    onDevice,
    absenceLayer(facts),
    ...lifeLayers({ ...facts, range }),
    [rest],
  ]
  const laid = layers.reduce<ProvenSpan[]>((strong, layer) => fillHoles(strong, disjoint(layer, range)), [])
  return joinNeighbours(
    laid,
    (left, right) =>
      left.state === right.state &&
      left.reason === right.reason &&
      left.proof?.table === right.proof?.table &&
      left.proof?.id === right.proof?.id,
  )
}

/** The same without what proves it. */
export function withoutProof(spans: readonly ProvenSpan[]): FootageSpan[] {
  return joinNeighbours(
    spans.map(({ fromMs, toMs, state, reason }) => ({ fromMs, toMs, state, reason })),
    (left, right) => left.state === right.state && left.reason === right.reason,
  )
}
