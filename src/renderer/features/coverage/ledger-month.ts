import type { LedgerMonth } from '#shared/coverage/ledger.model.ts'
import { footageMsOf, footageShare } from '#shared/coverage/ledger.rules.ts'
import {
  DAY_MS,
  formatVietnamDate,
  type InstantMs,
  SECOND_MS,
  toVietnamDateTime,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { FOOTAGE_STATES } from '#shared/recordings/recordings.model.ts'

const MONTHS_OF_YEAR = 12

/** The midnight in Vietnam at which a `yyyy-MM` begins. */
function monthStart(year: number, month: number): InstantMs {
  const [wholeYear, wholeMonth] = [
    year + Math.floor((month - 1) / MONTHS_OF_YEAR),
    (month - 1) % MONTHS_OF_YEAR,
  ]
  const name = String(((wholeMonth + MONTHS_OF_YEAR) % MONTHS_OF_YEAR) + 1).padStart(2, '0')
  return Date.parse(`${wholeYear}-${name}-01T00:00:00+07:00`)
}

export function rangeOfMonth(name: string): TimeRange {
  const [year = 1970, month = 1] = name.split('-').map(Number)
  return { fromMs: monthStart(year, month), toMs: monthStart(year, month + 1) }
}

/** `yyyy-MM` of so many months later. */
export function shiftMonth(name: string, months: number): string {
  const [year = 1970, month = 1] = name.split('-').map(Number)
  const { year: shiftedYear, month: shifted } = toVietnamDateTime(monthStart(year, month + months))
  return `${shiftedYear}-${String(shifted).padStart(2, '0')}`
}

/** Midnights of the days of a month. */
export function daysOfMonth({ fromMs, toMs }: TimeRange): InstantMs[] {
  return Array.from({ length: Math.round((toMs - fromMs) / DAY_MS) }, (_, index) => fromMs + index * DAY_MS)
}

/** `98` and `100`, which stands only where nothing at all is missing. */
export function wholePercent(share: number): string {
  return String(Math.floor(share * 100))
}

/** A spreadsheet takes a text that begins like a formula for one; an apostrophe keeps it a text. */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export type CsvWords = {
  readonly heads: {
    readonly commune: string
    readonly room: string
    readonly camera: string
    readonly day: string
    readonly scheduled: string
    readonly footage: string
    readonly share: string
    readonly unexplained: string
    readonly office: string
    readonly officeFilmed: string
  }
  readonly stateOf: (state: (typeof FOOTAGE_STATES)[number]) => string
  readonly communeOf: (communeUnitId: string) => string
  readonly roomOf: (roomId: string) => string
}

const seconds = (lengthMs: number): string => String(Math.round(lengthMs / SECOND_MS))

/**
 * A line per camera and day, lengths in seconds; parted by semicolons, as a Vietnamese Excel opens it, with the mark by
 * which it knows UTF-8.
 */
export function csvOf({ cameras }: LedgerMonth, words: CsvWords): string {
  const heads = [...Object.values(words.heads), ...FOOTAGE_STATES.map(words.stateOf)]
  const lines = cameras.flatMap(({ name, communeUnitId, roomId, days }) =>
    days.map(({ dayMs, figures }) => {
      const share = footageShare(figures)
      return [
        words.communeOf(communeUnitId),
        words.roomOf(roomId),
        name,
        formatVietnamDate(dayMs),
        seconds(figures.scheduledMs),
        seconds(footageMsOf(figures)),
        share === null ? '' : (share * 100).toFixed(2).replace('.', ','),
        seconds(figures.unexplainedMs),
        seconds(figures.officeMs),
        seconds(figures.officeFilmedMs),
        ...FOOTAGE_STATES.map((state) => seconds(figures.byState[state])),
      ]
    }),
  )
  return `\uFEFF${[heads, ...lines].map((line) => line.map(csvText).join(';')).join('\r\n')}\r\n`
}
