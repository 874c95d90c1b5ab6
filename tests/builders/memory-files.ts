import { createHash } from 'node:crypto'
import { AppError } from '#shared/kernel/app-error.ts'
import type { FileStore } from '#main/ports/file-store.ts'

const TOTAL_BYTES = 1e12

export type MemoryFiles = {
  readonly store: FileStore
  /** From now on every write throws this; null: the disk is well again. */
  readonly failWrites: (code: 'disk.full' | 'disk.read-only' | 'disk.failed' | null) => void
  /** So much of a write came through before its program was killed. */
  readonly tear: (path: string, bytes: Uint8Array) => void
  /** Files that somebody writes, or wrote when he was killed. */
  readonly openPaths: () => string[]
}

/** A folder tree in memory that can fail as a disk does. */
export function createMemoryFiles(): MemoryFiles {
  const files = new Map<string, Uint8Array[]>()
  const open = new Set<string>()
  let failure: string | null = null

  const requireWritable = (): void => {
    if (failure !== null) throw new AppError('unavailable', failure)
  }
  function bytesOf(path: string): Uint8Array {
    const chunks = files.get(path)
    if (!chunks) throw new AppError('not-found', 'file.missing', { path })
    const joined = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    files.set(path, [joined])
    return joined
  }

  const store: FileStore = {
    create: async (path) => {
      requireWritable()
      const chunks: Uint8Array[] = []
      files.set(path, chunks)
      open.add(path)
      return {
        write: async (pieces) => {
          requireWritable()
          files.get(path)?.push(...pieces.map((piece) => piece.slice()))
        },
        sync: async () => requireWritable(),
        close: async () => void open.delete(path),
      }
    },
    read: async (path) => bytesOf(path),
    readRange: async (path, fromByte, toByte) => bytesOf(path).subarray(fromByte, toByte),
    stream: (path, fromByte, toByte) =>
      new Blob([Uint8Array.from(bytesOf(path).subarray(fromByte, toByte))]).stream(),
    sizeBytes: async (path) => (files.has(path) ? bytesOf(path).length : null),
    truncate: async (path, sizeBytes) => {
      requireWritable()
      files.set(path, [bytesOf(path).subarray(0, sizeBytes)])
    },
    rename: async (fromPath, toPath) => {
      requireWritable()
      const bytes = bytesOf(fromPath)
      files.delete(fromPath)
      files.set(toPath, [bytes])
    },
    remove: async (path) => {
      requireWritable()
      files.delete(path)
    },
    list: async (folder) =>
      [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)).sort(),
    sha256: async (path) => createHash('sha256').update(bytesOf(path)).digest('hex'),
    space: async () => ({ freeBytes: TOTAL_BYTES, totalBytes: TOTAL_BYTES }),
  }
  return {
    store,
    failWrites: (code) => {
      failure = code
    },
    tear: (path, bytes) => void files.get(path)?.push(bytes.slice()),
    openPaths: () => [...open].filter((path) => files.has(path)),
  }
}
