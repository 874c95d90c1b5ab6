import { MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { ImportField } from '#shared/imports/import-fields.model.ts'
import type { FieldChange } from '#main/ports/import-target.ts'
import type { StoredRow } from './log-rows.repository.ts'
import type { LogColumn, LogRow, LogValue } from './log-table.ts'

const textOf = (value: LogValue): string | null => (value === null ? null : String(value))

/** The later file gives the same moment with less of it: without seconds, or the day alone. */
function isCoarser(before: LogValue, after: LogValue): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return false
  const sameMinute = after % MINUTE_MS === 0 && before - after >= 0 && before - after < MINUTE_MS
  return sameMinute || startOfVietnamDay(before) === after
}

function isTold({ from }: LogColumn, told: ReadonlySet<ImportField> | undefined): boolean {
  return from === null || told === undefined || told.has(from)
}

/** A citizen's name may be dropped or left out: only two different names differ, and neither is told. */
function nameChange(before: LogValue, after: LogValue): FieldChange[] {
  const differs = before !== null && after !== null && before !== after
  return differs ? [{ field: 'applicantName', before: null, after: null }] : []
}

/** What a file tells otherwise than it is stored, of the fields that the file tells at all. */
export function differences(
  stored: StoredRow,
  row: LogRow,
  columns: readonly LogColumn[],
  told: ReadonlySet<ImportField> | undefined,
): FieldChange[] {
  const now: Readonly<Record<string, LogValue>> = row
  const fields = columns.flatMap((column): FieldChange[] => {
    const before = stored.fields[column.field] ?? null
    const after = now[column.field] ?? null
    if (!isTold(column, told) || before === after) return []
    if (column.field === 'applicantName') return nameChange(before, after)
    if (column.field.endsWith('LogMs') && isCoarser(before, after)) return []
    return [{ field: column.field, before: textOf(before), after: textOf(after) }]
  })
  const returned = stored.vanishedImportId !== null
  return returned ? [...fields, { field: 'vanished', before: 'yes', after: null }] : fields
}

/** The stored fields with those of the row that differ. */
export function merged(
  stored: StoredRow,
  row: LogRow,
  fields: readonly FieldChange[],
): Readonly<Record<string, LogValue>> {
  const now: Readonly<Record<string, LogValue>> = row
  const together: Record<string, LogValue> = { ...stored.fields }
  for (const { field } of fields) if (field !== 'vanished') together[field] = now[field] ?? null
  return together
}
