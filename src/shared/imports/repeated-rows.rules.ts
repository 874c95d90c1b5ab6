import type { Rejection } from './imports.model.ts'

type Numbered = { readonly rowNumber: number }
type Sifted<Row> = { readonly accepted: readonly Row[]; readonly rejected: readonly Rejection[] }

/** What a row says, without where it stood in the file. */
function contentOf(row: Numbered): string {
  return JSON.stringify({ ...row, rowNumber: 0, ordinal: null })
}

/**
 * Of rows about the same thing (the same key) the first stays; later ones are `duplicate` (same content) or `conflict`.
 * @param column the header of the column that names the thing
 */
export function keepFirstOfEach<Row extends Numbered>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  labelOf: (row: Row) => string,
  column: string | null,
): Sifted<Row> {
  const firstByKey = new Map<string, Row>()
  const rejected: Rejection[] = []
  for (const row of rows) {
    const key = keyOf(row)
    const first = firstByKey.get(key)
    if (!first) firstByKey.set(key, row)
    else {
      const code = contentOf(first) === contentOf(row) ? 'duplicate' : 'conflict'
      rejected.push({ row: row.rowNumber, column, code, value: labelOf(row) })
    }
  }
  return { accepted: [...firstByKey.values()], rejected }
}
