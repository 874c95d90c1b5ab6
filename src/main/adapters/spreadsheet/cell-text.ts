import type { CellValue } from 'exceljs'
import { formatVietnamDateTime, VIETNAM_OFFSET_MS } from '#shared/kernel/instant.ts'

/** The workbook library gives wall-clock readings as UTC; binary fractions of a day miss whole seconds by a little. */
function dateText(date: Date): string {
  const wallClockMs = Math.round(date.getTime() / 1000) * 1000
  return Number.isNaN(wallClockMs) ? '' : formatVietnamDateTime(wallClockMs - VIETNAM_OFFSET_MS)
}

const PLAIN_NUMBER = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 })

/** All digits and no exponent: `1.2e21` and `1e-7` are no codes or identity numbers. */
function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? PLAIN_NUMBER.format(value) : text
}

/** A cell as people read it. Formulas give their stored result, errors their sign (`#N/A`), rich text its plain text. */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return dateText(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('hyperlink' in value) return cellText(value.text)
  if ('error' in value) return value.error
  return cellText(value.result)
}
