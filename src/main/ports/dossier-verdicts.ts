import type { CoverageVerdict } from '#shared/coverage/coverage.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

/** What the dossier list needs of coverage, which stands above it. */
export type DossierVerdicts = {
  /**
   * The dossiers of these rooms whose worst covered desk event has this verdict. No check of who asks.
   * @param range log time of receipt that may narrow the search; a wider answer is allowed
   */
  readonly dossiersWith: (
    verdict: CoverageVerdict,
    roomIds: readonly Id[],
    range: { readonly fromMs: InstantMs | undefined; readonly toMs: InstantMs | undefined },
  ) => Promise<ReadonlySet<Id>>
}
