import { MINUTE_MS } from '../kernel/instant.ts'
import { durationMs, type TimeRange } from '../kernel/time-range.ts'
import { IN_PROGRESS, type ProvenSpan } from '../recordings/recordings.model.ts'
import type { DigestCamera, DigestDay, DigestVerdict } from './ledger.model.ts'
import { figuresOf, footageMsOf, wasFilmed } from './ledger.rules.ts'

/** A camera that reconnects now and then is all right: the digest is for what somebody has to see to. */
export const DIGEST_TOLERANCE_MS = MINUTE_MS

const WORST_VERDICT_FIRST: readonly DigestVerdict[] = ['never-came', 'gaps', 'ok', 'off']

/** The longest stretch of one cause in which nothing was filmed. */
function longestAbsence(spans: readonly ProvenSpan[]): ProvenSpan | null {
  const missing = spans.filter(({ state, reason }) => !wasFilmed(state) && reason !== IN_PROGRESS)
  return missing.reduce<ProvenSpan | null>(
    (longest, span) => (longest && durationMs(longest) >= durationMs(span) ? longest : span),
    null,
  )
}

/** @param spans within the schedule of the day */
export function digestDay(spans: readonly ProvenSpan[], sessions: readonly TimeRange[]): DigestDay {
  const figures = figuresOf(spans, sessions)
  const filmedMs = footageMsOf(figures) + figures.byState.expired + figures.byState.purged
  const missingMs = figures.scheduledMs - figures.inProgressMs - filmedMs
  const isMissing = missingMs > DIGEST_TOLERANCE_MS
  const verdict =
    figures.scheduledMs === 0 ? 'off' : !isMissing ? 'ok' : filmedMs === 0 ? 'never-came' : 'gaps'
  return { verdict, figures, missingMs, longest: longestAbsence(spans) }
}

/** Worst first: by today, then by yesterday, then by what is missing, then by name. */
export function worstFirst(cameras: readonly DigestCamera[]): DigestCamera[] {
  const rank = ({ verdict }: DigestDay): number => WORST_VERDICT_FIRST.indexOf(verdict)
  return cameras.toSorted(
    (left, right) =>
      rank(left.today) - rank(right.today) ||
      rank(left.yesterday) - rank(right.yesterday) ||
      right.today.missingMs - left.today.missingMs ||
      right.yesterday.missingMs - left.yesterday.missingMs ||
      left.name.localeCompare(right.name, 'vi'),
  )
}

/** How many cameras of each verdict on a day. */
export function countVerdicts(days: readonly DigestDay[]): Record<DigestVerdict, number> {
  const counts = { 'never-came': 0, gaps: 0, ok: 0, off: 0 }
  for (const { verdict } of days) counts[verdict] += 1
  return counts
}
