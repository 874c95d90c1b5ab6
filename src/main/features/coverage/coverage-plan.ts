import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { fromStationTime, toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { DirtyRow } from './coverage-dirty.repository.ts'

/** Where things are: enough to tell which events a change touches. */
export type Layout = {
  readonly roomIds: readonly Id[]
  readonly roomOfCamera: ReadonlyMap<Id, Id>
  readonly roomOfCounter: ReadonlyMap<Id, Id>
  readonly sources: readonly LogSource[]
}

/** Events of one room that are judged together. */
export type Batch = {
  readonly roomId: Id
  /** Station time of the events. */
  readonly ranges: readonly TimeRange[]
  /** Log time of what has to be looked through for rows that the log no longer tells. */
  readonly logRanges: readonly { readonly sourceId: Id; readonly range: TimeRange }[]
  readonly rows: readonly DirtyRow[]
  /** So long that it may have to be cut before it is judged. */
  readonly isWide: boolean
  /** Findings are told again even where no event changed: the calendar may have. */
  readonly retell: boolean
}

/** What lies closer together than this is judged together. */
const TOGETHER_MS = 2 * DAY_MS

/** Which moments of a room's events a change of footage in the range touches: their windows reach that far. */
function touchedBy(range: TimeRange, sources: readonly LogSource[]): TimeRange | null {
  if (sources.length === 0) return null
  const before = Math.max(...sources.map((each) => each.windowBeforeMs + each.clockOffset.uncertaintyMs))
  const after = Math.max(...sources.map((each) => each.windowAfterMs + each.clockOffset.uncertaintyMs))
  return { fromMs: Math.max(0, range.fromMs - after), toMs: range.toMs + before }
}

type Placed = { readonly roomId: Id; readonly range: TimeRange | null; readonly row: DirtyRow }

function rangeOf({ from_ms: fromMs, to_ms: toMs }: DirtyRow): TimeRange {
  return { fromMs, toMs }
}

/** @returns null when nothing is left that it could touch */
function place(row: DirtyRow, layout: Layout): Placed | null {
  const range = rangeOf(row)
  switch (row.scope_kind) {
    case 'station':
      return null
    case 'room':
      return { roomId: row.scope_id, range, row }
    case 'counter': {
      const roomId = layout.roomOfCounter.get(row.scope_id)
      return roomId === undefined ? null : { roomId, range, row }
    }
    case 'camera': {
      const roomId = layout.roomOfCamera.get(row.scope_id)
      if (roomId === undefined) return null
      const sources = layout.sources.filter((source) => source.roomId === roomId)
      return { roomId, range: touchedBy(range, sources), row }
    }
    case 'source': {
      const source = layout.sources.find(({ id }) => id === row.scope_id)
      if (!source) return null
      const [fromMs, toMs] = [range.fromMs, range.toMs].map((atMs) =>
        Math.max(0, toStationTime(atMs, source.clockOffset)),
      )
      return { roomId: source.roomId, range: { fromMs: fromMs ?? 0, toMs: toMs ?? 0 }, row }
    }
  }
}

function batchOf(roomId: Id, placed: readonly Placed[], isWide: boolean): Batch {
  return {
    roomId,
    isWide,
    ranges: placed.flatMap(({ range }) => (range ? [range] : [])),
    logRanges: placed.flatMap(({ row }) =>
      row.scope_kind === 'source' ? [{ sourceId: row.scope_id, range: rangeOf(row) }] : [],
    ),
    rows: placed.map(({ row }) => row),
    retell: placed.some(({ row }) => row.scope_kind === 'room'),
  }
}

/** Neighbours go together as long as they stay within two days; what is longer by itself goes alone. */
function batchesOfRoom(roomId: Id, placed: readonly Placed[]): Batch[] {
  const [narrow, wide] = [
    placed.filter(({ range }) => range === null || durationMs(range) <= TOGETHER_MS),
    placed.filter(({ range }) => range !== null && durationMs(range) > TOGETHER_MS),
  ]
  const groups: Placed[][] = []
  let firstMs = Infinity
  for (const one of narrow.toSorted((a, b) => (a.range?.fromMs ?? 0) - (b.range?.fromMs ?? 0))) {
    const group = groups.at(-1)
    if (group && (one.range?.toMs ?? 0) - firstMs <= TOGETHER_MS) group.push(one)
    else {
      groups.push([one])
      firstMs = one.range?.fromMs ?? 0
    }
  }
  return [
    ...groups.map((group) => batchOf(roomId, group, false)).toReversed(),
    ...wide.map((one) => batchOf(roomId, [one], true)),
  ]
}

export type Plan = {
  readonly batches: readonly Batch[]
  /** Told room by room before anything else. */
  readonly ofStation: readonly DirtyRow[]
  /** Touch nothing that is there. */
  readonly void: readonly DirtyRow[]
}

/** What to judge together: what was recorded or logged last first, whole histories at the end. */
export function planOf(rows: readonly DirtyRow[], layout: Layout): Plan {
  const placed = rows.map((row) => ({ row, at: place(row, layout) }))
  const found = placed.flatMap(({ at }) => (at ? [at] : []))
  const batches = [...Map.groupBy(found, ({ roomId }) => roomId)].flatMap(([roomId, ofRoom]) =>
    batchesOfRoom(roomId, ofRoom),
  )
  return {
    batches: [...batches.filter(({ isWide }) => !isWide), ...batches.filter(({ isWide }) => isWide)],
    ofStation: rows.filter((row) => row.scope_kind === 'station'),
    void: placed.filter(({ at, row }) => !at && row.scope_kind !== 'station').map(({ row }) => row),
  }
}

/**
 * Cuts a long stretch where its events are, so that each piece holds few enough. The pieces add up to it.
 * @param instants of the events, station time, sorted
 */
export function cutAt(
  { rows, roomId, ranges }: Batch,
  instants: readonly number[],
  pieceEvents: number,
  layout: Layout,
): Omit<DirtyRow, 'version'>[] {
  const cuts = instants.filter((_, index) => index > 0 && index % pieceEvents === 0)
  return rows.flatMap((row) => {
    const source = layout.sources.find(({ id }) => row.scope_kind === 'source' && id === row.scope_id)
    const whole = source ? rangeOf(row) : (ranges[0] ?? rangeOf(row))
    const inside = [
      ...new Set(cuts.map((atMs) => (source ? fromStationTime(atMs, source.clockOffset) : atMs))),
    ]
      .filter((atMs) => whole.fromMs < atMs && atMs < whole.toMs)
      .toSorted((left, right) => left - right)
    const ends = [whole.fromMs, ...inside, whole.toMs]
    return ends.slice(1).map((toMs, index) => ({
      scope_kind: source ? ('source' as const) : ('room' as const),
      scope_id: source ? row.scope_id : roomId,
      from_ms: ends[index] ?? whole.fromMs,
      to_ms: toMs,
    }))
  })
}
