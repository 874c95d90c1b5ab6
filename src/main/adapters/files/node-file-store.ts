import { createHash } from 'node:crypto'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rmdir,
  stat,
  statfs,
  truncate,
  unlink,
} from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { FileStore, FileWriter } from '#main/ports/file-store.ts'
import { codeOf, fileError, guarded, removalError } from './file-errors.ts'

/** 64 KiB reads take three times as long to hash. */
const HASH_READ_BYTES = 1024 * 1024
const STREAM_READ_BYTES = 256 * 1024

/** Makes a rename or a new name survive a power cut. Windows cannot open folders: NTFS journals the names itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What is left of the pieces when so many of their bytes are written. */
function piecesAfter(pieces: readonly Uint8Array[], bytesWritten: number): Uint8Array[] {
  let passed = 0
  return pieces.flatMap((piece) => {
    const from = Math.max(0, bytesWritten - passed)
    passed += piece.length
    return from < piece.length ? [piece.subarray(from)] : []
  })
}

async function writeFully(handle: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  let left = pieces
  while (left.length > 0) left = piecesAfter(left, (await handle.writev(left)).bytesWritten)
}

function fileWriter(handle: FileHandle, path: string): FileWriter {
  return {
    write: (pieces) => guarded(path, () => writeFully(handle, pieces)),
    sync: () => guarded(path, () => handle.sync()),
    close: () => guarded(path, () => handle.close()),
  }
}

async function hashFile(filePath: string): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(filePath, 'r')
  const buffer = new Uint8Array(HASH_READ_BYTES)
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

async function readPart(filePath: string, fromByte: number, toByte: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(toByte - fromByte)
  const handle = await open(filePath, 'r')
  try {
    let read = 0
    while (read < bytes.length) {
      const { bytesRead } = await handle.read(bytes, read, bytes.length - read, fromByte + read)
      if (bytesRead === 0) return bytes.subarray(0, read)
      read += bytesRead
    }
    return bytes
  } finally {
    await handle.close()
  }
}

/** Opens the file at the first read, so that an answer whose body nobody takes leaves nothing open. */
function streamPart(filePath: string, fromByte: number, toByte: number): ReadableStream<Uint8Array> {
  let handle: FileHandle | null = null
  let position = fromByte
  const close = async (): Promise<void> => {
    const open = handle
    handle = null
    await open?.close()
  }
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      handle ??= await open(filePath, 'r')
      const buffer = new Uint8Array(Math.min(STREAM_READ_BYTES, toByte - position))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      position += bytesRead
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
      if (bytesRead > 0 && position < toByte) return
      await close()
      controller.close()
    } catch (thrown) {
      await close()
      throw thrown
    }
  }
  return new ReadableStream({ pull, cancel: close }, { highWaterMark: 0 })
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((thrown: unknown) => {
    if (codeOf(thrown) === 'ENOENT') return []
    throw thrown
  })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Folders that retention just emptied may go between our making sure of them and their first file. */
async function openNew(filePath: string): Promise<FileHandle> {
  await mkdir(dirname(filePath), { recursive: true })
  return open(filePath, 'w').catch(async (thrown: unknown) => {
    if (codeOf(thrown) !== 'ENOENT') throw thrown
    await mkdir(dirname(filePath), { recursive: true })
    return open(filePath, 'w')
  })
}

/** A folder that still holds something stays, whatever the system calls it. */
async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}

/** A {@link FileStore} over a folder of this machine. */
export function createNodeFileStore(rootFolder: string): FileStore {
  const root = resolve(rootFolder)
  // The root of a Windows drive ends with it already.
  const below = root.endsWith(sep) ? root : root + sep

  function inside(path: string): string {
    const full = resolve(root, path)
    if (full !== root && !full.startsWith(below)) throw new AppError('forbidden', 'file.outside', { path })
    return full
  }

  return {
    create: (path) => guarded(path, async () => fileWriter(await openNew(inside(path)), path)),
    read: (path) => guarded(path, () => readFile(inside(path))),
    readRange: (path, fromByte, toByte) => guarded(path, () => readPart(inside(path), fromByte, toByte)),
    stream: (path, fromByte, toByte) => streamPart(inside(path), fromByte, toByte),
    sizeBytes: (path) =>
      stat(inside(path)).then(
        (found) => found.size,
        (thrown: unknown) => {
          if (codeOf(thrown) === 'ENOENT') return null
          throw fileError(thrown, path)
        },
      ),
    truncate: (path, sizeBytes) => guarded(path, () => truncate(inside(path), sizeBytes)),
    rename: (fromPath, toPath) =>
      guarded(fromPath, async () => {
        const target = inside(toPath)
        await mkdir(dirname(target), { recursive: true })
        await rename(inside(fromPath), target)
        await syncFolder(dirname(target))
      }),
    remove: (path) =>
      guarded(
        path,
        async () => {
          const full = inside(path)
          await unlink(full).catch((thrown: unknown) => {
            if (codeOf(thrown) !== 'ENOENT') throw thrown
          })
          // Not the camera's own folder: a day's folder alone.
          if (dirname(dirname(full)) !== root && dirname(full) !== root) await removeIfEmpty(dirname(full))
        },
        removalError,
      ),
    list: (folder) => guarded(folder, () => listFiles(root, inside(folder))),
    sha256: (path) => guarded(path, () => hashFile(inside(path))),
    space: () =>
      guarded('', async () => {
        await mkdir(root, { recursive: true })
        const { bavail, blocks, bsize } = await statfs(root)
        return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
      }),
  }
}
