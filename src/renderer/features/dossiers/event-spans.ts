import type { EventCoverage, MissingPart } from '#shared/coverage/coverage.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

type Span = TimeRange & { readonly state: 'recorded' | MissingPart['cause'] }

/** An event's window as a strip: what some camera recorded, and each missing part with its cause. */
export function eventSpans(
  event: Pick<EventCoverage, 'windowFromMs' | 'windowToMs' | 'coveredMs' | 'missing'>,
): readonly Span[] {
  const missingMs = event.missing.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  // What of the window lies after now is neither covered nor missing.
  const judgedToMs = Math.min(event.windowToMs, event.windowFromMs + event.coveredMs + missingMs)
  const missing = event.missing.toSorted((left, right) => left.fromMs - right.fromMs)
  const spans: Span[] = []
  let atMs = event.windowFromMs
  for (const { fromMs, toMs, cause } of missing) {
    if (fromMs > atMs) spans.push({ fromMs: atMs, toMs: fromMs, state: 'recorded' })
    spans.push({ fromMs, toMs, state: cause })
    atMs = Math.max(atMs, toMs)
  }
  if (atMs < judgedToMs) spans.push({ fromMs: atMs, toMs: judgedToMs, state: 'recorded' })
  return spans
}

/** The cause that takes most of the missing time; null when nothing is missing. */
export function mainCause(missing: readonly MissingPart[]): MissingPart['cause'] | null {
  const byCause = new Map<MissingPart['cause'], number>()
  for (const { cause, fromMs, toMs } of missing) byCause.set(cause, (byCause.get(cause) ?? 0) + toMs - fromMs)
  return [...byCause].toSorted(([, left], [, right]) => right - left)[0]?.[0] ?? null
}
