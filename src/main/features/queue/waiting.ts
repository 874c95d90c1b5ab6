import type { Finding, FindingKind } from '#shared/findings/findings.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type {
  QueueClaim,
  QueueItem,
  QueueItemKind,
  QueueWhose,
  SampleItem,
} from '#shared/queue/queue.model.ts'
import { byWeight, companionsOf, weightOf, weightParts } from '#shared/queue/queue.rules.ts'
import { keyOf } from './queue.repository.ts'

/** Around the moment at which a sampled dossier was received. */
const SAMPLE_MARGIN_MS = 5 * MINUTE_MS

type Bare = Omit<QueueItem, 'weight' | 'parts' | 'claim' | 'keptUntilMs'> & { readonly sinceMs: InstantMs }

const ofFinding = (finding: Finding): Bare => ({
  kind: 'finding',
  id: finding.id,
  roomId: finding.roomId,
  atMs: finding.atMs,
  fromMs: finding.fromMs,
  toMs: finding.toMs,
  sinceMs: finding.createdAtMs,
  finding,
  sample: null,
})

const ofSample = (sample: SampleItem): Bare => ({
  kind: 'sample',
  id: sample.id,
  roomId: sample.roomId,
  atMs: sample.atMs,
  fromMs: Math.max(0, sample.atMs - SAMPLE_MARGIN_MS),
  toMs: sample.atMs + SAMPLE_MARGIN_MS,
  sinceMs: sample.createdAtMs,
  finding: null,
  sample,
})

export type Known = {
  readonly findings: readonly Finding[]
  readonly samples: readonly SampleItem[]
  /** Those in force, by `keyOf`. */
  readonly claims: ReadonlyMap<string, QueueClaim>
  readonly keptMs: ReadonlyMap<Id, number>
  readonly nowMs: InstantMs
}

/** Everything that waits, weighed, the heaviest first. */
export function waitingItems({ findings, samples, claims, keptMs, nowMs }: Known): QueueItem[] {
  const bare = [...findings.map(ofFinding), ...samples.map(ofSample)]
  const companions = companionsOf(bare)
  const items = bare.map(({ sinceMs, ...item }, at): QueueItem => {
    const claim = claims.get(keyOf(item)) ?? null
    const kept = keptMs.get(item.roomId)
    const keptUntilMs = kept === undefined ? null : item.atMs + kept
    const isGiven = claim !== null && claim.assignee !== claim.claimedBy
    const parts = weightParts(
      {
        finding: item.finding,
        isAsked: item.sample !== null || isGiven,
        sinceMs,
        keptUntilMs,
        companions: companions[at] ?? 0,
      },
      nowMs,
    )
    return { ...item, claim, keptUntilMs, parts, weight: weightOf(parts) }
  })
  return items.toSorted(byWeight)
}

/** Whose it is: whoever is on it; a sampled dossier that nobody is on waits for whom it was drawn for. */
export function ownerOf(item: Pick<QueueItem, 'claim' | 'sample'>): string | null {
  return item.claim?.assignee ?? item.sample?.assignee ?? null
}

export type QueueFilter = {
  readonly whose: QueueWhose
  readonly kind?: QueueItemKind | undefined
  readonly findingKind?: FindingKind | undefined
  readonly roomId?: Id | undefined
}

export function passes(item: QueueItem, filter: QueueFilter, who: string): boolean {
  const owner = ownerOf(item)
  if (filter.whose === 'mine' && owner !== who) return false
  if (filter.whose === 'free' && owner !== null) return false
  if (filter.kind !== undefined && item.kind !== filter.kind) return false
  if (filter.findingKind !== undefined && item.finding?.kind !== filter.findingKind) return false
  return filter.roomId === undefined || item.roomId === filter.roomId
}
