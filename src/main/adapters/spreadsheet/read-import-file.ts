import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ImportFile } from '#main/ports/import-reader.ts'
import { MAX_FILE_BYTES, unreadable } from './limits.ts'

/**
 * A file from disk for an import; one that is too large is refused by its size, before any of it is read.
 * @throws AppError `not-found file.missing` {path}, `invalid import.unreadable` {reason: 'too-large'}
 */
export async function readImportFile(path: string): Promise<ImportFile> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES) throw unreadable('too-large')
    return { fileName: basename(path), bytes: await readFile(path) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('not-found', 'file.missing', { path }, error)
  }
}
