import { AppError } from '#shared/kernel/app-error.ts'
import { parseImport } from '#shared/imports/parse-import.rules.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import type { ReadImport } from '#main/ports/import-reader.ts'

/** Reads as the real reader does, but in the test's own thread: starting one takes longer than most tests. */
export const readInline: ReadImport = async (file, request, { signal, progress } = {}) => {
  progress?.({ stage: 'reading', share: 0 })
  const table = await readTable(file.bytes, file.fileName)
  if (signal?.aborted) throw new AppError('cancelled', 'import.cancelled')
  const { kind, profile, overrides } = request
  const parsed = parseImport(kind, table, request, profile, overrides)
  if (!parsed) throw new AppError('invalid', 'import.no-register')
  return parsed
}
