/** A row as a spreadsheet or text file shows it, counted from 1 with blank rows counted too. */
export type SheetRow = { readonly rowNumber: number; readonly cells: readonly string[] }

/** What was read from a file, blank rows left out or not. Cells are text; dates are `dd/MM/yyyy HH:mm:ss`. */
export type SheetTable = { readonly rows: readonly SheetRow[]; readonly sheetName?: string }

export function isBlankRow(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.trim() === '')
}

/** The spreadsheet's own name of a column: 0 → `A`, 26 → `AA`. Names the columns that have no header. */
export function columnLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
