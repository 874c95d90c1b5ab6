import type { Exclusion } from '../dossiers/timeliness.model.ts'
import type { Id } from '../kernel/ids.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import {
  type JudgedRow,
  REPORT_06A_CELLS,
  type Report06a,
  type Report06aCell,
  type Report06aFigures,
} from './report-06a.model.ts'

const RESOLVED: ReadonlyMap<JudgedRow['class'], Report06aCell> = new Map([
  ['early', 'resolvedEarly'],
  ['on-time', 'resolvedOnTime'],
  ['overdue', 'resolvedOverdue'],
])
const PENDING: ReadonlyMap<JudgedRow['class'], Report06aCell> = new Map([
  ['pending-in-time', 'pendingInTime'],
  ['pending-overdue', 'pendingOverdue'],
])

const receiptCell = (row: JudgedRow, receivedAtMs: number, period: TimeRange): Report06aCell => {
  if (receivedAtMs < period.fromMs) return 'carriedOver'
  return row.channel === 'online' ? 'receivedOnline' : 'receivedDirect'
}

/**
 * The cells that a dossier counts in: one of how it came and one of how it stands, and the sum of each; none where it is
 * no part of the period. So in every sum: received = resolved + pending.
 */
export function cellsOf(row: JudgedRow, period: TimeRange): readonly Report06aCell[] {
  const { receivedAtMs, resolvedAtMs } = row
  if (receivedAtMs === null || receivedAtMs >= period.toMs || row.class === 'excluded') return []
  const isOver = receivedAtMs < period.fromMs && resolvedAtMs !== null && resolvedAtMs < period.fromMs
  if (isOver) return []
  const came = receiptCell(row, receivedAtMs, period)
  const done = RESOLVED.get(row.class)
  if (done) return ['received', came, 'resolved', done]
  const open = PENDING.get(row.class)
  return open ? ['received', came, 'pending', open] : []
}

export function noFigures(): Report06aFigures {
  return {
    received: 0,
    receivedOnline: 0,
    receivedDirect: 0,
    carriedOver: 0,
    resolved: 0,
    resolvedEarly: 0,
    resolvedOnTime: 0,
    resolvedOverdue: 0,
    pending: 0,
    pendingInTime: 0,
    pendingOverdue: 0,
  }
}

/** Received = in the period + carried over = resolved + pending, and each part its own sum. */
export function holdsTogether(figures: Report06aFigures): boolean {
  const { received, resolved, pending } = figures
  return (
    received === figures.receivedOnline + figures.receivedDirect + figures.carriedOver &&
    resolved === figures.resolvedEarly + figures.resolvedOnTime + figures.resolvedOverdue &&
    pending === figures.pendingInTime + figures.pendingOverdue &&
    received === resolved + pending
  )
}

function sumOf(rows: readonly Report06aFigures[]): Report06aFigures {
  const sum = noFigures()
  for (const row of rows) for (const cell of REPORT_06A_CELLS) sum[cell] += row[cell]
  return sum
}

/** Those left out that were taken in by the end of the period, or at a time that nobody knows. */
function excludedIn(rows: readonly JudgedRow[], period: TimeRange): Report06a['excluded'] {
  const counts = new Map<Exclusion, number>()
  for (const { exclusion, receivedAtMs } of rows) {
    if (exclusion === null) continue
    const isOfPeriod = receivedAtMs === null || (receivedAtMs >= period.fromMs && receivedAtMs < period.toMs)
    if (isOfPeriod) counts.set(exclusion, (counts.get(exclusion) ?? 0) + 1)
  }
  return [...counts].map(([exclusion, count]) => ({ exclusion, count }))
}

/**
 * Report 06a over a period.
 * @param rows each dossier once, judged at the end of the period
 * @param unitIds the units that have a row, in their order, dossiers or not
 */
export function report06a(rows: readonly JudgedRow[], period: TimeRange, unitIds: readonly Id[]): Report06a {
  const byUnit = new Map(unitIds.map((id) => [id, noFigures()]))
  for (const row of rows) {
    const figures = byUnit.get(row.unitId) ?? noFigures()
    byUnit.set(row.unitId, figures)
    for (const cell of cellsOf(row, period)) figures[cell] += 1
  }
  const told = [...byUnit].map(([unitId, figures]) => ({ unitId, figures }))
  return {
    rows: told,
    total: sumOf(told.map(({ figures }) => figures)),
    excluded: excludedIn(rows, period),
  }
}

/** Receipts of the period at a desk. Online and postal ones bring nobody there. */
export function deskVisits(rows: readonly JudgedRow[], period: TimeRange): number {
  return rows.filter(
    ({ channel, receivedAtMs }) =>
      channel === 'walk-in' &&
      receivedAtMs !== null &&
      receivedAtMs >= period.fromMs &&
      receivedAtMs < period.toMs,
  ).length
}
