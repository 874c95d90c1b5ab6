import { cleanText } from '../kernel/clean-text.ts'
import { cleanDossierCode, isDossierCode } from './log-values.rules.ts'
import type { SheetRow } from './sheet-table.model.ts'

const LABEL = /^(?:mã|số)\s+(?:số\s+)?(?:hồ sơ|hs|biên nhận)\s*:?\s*(.*)$/iu

/** `Mã hồ sơ: H42.18-261120-0001`, in one cell or with the code in the next. */
export function titleCodeIn(row: SheetRow): string | null {
  const cells = [...new Set(row.cells.map(cleanText))].filter((cell) => cell !== '')
  const at = cells.findIndex((cell) => LABEL.test(cell))
  if (at < 0) return null
  const [, behind = ''] = LABEL.exec(cells[at] ?? '') ?? []
  const code = cleanDossierCode(/^\S+/.exec(behind)?.[0] ?? cells[at + 1] ?? '')
  return isDossierCode(code) ? code : null
}

/** For each row the code in the nearest title above it. */
export function titleCodes(rows: readonly SheetRow[]): (row: SheetRow) => string | null {
  const codes = rows.flatMap((row) => {
    const code = titleCodeIn(row)
    return code === null ? [] : [{ rowNumber: row.rowNumber, code }]
  })
  return (row) => codes.findLast((title) => title.rowNumber < row.rowNumber)?.code ?? null
}
