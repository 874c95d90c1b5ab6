import { AppError } from '#shared/kernel/app-error.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import { parseImport } from '#shared/imports/parse-import.rules.ts'
import type { ParsedImport } from '#shared/imports/parsed-import.model.ts'
import type { ImportFile, ImportRequest } from '#main/ports/import-reader.ts'
import { readTable } from './read-table.ts'

/**
 * Bytes to rows, in whatever thread it is called.
 * @throws AppError `invalid import.unreadable` {reason}, `invalid import.no-register`
 */
export async function readImportHere<Kind extends ImportKind>(
  file: ImportFile,
  request: ImportRequest<Kind>,
  onRead: () => void = () => {},
): Promise<ParsedImport<Kind>> {
  const table = await readTable(file.bytes, file.fileName)
  onRead()
  const { kind, profile, overrides } = request
  const parsed = parseImport(kind, table, request, profile, overrides)
  if (!parsed) throw new AppError('invalid', 'import.no-register')
  return parsed
}
