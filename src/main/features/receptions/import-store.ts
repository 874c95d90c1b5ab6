import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { matchRows } from '#shared/receptions/match-rows.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { Comparison, StoredImport } from '#main/ports/import-target.ts'
import {
  type EntryChange,
  findEntries,
  insertEntries,
  setLastImport,
  updateEntry,
} from './entries.repository.ts'
import { type ImportTouch, insertTouches } from './import-touches.repository.ts'
import { insertRefresh } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { RegisterKind } from './register-kinds.ts'
import { type StoredRow, storedRows, withBodies, yearsOf } from './stored-rows.ts'

type Told<Row, Body> = { readonly row: Row; readonly body: Body }
type Numbered = { readonly rowNumber: number }

/** The days from the first to the last; null where there are none. */
export function daysRange(days: readonly InstantMs[]): TimeRange | null {
  const range = { fromMs: Infinity, toMs: -Infinity }
  for (const dayMs of days) {
    range.fromMs = Math.min(range.fromMs, dayMs)
    range.toMs = Math.max(range.toMs, dayMs + DAY_MS)
  }
  return durationMs(range) > 0 ? range : null
}

/** Stores what a comparison found, and what takes all of it back. */
export function createImportStore<Row extends Numbered, Body extends { readonly dayMs: number }>(
  deps: Pick<ReceptionsDeps, 'newId'>,
  kind: RegisterKind<Body>,
  told: (db: Db, rows: readonly Row[]) => Promise<Told<Row, Body>[]>,
) {
  const { newId } = deps

  async function addFresh(transaction: Db, stored: StoredImport, rows: readonly Told<Row, Body>[]) {
    const added = rows.map(({ row, body }) => ({ id: newId(), rowNumber: row.rowNumber, body }))
    const { importId, scope, importedAtMs } = stored
    const { sourceId, roomId } = scope
    const place = { kind: kind.kind, sourceId, roomId, importId, createdAtMs: importedAtMs, createdBy: null }
    await insertEntries(
      transaction,
      added.map(({ id, rowNumber, body }) => ({ ...place, id, rowNumber, dayMs: body.dayMs })),
    )
    await kind.insert(transaction, added)
    return added.map(({ id }) => touchOf(stored, id, 'added', null, null))
  }

  /** Writes what the file tells now over what is stored, and keeps that. */
  async function overwrite(
    transaction: Db,
    stored: StoredImport,
    before: StoredRow<Body>,
    body: Body,
    act: 'changed' | 'confirmed',
  ): Promise<ImportTouch> {
    const { entry } = before
    const merged = kind.merge(body, before.body)
    await kind.update(transaction, entry.id, merged)
    const change: EntryChange = { dayMs: merged.dayMs, lastImportId: stored.importId, vanishedImportId: null }
    await updateEntry(transaction, entry.id, change)
    const beforeJson = JSON.stringify({
      body: kind.schema.parse(before.body),
      vanishedImportId: entry.vanishedImportId,
    })
    return touchOf(stored, entry.id, act, beforeJson, entry.lastImportId)
  }

  async function applyChanged(
    transaction: Db,
    stored: StoredImport,
    changed: Comparison<Row>['changed'],
  ): Promise<ImportTouch[]> {
    const ids = changed.map(({ id }) => id)
    const rows = await withBodies(transaction, kind, await findEntries(transaction, kind.kind, ids))
    const byId = new Map(rows.map((row) => [row.entry.id, row]))
    const bodies = await told(
      transaction,
      changed.map(({ row }) => row),
    )
    const touches: ImportTouch[] = []
    for (const [index, id] of ids.entries()) {
      const [before, now] = [byId.get(id), bodies[index]]
      if (before && now) touches.push(await overwrite(transaction, stored, before, now.body, 'changed'))
    }
    return touches
  }

  /** Rows that the file told again: what came first can no longer be undone alone. */
  async function confirm(
    transaction: Db,
    stored: StoredImport,
    unchanged: readonly Row[],
    touched: ReadonlySet<Id>,
  ): Promise<ImportTouch[]> {
    const rows = await told(transaction, unchanged)
    const years = yearsOf(
      rows.map(({ body }) => body.dayMs),
      null,
    )
    if (years === null) return []
    const there = await storedRows(transaction, kind, stored.scope, years)
    const { pairs } = matchRows(
      rows,
      there.filter(({ entry }) => !touched.has(entry.id)),
      kind.keys,
    )
    const touches: ImportTouch[] = []
    const plain: Id[] = []
    for (const { told: now, stored: before } of pairs) {
      const { entry } = before
      if (entry.state === 'current' && hasMoved(before.body, now.body)) {
        touches.push(await overwrite(transaction, stored, before, now.body, 'confirmed'))
        continue
      }
      plain.push(entry.id)
      touches.push(touchOf(stored, entry.id, 'confirmed', null, entry.lastImportId))
    }
    await setLastImport(transaction, plain, stored.importId)
    return touches
  }

  async function markVanished(
    transaction: Db,
    stored: StoredImport,
    vanished: Comparison<Row>['vanished'],
  ): Promise<ImportTouch[]> {
    const ids = vanished.map(({ id }) => id)
    const entries = await findEntries(transaction, kind.kind, ids)
    for (const { id } of entries)
      await updateEntry(transaction, id, {
        lastImportId: stored.importId,
        vanishedImportId: stored.importId,
      })
    return entries.map(({ id, lastImportId }) => touchOf(stored, id, 'vanished', null, lastImportId))
  }

  return async function store(
    transaction: Db,
    stored: StoredImport,
    comparison: Comparison<Row>,
  ): Promise<void> {
    const touches = await applyChanged(transaction, stored, comparison.changed)
    touches.push(...(await markVanished(transaction, stored, comparison.vanished)))
    const touched = new Set(touches.map(({ entryId }) => entryId))
    touches.push(...(await confirm(transaction, stored, comparison.unchanged, touched)))
    touches.push(...(await addFresh(transaction, stored, await told(transaction, comparison.fresh))))
    await insertTouches(transaction, touches)
    const ids = touches.filter(({ act }) => act !== 'confirmed').map(({ entryId }) => entryId)
    const days = daysRange((await findEntries(transaction, kind.kind, ids)).map(({ dayMs }) => dayMs))
    if (days !== null) await insertRefresh(transaction, { ...days, id: newId(), roomId: stored.scope.roomId })
  }
}

function touchOf(
  { importId, importedAtMs }: StoredImport,
  entryId: Id,
  act: ImportTouch['act'],
  beforeJson: string | null,
  previousImportId: Id | null,
): ImportTouch {
  return { importId, entryId, act, beforeJson, previousImportId, touchedAtMs: importedAtMs }
}

/** The line's own number in the register is another one now. */
function hasMoved(stored: object, told: object): boolean {
  return 'ordinal' in stored && 'ordinal' in told && stored.ordinal !== told.ordinal
}
