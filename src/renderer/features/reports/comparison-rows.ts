import type { Change } from '#shared/reports/figure.model.ts'
import { changeFrom, percentOf } from '#shared/reports/figure.rules.ts'
import type { Comparison } from '#shared/reports/reports.model.ts'

export type ComparisonRow =
  | { readonly id: CountId; readonly kind: 'count'; readonly change: Change }
  /** `change` is of the two percentages; null where one of them is 0/0. */
  | {
      readonly id: 'onTimeShare' | 'onlineShare'
      readonly kind: 'share'
      readonly now: readonly [number, number]
      readonly previous: readonly [number, number]
      readonly change: Change | null
    }

type CountId = 'received' | 'online' | 'resolved' | 'overdue' | 'pendingOverdue' | 'deskVisits'

const DECIMALS = 2

function shareRow(
  id: 'onTimeShare' | 'onlineShare',
  now: readonly [number, number],
  previous: readonly [number, number],
): ComparisonRow {
  const [percentNow, percentBefore] = [percentOf(...now, DECIMALS), percentOf(...previous, DECIMALS)]
  const change = percentNow === null || percentBefore === null ? null : changeFrom(percentBefore, percentNow)
  return { id, kind: 'share', now, previous, change }
}

/** Counts and shares of two periods, each with its change; of shares both in points and relative. */
export function comparisonRows({ now, previous }: Comparison): ComparisonRow[] {
  const count = (id: CountId, read: (side: Comparison['now']) => number): ComparisonRow => ({
    id,
    kind: 'count',
    change: changeFrom(read(previous), read(now)),
  })
  const onTime = ({ onTime: share }: Comparison['now']): [number, number] => [
    share.numerator,
    share.denominator,
  ]
  const online = ({ total }: Comparison['now']): [number, number] => [
    total.receivedOnline,
    total.receivedOnline + total.receivedDirect,
  ]
  return [
    count('received', ({ total }) => total.received),
    count('online', ({ total }) => total.receivedOnline),
    count('deskVisits', ({ deskVisits }) => deskVisits),
    count('resolved', ({ total }) => total.resolved),
    count('overdue', ({ total }) => total.resolvedOverdue),
    count('pendingOverdue', ({ total }) => total.pendingOverdue),
    shareRow('onTimeShare', onTime(now), onTime(previous)),
    shareRow('onlineShare', online(now), online(previous)),
  ]
}
