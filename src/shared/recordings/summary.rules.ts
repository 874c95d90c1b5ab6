import { type FootageSpan, type FootageState, NOT_SCHEDULED, BEFORE_CAMERA } from './recordings.model.ts'

/** What is told of a cell that holds several states: the worse before the better, footage before what was not asked for. */
const WORST_FIRST: readonly FootageState[] = [
  'unknown',
  'disk-full',
  'recorder-down',
  'camera-offline',
  'obstructed',
  'purged',
  'expired',
  'not-yet-fetched',
  'backfilled',
  'recorded',
]

function rankOf({ state, reason }: FootageSpan): number {
  const isOutside = reason === NOT_SCHEDULED || reason === BEFORE_CAMERA
  return isOutside ? WORST_FIRST.length : WORST_FIRST.indexOf(state)
}

/** One span over all of them, with the state of the worst; its reason, too, where that is the only one of its state. */
function joined(spans: readonly FootageSpan[]): FootageSpan[] {
  const [first] = spans
  const last = spans.at(-1)
  if (!first || !last || spans.length === 1) return [...spans]
  const worst = spans.reduce((found, span) => (rankOf(span) < rankOf(found) ? span : found))
  const reasons = new Set(spans.filter(({ state }) => state === worst.state).map(({ reason }) => reason))
  return [
    {
      fromMs: first.fromMs,
      toMs: last.toMs,
      state: worst.state,
      reason: reasons.size === 1 ? worst.reason : null,
    },
  ]
}

/**
 * A lane as it is told from far: spans of at least `cellMs` stay as they are, and of the shorter ones in a row those that
 * begin in one cell become one. Spans stay sorted and disjoint and add up to the same; no instant of absence ever comes to
 * lie in footage; there are at most about two spans to a cell, however often a camera stumbled.
 * @param spans sorted and disjoint
 */
export function summariseSpans(spans: readonly FootageSpan[], cellMs: number): FootageSpan[] {
  const summary: FootageSpan[] = []
  let short: FootageSpan[] = []
  const flush = (): void => {
    summary.push(...joined(short))
    short = []
  }
  for (const span of spans) {
    if (span.toMs - span.fromMs >= cellMs) {
      flush()
      summary.push(span)
      continue
    }
    const cell = Math.floor(span.fromMs / cellMs)
    const before = short.at(-1)
    const isApart =
      before && (before.toMs < span.fromMs || Math.floor((short[0]?.fromMs ?? 0) / cellMs) !== cell)
    if (isApart) flush()
    short.push(span)
  }
  flush()
  return summary
}
