import { maskName } from '../kernel/mask-name.ts'
import type { ImportField } from './import-fields.model.ts'
import type { ImportColumn, Rejection } from './imports.model.ts'

/** Columns that hold who a citizen is. Officers' names are no citizens' data. */
const PERSONAL_FIELDS: ReadonlySet<ImportField | null> = new Set<ImportField>([
  'applicantName',
  'visitor',
  'visitorName',
  'address',
  'identityNumber',
  'sender',
  'senderName',
])

/** Fields of a read row that name a citizen, whatever the kind of file. */
const NAMES = ['applicantName', 'visitorName', 'senderName'] as const
const NUMBERS_AND_PLACES = ['identityNumber', 'address'] as const
/** Nine digits and more, with what people put between them. */
const LONG_NUMBER = /\d[\d .-]{7,}\d/g

type Cell = string | number | boolean | null

/** A row as it may be shown to somebody: names masked unless they may see them, numbers never. */
export function shownRow(row: object, maySeeNames: boolean): Record<string, Cell> {
  const shown: Record<string, Cell> = {}
  for (const [field, value] of Object.entries(row)) {
    const isName = NAMES.some((name) => name === field)
    const isHidden = NUMBERS_AND_PLACES.some((name) => name === field)
    if (isHidden) shown[field] = value === null || value === '' ? null : '***'
    else if (isName && typeof value === 'string') shown[field] = maySeeNames ? value : maskName(value)
    else if (typeof value === 'string') shown[field] = value
    else if (typeof value === 'number' || typeof value === 'boolean') shown[field] = value
    else shown[field] = null
  }
  return shown
}

/** The row without what says who a citizen is. */
export function withoutNames<Row extends object>(row: Row): Row {
  const bare: Row = { ...row }
  for (const field of [...NAMES, ...NUMBERS_AND_PLACES])
    if (field in bare) Object.assign(bare, { [field]: null })
  return bare
}

/**
 * A rejected row as it is kept: the cell that was wrong, unless it says who a citizen is. A row that is wrong as a whole
 * keeps nothing of its text, and long numbers (telephones, identity numbers) go from whatever is kept.
 */
export function keptRejection(rejection: Rejection, columns: readonly ImportColumn[]): Rejection {
  const field = columns.find(({ name }) => name === rejection.column)?.field ?? null
  if (rejection.column === null || PERSONAL_FIELDS.has(field)) return { ...rejection, value: '' }
  if (field === 'code') return rejection
  return { ...rejection, value: rejection.value.replaceAll(LONG_NUMBER, hideUnlessDate) }
}

/** `20/11/2026 09:15` holds no such run; `20.11.2026` does and is a date. */
function hideUnlessDate(run: string): string {
  const isDate = /^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}/.test(run) || /^\d{4}-\d{1,2}-\d{1,2}/.test(run)
  return isDate ? run : '***'
}
