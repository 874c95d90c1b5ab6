import type { ImportKind, ImportRowOf } from '#shared/imports/import-rows.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { matchRows, withoutRepeats } from '#shared/receptions/match-rows.rules.ts'
import { changesOf, type TextChange } from '#shared/receptions/row-changes.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { Comparison, ImportScope, ImportTarget } from '#main/ports/import-target.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { RegisterKind } from './register-kinds.ts'
import { createImportStore } from './import-store.ts'
import { type StoredRow, storedRows, yearsOf } from './stored-rows.ts'
import { listKeptBefore, updateKeptBefore } from './names.repository.ts'
import { beforeSchemaOf, createImportUndo } from './import-undo.ts'

type Told<Row, Body> = { readonly row: Row; readonly body: Body }

/** Told again after a later file had left it out. */
const RETURNED: TextChange = { field: 'vanished', before: 'true', after: null }

/** Where the rows of one kind of reception file go. */
export function createImportTarget<
  Kind extends ImportKind,
  Body extends { readonly dayMs: number } & Readonly<Record<string, string | number | boolean | null>>,
>(
  deps: Pick<ReceptionsDeps, 'newId' | 'keepsNames'>,
  kind: RegisterKind<Body>,
  bodyOf: (row: ImportRowOf[Kind]) => Body,
): ImportTarget<Kind> & { readonly dropNames: (transaction: Db) => Promise<number> } {
  type Row = ImportRowOf[Kind]

  async function told(db: Db, rows: readonly Row[]): Promise<Told<Row, Body>[]> {
    const withNames = await deps.keepsNames(db)
    return rows.map((row) => ({ row, body: withNames ? bodyOf(row) : kind.nameless(bodyOf(row)) }))
  }

  function changed(stored: StoredRow<Body>, body: Body, withNames: boolean): TextChange[] {
    // What a person took out stays out, whatever the file says.
    if (stored.entry.state === 'removed') return []
    const merged = kind.merge(body, stored.body)
    const secret = [...kind.secretFields(stored.body), ...kind.secretFields(merged)]
    const fields = changesOf(stored.body, merged, secret, withNames)
    return stored.entry.state === 'vanished' ? [RETURNED, ...fields] : fields
  }

  function vanished(left: readonly StoredRow<Body>[], scope: ImportScope, period: TimeRange | null) {
    return left
      .filter(
        ({ entry, body }) =>
          entry.state === 'current' &&
          entry.sourceId === scope.sourceId &&
          period !== null &&
          period.fromMs <= body.dayMs &&
          body.dayMs < period.toMs,
      )
      .map(({ entry, body }) => ({ id: entry.id, label: kind.label(body) }))
  }

  async function compare(
    db: Db,
    scope: ImportScope,
    rows: readonly Row[],
    period: TimeRange | null,
  ): Promise<Comparison<Row>> {
    const withNames = await deps.keepsNames(db)
    const { once, repeats } = withoutRepeats(await told(db, rows), kind.repeat)
    const years = yearsOf(
      once.map(({ body }) => body.dayMs),
      period,
    )
    const stored = years === null ? [] : await storedRows(db, kind, scope, years)
    const match = matchRows(once, stored, kind.keys)
    const pairs = match.pairs.map((pair) => ({
      row: pair.told.row,
      id: pair.stored.entry.id,
      fields: changed(pair.stored, pair.told.body, withNames),
    }))
    return {
      fresh: match.fresh.map(({ row }) => row),
      changed: pairs.filter(({ fields }) => fields.length > 0),
      unchanged: [
        ...pairs.filter(({ fields }) => fields.length === 0).map(({ row }) => row),
        ...repeats.map(({ row }) => row),
      ],
      vanished: vanished(match.left, scope, period),
    }
  }

  /** Those that imports keep to take themselves back too. @returns how many rows had one */
  async function dropNames(transaction: Db): Promise<number> {
    const before = beforeSchemaOf(kind)
    for (const kept of await listKeptBefore(transaction, kind.kind)) {
      const { body, vanishedImportId } = before.parse(JSON.parse(kept.beforeJson))
      const beforeJson = JSON.stringify({ body: kind.nameless(body), vanishedImportId })
      await updateKeptBefore(transaction, { ...kept, beforeJson })
    }
    return kind.dropNames(transaction)
  }

  return {
    dropNames,
    compare,
    store: createImportStore(deps, kind, told),
    undo: createImportUndo(deps, kind),
  }
}
