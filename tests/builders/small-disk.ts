import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type SmallDisk = { readonly folder: string; readonly remove: () => Promise<void> }

/** Mounts a file system of so many MiB. `refused` says why where that is not possible: only root on Linux may. */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk | { readonly refused: string }> {
  if (process.platform !== 'linux') return { refused: `no tmpfs on ${process.platform}` }
  if (process.getuid?.() !== 0) return { refused: 'only root may mount' }
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-disk-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'minh-chung-test', folder])
  } catch (error) {
    await removeFolder()
    return { refused: String(error) }
  }
  return {
    folder,
    remove: async () => {
      await run('umount', ['-l', folder])
      await removeFolder()
    },
  }
}
