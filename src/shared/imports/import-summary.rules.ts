import type { ImportColumn, Rejection } from './imports.model.ts'

/** A file as the command line prints what was read of it: no citizens' data, no sample. */
export function summaryOfFile(read: {
  readonly rows: number
  readonly accepted: number
  readonly rejected: readonly Rejection[]
  readonly columns: readonly ImportColumn[]
}) {
  return {
    rows: read.rows,
    accepted: read.accepted,
    rejected: read.rejected.map(({ row, column, code }) => ({ row, column, code })),
    columns: read.columns.map(({ name, field, confidence }) => ({ name, field, confidence })),
  }
}
