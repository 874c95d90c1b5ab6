import type { Finding, FindingKind } from '../findings/findings.model.ts'
import { DAY_MS, HOUR_MS, type InstantMs } from '../kernel/instant.ts'
import type { QueueClaim, QueueItem, WeightPart } from './queue.model.ts'

/** Who takes a thing on has the morning for it; whoever is given one has three days. */
export const CLAIM_LIFE_MS = 4 * HOUR_MS
export const ASSIGNED_LIFE_MS = 3 * DAY_MS

/**
 * What a finding of each kind weighs when it is certain: what touches a citizen's file or hides footage before what
 * touches a register, and that before matters of order.
 */
const KIND_POINTS: Readonly<Record<FindingKind, number>> = {
  'camera-covered': 60,
  'camera-moved': 50,
  'camera-frozen': 60,
  'camera-blurred': 40,
  'dossier-vanished': 60,
  'receipt-back-dated': 60,
  'due-date-moved': 50,
  'person-without-dossier': 50,
  'dossier-without-person': 45,
  'desk-unattended': 40,
  'reception-table-empty': 45,
  'session-not-held': 45,
  'dossier-without-footage': 35,
  'overdue-without-apology': 30,
  'opened-late': 30,
  'closed-early': 30,
  'delegated-to-deputy': 25,
  'due-date-disagrees': 25,
  'received-outside-hours': 25,
  'two-receptions-at-once': 20,
  'late-keying': 20,
  'end-of-day-burst': 15,
}
const SAMPLE_POINTS = 40
const ASKED_POINTS = 15
const POINTS_PER_DAY = 2
const MOST_WAITING_POINTS = 20
const POINTS_PER_COMPANION = 3
const MOST_COMPANY_POINTS = 12
/** Days that the footage is still safe for, and what that adds. */
const FOOTAGE_ENDS = [
  { withinDays: 2, points: 40 },
  { withinDays: 7, points: 20 },
  { withinDays: 14, points: 5 },
] as const

export type Weighed = {
  readonly finding: Pick<Finding, 'kind' | 'confidence'> | null
  readonly isAsked: boolean
  readonly sinceMs: InstantMs
  /** null: nothing is known of its end. */
  readonly keptUntilMs: InstantMs | null
  /** Other items of the same room within the same hour. */
  readonly companions: number
}

function footagePoints(keptUntilMs: InstantMs | null, nowMs: InstantMs): number {
  // What may be gone already cannot be saved by hurrying.
  if (keptUntilMs === null || keptUntilMs <= nowMs) return 0
  const near = FOOTAGE_ENDS.find(({ withinDays }) => keptUntilMs - nowMs <= withinDays * DAY_MS)
  return near?.points ?? 0
}

/** Why an item stands where it stands: the summands of its weight, without those that add nothing. */
export function weightParts(item: Weighed, nowMs: InstantMs): WeightPart[] {
  const { finding } = item
  const days = Math.max(0, Math.floor((nowMs - item.sinceMs) / DAY_MS))
  const parts: WeightPart[] = [
    {
      reason: 'kind',
      points: finding ? Math.round(KIND_POINTS[finding.kind] * finding.confidence) : SAMPLE_POINTS,
    },
    { reason: 'asked', points: item.isAsked ? ASKED_POINTS : 0 },
    { reason: 'waits', points: Math.min(MOST_WAITING_POINTS, days * POINTS_PER_DAY) },
    { reason: 'footage-ends', points: footagePoints(item.keptUntilMs, nowMs) },
    { reason: 'company', points: Math.min(MOST_COMPANY_POINTS, item.companions * POINTS_PER_COMPANION) },
  ]
  return parts.filter(({ points }) => points > 0)
}

export function weightOf(parts: readonly WeightPart[]): number {
  return parts.reduce((sum, { points }) => sum + points, 0)
}

/** The heaviest first; of equals the one that happened first. */
export function byWeight(
  left: Pick<QueueItem, 'weight' | 'atMs' | 'id'>,
  right: Pick<QueueItem, 'weight' | 'atMs' | 'id'>,
): number {
  if (left.weight !== right.weight) return right.weight - left.weight
  if (left.atMs !== right.atMs) return left.atMs - right.atMs
  return left.id < right.id ? -1 : 1
}

/** How many other items each one has in its room within its own hour of the day. */
export function companionsOf(
  items: readonly { readonly roomId: string; readonly atMs: InstantMs }[],
): readonly number[] {
  const keyOf = (item: { readonly roomId: string; readonly atMs: InstantMs }): string =>
    `${item.roomId} ${Math.floor(item.atMs / HOUR_MS)}`
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return items.map((item) => (counts.get(keyOf(item)) ?? 1) - 1)
}

export function isInForce(claim: Pick<QueueClaim, 'lapsesAtMs'>, nowMs: InstantMs): boolean {
  return nowMs < claim.lapsesAtMs
}

/** Whoever is on it, whoever put them on it. */
export function mayRelease(claim: Pick<QueueClaim, 'assignee' | 'claimedBy'>, who: string): boolean {
  return claim.assignee === who || claim.claimedBy === who
}

/**
 * The sample that a seed draws: every code is hashed together with the seed, and those with the smallest hashes are taken.
 * The same seed and the same register give the same sample on any machine.
 * @param hash SHA-256 of a text, as hex
 */
export function drawSample<Item extends { readonly code: string }>(
  items: readonly Item[],
  seed: string,
  size: number,
  hash: (text: string) => string,
): Item[] {
  return items
    .map((item) => ({ item, rank: hash(`${seed}\n${item.code}`) }))
    .toSorted((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0))
    .slice(0, size)
    .map(({ item }) => item)
}
