import { mergeRanges, subtractRanges, type TimeRange } from '../kernel/time-range.ts'
import type { EventCoverage, EventOverview } from './coverage.model.ts'

/** Ranges with less than `gapMs` between them as one; sorted and disjoint. */
function bridged(ranges: readonly TimeRange[], gapMs: number): TimeRange[] {
  const joined: { fromMs: number; toMs: number }[] = []
  for (const range of mergeRanges(ranges)) {
    const last = joined.at(-1)
    if (last && range.fromMs - last.toMs < gapMs) last.toMs = range.toMs
    else joined.push({ ...range })
  }
  return joined
}

/**
 * Events as they are told from far: how many of each verdict begin in a cell, and where their windows have footage and where
 * not. No event and no missing part is lost, however wide the cells are.
 */
export function eventOverview(
  events: readonly Pick<EventCoverage, 'atMs' | 'verdict' | 'windowFromMs' | 'windowToMs' | 'missing'>[],
  cellMs: number,
): EventOverview {
  const groups = new Map<number, EventOverview['groups'][number]>()
  for (const { atMs, verdict } of events) {
    const cell = Math.floor(atMs / cellMs)
    const group = groups.get(cell) ?? { fromMs: atMs, toMs: atMs, covered: 0, partial: 0, missing: 0 }
    group[verdict] += 1
    group.fromMs = Math.min(group.fromMs, atMs)
    group.toMs = Math.max(group.toMs, atMs)
    groups.set(cell, group)
  }
  const missing = events.flatMap((event) => event.missing.map(({ fromMs, toMs }) => ({ fromMs, toMs })))
  const covered = events.flatMap(({ windowFromMs, windowToMs, missing: parts }) =>
    subtractRanges({ fromMs: windowFromMs, toMs: windowToMs }, parts),
  )
  return {
    groups: [...groups.values()].toSorted((left, right) => left.fromMs - right.fromMs),
    covered: bridged(covered, cellMs),
    missing: bridged(missing, cellMs),
  }
}
