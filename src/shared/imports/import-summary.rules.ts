import type { ImportPreview } from './imports.model.ts'

/** A preview as the command line prints it: no citizens' data, no sample. */
export function summaryOfPreview(preview: ImportPreview) {
  return {
    rows: preview.rows,
    accepted: preview.accepted,
    rejected: preview.rejected.map(({ row, column, code }) => ({ row, column, code })),
    columns: preview.columns.map(({ name, field, confidence }) => ({ name, field, confidence })),
  }
}
