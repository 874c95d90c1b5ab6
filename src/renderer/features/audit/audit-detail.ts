import type { TFunction } from 'i18next'
import { formatBytes, formatDateTime, formatDuration, formatNumber } from '#renderer/ui/format.ts'

export type DetailFact = { readonly key: string; readonly name: string; readonly value: string }

/** Names of rows elsewhere: they say nothing to whoever reads, and stand in the row's own text. */
const IDENTITY = /(?:^|[a-z])Ids?$|^ids?$|^camera$/
/** No duration of ours is this long, and no instant this early: 2001. */
const EARLIEST_INSTANT_MS = 1_000_000_000_000

/** What a row of the log tells beside its verb, in words; empty for one that tells nothing. */
export function detailFacts(t: TFunction, detail: string): DetailFact[] {
  return entriesOf(parsed(detail))
    .filter(([key, value]) => !IDENTITY.test(key) && value !== null && value !== '')
    .map(([key, value]) => ({
      key,
      name: t(`audit.detail.${key}`, { defaultValue: key }),
      value: valueText(t, key, value),
    }))
}

export const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

function parsed(detail: string): unknown {
  try {
    return JSON.parse(detail)
  } catch {
    return null
  }
}

function valueText(t: TFunction, key: string, value: unknown): string {
  if (typeof value === 'number') return numberText(key, value)
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
  if (typeof value === 'string') return t(`audit.value.${key}.${value}`, { defaultValue: value })
  return JSON.stringify(value)
}

function numberText(key: string, value: number): string {
  if (key.endsWith('Ms')) return value >= EARLIEST_INSTANT_MS ? formatDateTime(value) : formatDuration(value)
  if (/bytes$/i.test(key)) return formatBytes(value)
  return key === 'hundredths' ? formatNumber(value / 100, 2) : formatNumber(value)
}
