import { cleanText } from '../kernel/clean-text.ts'
import { DAY_MS, fromVietnamDateTime, type InstantMs } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { SheetRow } from './sheet-table.model.ts'

/** A date in a title: `20/11/2026`, `20-11-2026`, `20 tháng 11 năm 2026`. */
const DATE = String.raw`(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})`
const TIME = String.raw`(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?`
const FROM_TO = new RegExp(
  String.raw`(?:từ\s*:?\s*)?${DATE}${TIME}\s*(?:,?\s*đến(?:\s+hết)?\s*:?|[-–—])\s*${DATE}`,
  'iu',
)
const ONE_DAY = new RegExp(String.raw`^\(?\s*ngày\s*:?\s*${DATE}\s*\)?$`, 'iu')
const MONTH = /^(?:.*\s)?\(?tháng\s*(\d{1,2})\s*(?:\/|-|\s*năm\s+)\s*(\d{4})\s*\)?$/iu
const QUARTER = /quý\s*(iv|iii|ii|i|[1-4])\s*(?:\/|-|\s*năm\s+)\s*(\d{4})/iu
const QUARTERS = ['i', 'ii', 'iii', 'iv']

function midnight(day: unknown, month: unknown, year: unknown): InstantMs | null {
  return fromVietnamDateTime({
    day: Number(day),
    month: Number(month),
    year: Number(year),
    hour: 0,
    minute: 0,
    second: 0,
  })
}

function range(fromMs: InstantMs | null, toMs: InstantMs | null): TimeRange | null {
  return fromMs !== null && toMs !== null && fromMs < toMs ? { fromMs, toMs } : null
}

function days(first: InstantMs | null, last: InstantMs | null): TimeRange | null {
  return range(first, last === null ? null : last + DAY_MS)
}

function months(first: number, count: number, year: number): TimeRange | null {
  const next = first + count
  return range(
    midnight(1, first, year),
    next > 12 ? midnight(1, next - 12, year + 1) : midnight(1, next, year),
  )
}

/** What a title says it covers, whole days, half-open; null: it does not say. */
export function parsePeriod(title: string): TimeRange | null {
  const text = cleanText(title)
  const fromTo = FROM_TO.exec(text)
  if (fromTo)
    return days(midnight(fromTo[1], fromTo[2], fromTo[3]), midnight(fromTo[4], fromTo[5], fromTo[6]))
  const day = ONE_DAY.exec(text)
  if (day) return days(midnight(day[1], day[2], day[3]), midnight(day[1], day[2], day[3]))
  const quarter = QUARTER.exec(text)
  if (quarter) {
    const name = (quarter[1] ?? '').toLowerCase()
    const index = QUARTERS.includes(name) ? QUARTERS.indexOf(name) : Number(name) - 1
    return months(index * 3 + 1, 3, Number(quarter[2]))
  }
  const month = /ngày\s*\d/iu.test(text) ? null : MONTH.exec(text)
  return month ? months(Number(month[1]), 1, Number(month[2])) : null
}

/** The first period that the rows above a header name, in one cell or over the cells of a row. */
export function periodAbove(rows: readonly SheetRow[]): TimeRange | null {
  for (const row of rows) {
    const cells = [...new Set(row.cells.map(cleanText))].filter((cell) => cell !== '')
    const found = cells.map(parsePeriod).find((period) => period !== null) ?? parsePeriod(cells.join(' '))
    if (found) return found
  }
  return null
}
