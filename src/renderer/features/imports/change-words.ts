import type { TFunction } from 'i18next'
import { formatDateTime, NONE } from '#renderer/ui/format.ts'
import { importFieldSchema } from '#shared/imports/import-fields.model.ts'
import type { ImportPreview } from '#shared/imports/imports.model.ts'

type Detail = ImportPreview['foreseen'][number]['detail']

/** What a field of a row is called: under its own name, or the name of the column that tells it. */
export function fieldWord(t: TFunction, field: string): string {
  const own = `imports.fieldOf.${field}`
  const told = importFieldSchema.safeParse(field)
  return told.success ? t(`imports.field.${told.data}`) : t(own, { defaultValue: field })
}

/** A value of a change: moments as moments, names never. */
export function valueWord(t: TFunction, field: string, value: string | null): string {
  if (field === 'applicantName') return t('imports.fieldOf.hidden')
  if (value === null) return NONE
  if (field.endsWith('Ms')) return formatDateTime(Number(value))
  if (field === 'vanished') return t('imports.fieldOf.yes')
  return value
}

function momentIn(detail: Detail, key: string): string {
  const value = detail[key]
  return typeof value === 'number' ? formatDateTime(value) : NONE
}

/** Before and after of something to look at. */
export function findingSides(
  t: TFunction,
  { kind, detail }: Pick<ImportPreview['foreseen'][number], 'kind' | 'detail'>,
): { readonly before: string; readonly after: string } {
  if (kind === 'end-of-day-burst') {
    const { acts, ofActs, before } = detail
    return { before: NONE, after: t('imports.burst', { acts, ofActs, before }) }
  }
  const isNew = kind === 'receipt-back-dated' && detail['beforeLogMs'] === null
  const before = isNew ? t('imports.newlyTold') : momentIn(detail, 'beforeLogMs')
  return { before, after: momentIn(detail, 'afterLogMs') }
}
