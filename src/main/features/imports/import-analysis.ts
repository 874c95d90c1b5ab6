import type { ImportKind, ImportRowOf } from '#shared/imports/import-rows.model.ts'
import {
  type ChangedRow,
  type ImportColumn,
  type ImportPreview,
  PREVIEW_LIST_LENGTH,
  type Rejection,
} from '#shared/imports/imports.model.ts'
import { KIND_RULES, type KindRules } from '#shared/imports/kind-rules.ts'
import { inFileOrder } from '#shared/imports/parse-import.rules.ts'
import type { ParsedImport } from '#shared/imports/parsed-import.model.ts'
import { keptRejection, withoutNames } from '#shared/imports/personal-data.rules.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { Comparison, ImportScope, ImportTarget, StoredImport } from '#main/ports/import-target.ts'
import * as repository from './imports.repository.ts'

const SAMPLE_ROWS = 20

/** A file that was read, whatever its kind. */
export type ReadFile = {
  readonly columns: readonly ImportColumn[]
  /** Holds it against what is stored. @param importId null: a preview */
  readonly compare: (db: Db, asked: Asked) => Promise<ComparedFile>
}

export type Asked = {
  readonly scope: Pick<ImportScope, 'sourceId' | 'roomId' | 'communeUnitId'>
  readonly importId: string | null
  /** Citizens' names are kept at this station. */
  readonly keepNames: boolean
}

type Counts = Pick<
  ImportPreview,
  'rows' | 'accepted' | 'fresh' | 'changed' | 'unchanged' | 'vanished' | 'rejected' | 'findings'
>

/** What an import would do, and doing it. */
export type ComparedFile = {
  readonly period: TimeRange | null
  readonly counts: Counts
  readonly columns: readonly ImportColumn[]
  readonly rejected: readonly Rejection[]
  readonly changedRows: readonly ChangedRow[]
  readonly vanishedLabels: readonly string[]
  readonly findings: readonly Omit<NewFinding, 'origin'>[]
  /** Names in full. */
  readonly sample: readonly object[]
  readonly warnings: ImportPreview['warnings']
  readonly store: (transaction: Db, stored: Omit<StoredImport, 'scope'>) => Promise<void>
  /** The findings as they are after `store`: about what is stored now. */
  readonly settledFindings: (transaction: Db) => Promise<readonly Omit<NewFinding, 'origin'>[]>
}

function scopeOf<Kind extends ImportKind>(asked: Asked, parsed: ParsedImport<Kind>): ImportScope {
  const told = parsed.columns.flatMap(({ field }) => field ?? [])
  const mentioned = parsed.rejected.flatMap(({ key }) => key ?? [])
  return { ...asked.scope, told: new Set(told), mentioned: new Set(mentioned) }
}

/** Rows that were told before, the same, are rejected by name like any other. */
function allRejected<Row extends { readonly rowNumber: number }>(
  parsed: Pick<ParsedImport<ImportKind>, 'rejected' | 'columns'>,
  unchanged: readonly Row[],
  rules: KindRules<Row>,
): Rejection[] {
  const column = parsed.columns.find(({ field }) => field === rules.keyColumn)?.name ?? null
  const repeated = unchanged.map(
    (row): Rejection => ({ row: row.rowNumber, column, code: 'duplicate', value: rules.labelOf(row) }),
  )
  return inFileOrder([...parsed.rejected, ...repeated]).map((each) => keptRejection(each, parsed.columns))
}

function countsOf<Row>(
  rows: number,
  { fresh, changed, unchanged, vanished }: Comparison<Row>,
  rejected: readonly Rejection[],
  findings: readonly unknown[],
): Counts {
  return {
    rows,
    accepted: fresh.length + changed.length,
    fresh: fresh.length,
    changed: changed.length,
    unchanged: unchanged.length,
    vanished: vanished.length,
    rejected: rejected.length,
    findings: findings.length,
  }
}

function withoutNamesUnless<Row extends object>(keepNames: boolean, rows: readonly Row[]): readonly Row[] {
  return keepNames ? rows : rows.map(withoutNames)
}

export function readFileOf<Kind extends ImportKind>(
  kind: Kind,
  target: ImportTarget<Kind>,
  parsed: ParsedImport<Kind>,
): ReadFile {
  const { columns, period } = parsed
  const rules: KindRules<ImportRowOf[Kind]> = KIND_RULES[kind]

  async function compare(db: Db, asked: Asked): Promise<ComparedFile> {
    const scope = scopeOf(asked, parsed)
    const { sourceId } = scope
    const rows = withoutNamesUnless(asked.keepNames, parsed.accepted)
    const comparison = await target.compare(db, scope, rows, period)
    const rejected = allRejected(parsed, comparison.unchanged, rules)
    const noticing = {
      scope,
      importId: asked.importId,
      comparison,
      period,
      earlierPeriods: await repository.listPeriods(db, sourceId, kind),
      rejectedEarlier: await repository.listRejectedKeys(db, sourceId, kind),
    }
    const findings = (await target.notice?.(db, noticing)) ?? []

    async function settledFindings(transaction: Db): Promise<readonly Omit<NewFinding, 'origin'>[]> {
      const labels = [...new Set(findings.map(({ subject }) => subject.id))]
      const ids = await target.idsOf?.(transaction, scope, labels)
      return findings.map((each) => {
        const id = ids?.get(each.subject.id) ?? each.subject.id
        return { ...each, subject: { ...each.subject, id } }
      })
    }

    return {
      period,
      columns,
      rejected,
      findings,
      counts: countsOf(parsed.rows, comparison, rejected, findings),
      changedRows: comparison.changed.slice(0, PREVIEW_LIST_LENGTH).map(({ row, fields }) => ({
        row: row.rowNumber,
        label: rules.labelOf(row),
        fields: [...fields],
      })),
      vanishedLabels: comparison.vanished.slice(0, PREVIEW_LIST_LENGTH).map(({ label }) => label),
      sample: [...comparison.fresh, ...comparison.changed.map(({ row }) => row)].slice(0, SAMPLE_ROWS),
      warnings: comparison.isOtherSelection ? ['other-selection'] : [],
      store: (transaction, stored) => target.store(transaction, { ...stored, scope }, comparison),
      settledFindings,
    }
  }

  return { columns, compare }
}
