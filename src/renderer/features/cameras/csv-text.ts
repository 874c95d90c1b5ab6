/** Spreadsheets run what begins like a formula; an apostrophe makes it plain text. */
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",;\t\r\n]/
/** Excel reads UTF-8 only when it is told so. */
const BYTE_ORDER_MARK = '\ufeff'

function cellText(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as a CSV file that Excel opens with its Vietnamese letters. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}
