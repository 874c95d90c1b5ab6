import { type NewProcedure, newProcedureSchema } from '#shared/procedures/procedures.model.ts'
import { readLimit } from './limit-text.ts'

export type PastedColumn = 'code' | 'name' | 'statutory' | 'committed' | 'fee'
export type PastedLine =
  | { readonly line: number; readonly procedure: NewProcedure }
  | { readonly line: number; readonly wrong: PastedColumn; readonly text: string }

/** `8.000` or `8000 đồng` → 8000; null when empty, undefined when it is no amount. */
function readFee(text: string): number | null | undefined {
  const trimmed = text.replace(/\s*(đồng|đ|vnđ)\.?$/i, '').trim()
  if (trimmed === '' || /^không$/i.test(trimmed)) return null
  return /^\d{1,3}(?:\.\d{3})+$|^\d+$/.test(trimmed) ? Number(trimmed.replaceAll('.', '')) : undefined
}

function readLine(line: number, cells: readonly string[], where: Where): PastedLine {
  const [code = '', name = '', field = '', statutory = '', committed = '', fee = ''] = cells
  const wrong = (column: PastedColumn, text: string): PastedLine => ({ line, wrong: column, text })
  const limits = { statutory: readLimit(statutory), committed: readLimit(committed) }
  if (statutory !== '' && limits.statutory === null) return wrong('statutory', statutory)
  if (committed !== '' && limits.committed === null) return wrong('committed', committed)
  const feeDong = readFee(fee)
  if (feeDong === undefined) return wrong('fee', fee)
  const told = { ...where, ...limits, code, name, field: field === '' ? null : field, feeDong }
  const parsed = newProcedureSchema.safeParse(told)
  if (parsed.success) return { line, procedure: parsed.data }
  return parsed.error.issues.some(({ path }) => path[0] === 'code')
    ? wrong('code', code)
    : wrong('name', name)
}

type Where = { readonly authorityUnitId: string; readonly validFromMs: number }

/**
 * Rows copied from a spreadsheet (tabs) or typed with semicolons: code, name, field, statutory time, committed time, fee.
 * A first row whose code is none is taken for the header.
 */
export function readPasted(text: string, where: Where): PastedLine[] {
  const rows = text
    .split(/\r?\n/)
    .map((row, index) => ({
      line: index + 1,
      cells: row.split(row.includes('\t') ? '\t' : ';').map((cell) => cell.trim()),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = rows
  const isHeader = first !== undefined && !/\d/.test(first.cells[0] ?? '')
  return (isHeader ? rest : rows).map(({ line, cells }) => readLine(line, cells, where))
}
