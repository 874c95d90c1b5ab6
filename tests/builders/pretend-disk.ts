import { AppError } from '#shared/kernel/app-error.ts'
import type { DiskSpace, RecordingStore } from '#main/ports/file-store.ts'
import { createMemoryFiles } from './memory-files.ts'

export type PretendDisk = {
  readonly store: RecordingStore
  /** Paths that somebody holds open: they cannot be removed. */
  readonly held: Set<string>
  /** From now on removed files give their bytes back (`false`: they never do). */
  readonly givesBack: (does: boolean) => void
  /** Takes so many bytes for something else. */
  readonly fill: (bytes: number) => void
  readonly freeBytes: () => number
  readonly paths: () => string[]
  /** Called before each removal; may throw as a crash does. */
  beforeRemove: (path: string) => void
}

/** A disk of so many bytes in memory, of which only files and `fill` take any. */
export function createPretendDisk(totalBytes: number): PretendDisk {
  const { store: files } = createMemoryFiles()
  const names = new Set<string>()
  const held = new Set<string>()
  const sizes = new Map<string, number>()
  let takenBytes = 0
  let doesGiveBack = true

  const freeBytes = (): number =>
    Math.max(0, totalBytes - takenBytes - [...sizes.values()].reduce((sum, size) => sum + size, 0))
  const space = async (): Promise<DiskSpace> => ({ freeBytes: freeBytes(), totalBytes })

  const disk: PretendDisk = {
    held,
    givesBack: (does) => {
      doesGiveBack = does
    },
    fill: (bytes) => {
      takenBytes += bytes
    },
    freeBytes,
    paths: () => [...names].sort(),
    beforeRemove: () => undefined,
    store: {
      ...files,
      ownPath: '/pretend',
      create: async (path) => {
        const writer = await files.create(path)
        names.add(path)
        return {
          ...writer,
          write: async (pieces) => {
            await writer.write(pieces)
            const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
            sizes.set(path, (sizes.get(path) ?? 0) + sizeBytes)
          },
        }
      },
      remove: async (path) => {
        disk.beforeRemove(path)
        if (held.has(path)) throw new AppError('unavailable', 'file.busy', { path })
        await files.remove(path)
        names.delete(path)
        if (doesGiveBack) sizes.delete(path)
      },
      space,
      useFolders: () => undefined,
      look: async () => ({ condition: 'writable', code: null, space: await space(), volume: 'pretend' }),
      isReachable: async () => true,
      unreachablePrefixes: () => [],
      examine: async () => Promise.reject(new AppError('not-found', 'folder.missing')),
      mark: async () => undefined,
    },
  }
  return disk
}
