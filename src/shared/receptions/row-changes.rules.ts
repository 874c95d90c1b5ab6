import { formatVietnamDate, formatVietnamDateTime } from '../kernel/instant.ts'

/** A line's number moves with every line put in before it: no change of what it tells. */
const PLACE_FIELDS: ReadonlySet<string> = new Set(['ordinal'])
const NAME_FIELDS: ReadonlySet<string> = new Set(['visitorName', 'senderName', 'address'])

type Values = Readonly<Record<string, string | number | boolean | null>>

export type TextChange = {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

function textOf(field: string, value: string | number | boolean | null): string | null {
  if (value === null) return null
  if (field === 'atLogMs' && typeof value === 'number') return formatVietnamDateTime(value)
  if (field.endsWith('Ms') && typeof value === 'number') return formatVietnamDate(value)
  return String(value)
}

/**
 * What a later file tells otherwise, field by field. Of `secret` fields only that they changed is said.
 * @param withNames false where the station keeps no names: what it no longer keeps is no change
 */
export function changesOf(
  stored: Values,
  told: Values,
  secret: readonly string[],
  withNames: boolean,
): TextChange[] {
  return Object.keys(told)
    .filter((field) => !PLACE_FIELDS.has(field) && (withNames || !NAME_FIELDS.has(field)))
    .filter((field) => (stored[field] ?? null) !== (told[field] ?? null))
    .map((field) => ({
      field,
      before: secret.includes(field) ? null : textOf(field, stored[field] ?? null),
      after: secret.includes(field) ? null : textOf(field, told[field] ?? null),
    }))
}
