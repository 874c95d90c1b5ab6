import { createHash } from 'node:crypto'
import { lstat, open, readdir, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { FoundFile, ImportFolder } from '#main/ports/import-folder.ts'

/** A card of 256 GB in files of one minute holds a tenth of this. */
const MAX_FILES = 100_000
const READ_BYTES = 1024 * 1024

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
}

async function requireFolder(folder: string): Promise<string> {
  if (!isAbsolute(folder)) throw new AppError('invalid', 'folder.not-absolute', { path: folder })
  const found = await stat(folder).catch((thrown: unknown) => {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))
    throw isMissing
      ? new AppError('not-found', 'folder.missing', { path: folder }, thrown)
      : new AppError('unavailable', 'folder.unreadable', { path: folder }, thrown)
  })
  if (!found.isDirectory()) throw new AppError('not-found', 'folder.missing', { path: folder })
  return resolve(folder)
}

async function list(folder: string, signal?: AbortSignal): Promise<FoundFile[]> {
  const root = await requireFolder(folder)
  const waiting = [root]
  const files: FoundFile[] = []
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
    const entries = await readdir(place, { withFileTypes: true }).catch((thrown: unknown) => {
      throw new AppError('unavailable', 'folder.unreadable', { path: folder }, thrown)
    })
    for (const entry of entries) {
      const full = join(place, entry.name)
      if (entry.isDirectory()) waiting.push(full)
      // A link may lead anywhere: what counts is what lies in the folder.
      if (!entry.isFile()) continue
      files.push({ path: relative(root, full).split(sep).join('/'), sizeBytes: (await lstat(full)).size })
      if (files.length > MAX_FILES)
        throw new AppError('invalid', 'folder.too-many-files', { limit: MAX_FILES })
    }
  }
  const collator = new Intl.Collator('en', { numeric: true })
  return files.sort((left, right) => collator.compare(left.path, right.path))
}

function locate(folder: string, path: string): string {
  const root = resolve(folder)
  const full = resolve(root, path)
  const base = root.endsWith(sep) ? root : root + sep
  if (!full.startsWith(base)) throw new AppError('forbidden', 'file.outside', { path })
  return full
}

async function digest(
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256')
  const handle = await open(path, 'r').catch((thrown: unknown) => {
    throw codeOf(thrown) === 'ENOENT'
      ? new AppError('not-found', 'file.missing', { path }, thrown)
      : new AppError('unavailable', 'file.failed', { path, reason: codeOf(thrown) }, thrown)
  })
  const buffer = new Uint8Array(READ_BYTES)
  let sizeBytes = 0
  try {
    for (;;) {
      if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
      const { bytesRead } = await handle.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return { sha256: hash.digest('hex'), sizeBytes }
      sizeBytes += bytesRead
      hash.update(buffer.subarray(0, bytesRead))
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw new AppError('unavailable', 'file.failed', { path, reason: codeOf(thrown) }, thrown)
  } finally {
    await handle.close()
  }
}

export const importFolder: ImportFolder = { list, locate, digest }
