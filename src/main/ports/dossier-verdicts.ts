import type { CoverageVerdict } from '#shared/coverage/coverage.model.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** What the dossier list needs of coverage, which stands above it. */
export type DossierVerdicts = {
  /** The dossiers of these rooms whose worst covered desk event has this verdict. No check of who asks. */
  readonly dossiersWith: (verdict: CoverageVerdict, roomIds: readonly Id[]) => Promise<ReadonlySet<Id>>
}
