import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'

/** The one open dialog of the page. */
export type EvidenceDialog =
  | { readonly kind: 'play'; readonly clip: EvidenceClip }
  | { readonly kind: 'verify'; readonly clip: EvidenceClip }
  | { readonly kind: 'export'; readonly bookmark: Bookmark }
