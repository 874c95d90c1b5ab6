import { CsvError, parse } from 'csv-parse/sync'
import type { SheetRow, SheetTable } from '#shared/imports/sheet-table.model.ts'
import { MAX_COLUMNS, MAX_ROWS, unreadable } from './limits.ts'

const DELIMITERS = [',', ';', '\t'] as const
type Delimiter = (typeof DELIMITERS)[number]

const SAMPLE_CHARACTERS = 262_144
const SAMPLE_RECORDS = 200

type DelimiterCounts = Record<Delimiter, number>

const isDelimiter = (character: string): character is Delimiter =>
  DELIMITERS.some((delimiter) => delimiter === character)

/** How often each delimiter stands outside quotes in each of the first records. */
function countDelimiters(text: string): DelimiterCounts[] {
  const records: DelimiterCounts[] = [{ ',': 0, ';': 0, '\t': 0 }]
  let isQuoted = false
  /** Where a quote opens: at a cell's start, or right after one that closed (`""` is a quote inside quotes). */
  let mayOpen = true
  for (const character of text.slice(0, SAMPLE_CHARACTERS)) {
    const current = records.at(-1)
    const closes: boolean = character === '"' && isQuoted
    if (character === '"') isQuoted = !isQuoted && mayOpen
    mayOpen = !isQuoted && (closes || isDelimiter(character) || character === '\n')
    if (isQuoted || !current) continue
    if (isDelimiter(character)) current[character] += 1
    else if (character === '\n' && records.push({ ',': 0, ';': 0, '\t': 0 }) > SAMPLE_RECORDS) break
  }
  return records
}

/** Columns that most records agree on × records that agree: commas inside addresses lose against real columns. */
function consistency(counts: readonly number[]): number {
  const votes = new Map<number, number>()
  for (const count of counts) if (count > 0) votes.set(count, (votes.get(count) ?? 0) + 1)
  return Math.max(0, ...votes.entries().map(([count, records]) => count * records))
}

export function detectDelimiter(text: string): Delimiter {
  const records = countDelimiters(text)
  const scored = DELIMITERS.map((delimiter) => ({
    delimiter,
    score: consistency(records.map((record) => record[delimiter])),
  }))
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).delimiter
}

function parseRecords(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: detectDelimiter(text),
      relax_column_count: true,
      // A bare quote in the middle of a cell ("Thôn "Đông"") is text; only one that opens a cell must be closed.
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: MAX_ROWS + 1,
    })
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw unreadable('open-quote', error)
    throw unreadable('damaged', error)
  }
}

/** Rows are counted as a spreadsheet shows the file: blank lines count, a line break inside quotes does not. */
export function readDelimited(text: string): SheetTable {
  const records = parseRecords(text)
  if (records.length > MAX_ROWS) throw unreadable('too-many-rows')
  const rows: SheetRow[] = records.map((cells, index) => ({ rowNumber: index + 1, cells }))
  if (rows.some((row) => row.cells.length > MAX_COLUMNS)) throw unreadable('too-many-columns')
  return { rows }
}
