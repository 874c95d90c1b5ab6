import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Criterion, Deduction, LeafScore, Scorecard } from '#shared/scoring/scoring.model.ts'

/** One criterion of a scorecard and everything that hangs on it. */
export type LeafPanelProps = {
  readonly scorecard: Scorecard
  readonly criterion: Criterion
  readonly score: LeafScore
  readonly deductions: readonly Deduction[]
  readonly clips: readonly EvidenceClip[]
  readonly shownDeductionId: string | null
  readonly onShowDeduction: (id: string) => void
}
