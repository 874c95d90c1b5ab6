import { INTEGRITY_THRESHOLDS } from '#shared/imports/log-integrity.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { Comparison, ImportScope, StoredImport } from '#main/ports/import-target.ts'
import type { NewId } from '#main/ports/new-id.ts'
import { nextTurn } from '#main/ports/timers.ts'
import * as changes from './import-changes.repository.ts'
import * as repository from './log-rows.repository.ts'
import type { LogRow, LogTable } from './log-table.ts'
import { differences, merged } from './row-differences.ts'

function batches<Item>(items: readonly Item[]): Item[][] {
  const { BATCH_ROWS } = repository
  return Array.from({ length: Math.ceil(items.length / BATCH_ROWS) }, (_, index) =>
    items.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  )
}

type Vanishing = Pick<Comparison<LogRow>, 'vanished' | 'isOtherSelection'>

/**
 * What of a period is stored and no longer told. Where most of it is missing the file was rather exported with another
 * filter: then nothing has vanished.
 */
async function findVanished<Row extends LogRow>(
  db: Db,
  table: LogTable<Row>,
  scope: ImportScope,
  rows: readonly Row[],
  period: TimeRange | null,
): Promise<Vanishing> {
  const { instantColumn } = table
  if (period === null || instantColumn === null) return { vanished: [] }
  const keys = new Set(rows.map(table.keyOf))
  const labels = new Set(rows.map(table.labelOf))
  const stored = await repository.listTold(db, { ...table, instantColumn }, scope.sourceId, period)
  const told = stored.filter(({ label }) => !table.vanishesOnlyBesideItsLabel || labels.has(label))
  const vanished = told.filter(({ key, label }) => !keys.has(key) && !scope.mentioned?.has(label))
  const { leastRows, share } = INTEGRITY_THRESHOLDS.otherSelection
  const isOtherSelection = vanished.length >= leastRows && vanished.length > share * told.length
  return isOtherSelection ? { vanished: [], isOtherSelection } : { vanished }
}

/** Keeps the rows of one kind of file in one table: what is new, what is told otherwise, what is gone, and all of it back. */
export function createLogTarget<Row extends LogRow>(table: LogTable<Row>, newId: NewId) {
  async function compare(
    db: Db,
    scope: ImportScope,
    rows: readonly Row[],
    period: TimeRange | null,
  ): Promise<Comparison<Row>> {
    const fresh: Row[] = []
    const unchanged: Row[] = []
    const changed: { row: Row; id: string; fields: ReturnType<typeof differences> }[] = []
    const seen = new Set<string>()
    for (const batch of batches(rows)) {
      const found = await repository.findByKey(db, table, scope.sourceId, batch.map(table.keyOf))
      const known = new Map(found.map((stored) => [stored.key, stored]))
      for (const row of batch) {
        const key = table.keyOf(row)
        const stored = known.get(key)
        const fields = stored ? differences(stored, row, table.columns, scope.told) : []
        if (seen.has(key) || (stored && fields.length === 0)) unchanged.push(row)
        else if (stored) changed.push({ row, id: stored.id, fields })
        else fresh.push(row)
        seen.add(key)
      }
      await nextTurn()
    }
    return { fresh, changed, unchanged, ...(await findVanished(db, table, scope, rows, period)) }
  }

  async function storeFresh(transaction: Db, stored: StoredImport, rows: readonly Row[]): Promise<void> {
    const owner = { sourceId: stored.scope.sourceId, importId: stored.importId }
    for (const batch of batches(rows)) {
      const added = batch.map((row) => ({ id: newId(), key: table.keyOf(row), row }))
      await repository.insertRows(transaction, table, owner, added)
      await stored.pace?.(batch.length)
    }
  }

  /** @returns the next free ordinal */
  async function storeChanged(
    transaction: Db,
    stored: StoredImport,
    rows: Comparison<Row>['changed'],
  ): Promise<number> {
    let ordinal = 0
    for (const batch of batches(rows)) {
      const found = await repository.findById(
        transaction,
        table,
        batch.map(({ id }) => id),
      )
      const known = new Map(found.map((each) => [each.id, each]))
      const together = batch.flatMap(({ id, row, fields }) => {
        const before = known.get(id)
        return before ? [{ row, fields, before, ordinal: ordinal++ }] : []
      })
      await changes.insertChanges(
        transaction,
        stored.importId,
        together.map(({ row, fields, before, ordinal: place }) => ({
          ordinal: place,
          rowId: before.id,
          label: table.labelOf(row),
          change: 'changed',
          rowNumber: row.rowNumber,
          fields,
          before,
        })),
      )
      const updates = together.map(({ row, fields, before }) => ({
        id: before.id,
        vanishedImportId: null,
        fields: merged(before, row, fields),
      }))
      await repository.updateRows(transaction, table, updates)
      await stored.pace?.(batch.length)
    }
    return ordinal
  }

  async function storeVanished(
    transaction: Db,
    stored: StoredImport,
    rows: Comparison<Row>['vanished'],
    firstOrdinal: number,
  ): Promise<void> {
    let ordinal = firstOrdinal
    for (const batch of batches(rows)) {
      const gone = batch.map(({ id, label }) => ({
        ordinal: ordinal++,
        rowId: id,
        label,
        change: 'vanished' as const,
        rowNumber: null,
        fields: [],
        before: { vanishedImportId: null, fields: {} },
      }))
      await changes.insertChanges(transaction, stored.importId, gone)
      const ids = batch.map(({ id }) => id)
      await repository.markVanished(transaction, table, stored.importId, ids)
      await stored.pace?.(batch.length)
    }
  }

  async function store(transaction: Db, stored: StoredImport, comparison: Comparison<Row>): Promise<void> {
    await storeFresh(transaction, stored, comparison.fresh)
    const next = await storeChanged(transaction, stored, comparison.changed)
    await storeVanished(transaction, stored, comparison.vanished, next)
  }

  async function undo(transaction: Db, importId: string): Promise<void> {
    if (await repository.isSuperseded(transaction, table, importId))
      throw new AppError('conflict', 'import.superseded')
    for (let from = 0; ; ) {
      const before = await changes.listBefore(transaction, importId, from, repository.BATCH_ROWS)
      await repository.updateRows(
        transaction,
        table,
        before.map(({ update }) => update),
      )
      const last = before.at(-1)
      if (last === undefined) break
      from = last.ordinal + 1
    }
    await repository.unmarkVanished(transaction, table, importId)
    await repository.deleteRowsOfImport(transaction, table, importId)
  }

  return { compare, store, undo }
}
