import { randomBytes } from 'node:crypto'
import { open, realpath, stat, statfs, unlink } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DiskSpace, ExaminedFolder, FolderCondition, FolderLook } from '#main/ports/file-store.ts'
import { fileError, guarded } from './file-errors.ts'
import { readMarker } from './folder-marker.ts'

async function spaceOf(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

/** Writes a few bytes onto the disk and takes them away again. */
async function testWrite(folder: string): Promise<void> {
  const path = join(folder, `.minh-chung-test-${randomBytes(6).toString('hex')}`)
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile('minh-chung')
    await handle.sync()
  } finally {
    await handle.close()
    await unlink(path)
  }
}

const CONDITION_OF: Readonly<Record<string, FolderCondition>> = {
  'folder.missing': 'missing',
  'file.missing': 'missing',
  'disk.read-only': 'read-only',
  'file.denied': 'read-only',
  'disk.failed': 'failing',
  'file.failed': 'failing',
}

export function conditionOf(code: string): FolderCondition {
  return CONDITION_OF[code] ?? 'failing'
}

/** What a folder is good for now, whoever's it is. Never throws. */
export async function lookAt(path: string, write: boolean): Promise<FolderLook> {
  try {
    const space = await spaceOf(path)
    const volume = String((await stat(path)).dev)
    const refusal = write
      ? await testWrite(path).then(
          () => null,
          (thrown: unknown) => thrown,
        )
      : null
    if (refusal === null) return { condition: 'writable', code: null, space, volume }
    const { code } = fileError(refusal, path)
    // A full disk takes no test either; how much room it has is not the question here.
    if (code === 'disk.full') return { condition: 'writable', code: null, space, volume }
    const condition = conditionOf(code)
    return { condition, code, space, volume }
  } catch (thrown) {
    const { code } = fileError(thrown, path)
    return { condition: conditionOf(code), code, space: null, volume: null }
  }
}

/** Looks at a folder that shall become one of ours: see `RecordingStore.examine`. */
export async function examine(path: string): Promise<ExaminedFolder> {
  if (!isAbsolute(path)) throw new AppError('invalid', 'folder.not-absolute', { path })
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) throw new AppError('not-found', 'folder.missing', { path })
  return guarded(path, async () => {
    await testWrite(path)
    return {
      ...(await spaceOf(path)),
      realPath: await realpath(path),
      markedId: await readMarker(path),
    }
  })
}
