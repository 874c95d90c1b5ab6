import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

/** vitest's global set-up: a folder in which {@link filmOnce} keeps films as long as the run lasts. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-films-'))
  process.env.MINH_CHUNG_TEST_FILMS = folder
  return () => rm(folder, { recursive: true, force: true })
}

/**
 * Brings a film to `path`: encoded by `make` the first time that anything in this run of the tests asks for it, copied
 * after that. Outside of a run it is made each time.
 * @param recipe all that the film depends on, besides the ending of its name
 */
export async function filmOnce(
  path: string,
  recipe: unknown,
  make: (path: string) => Promise<void>,
): Promise<void> {
  const folder = process.env.MINH_CHUNG_TEST_FILMS
  if (folder === undefined) return make(path)
  const key = createHash('sha256').update(JSON.stringify(recipe)).digest('hex')
  const kept = join(folder, `${key}${extname(path)}`)
  const copied = await copyFile(kept, path).then(
    () => true,
    () => false,
  )
  if (copied) return
  await make(path)
  // Under its last name only when it is whole: another worker may look for it now.
  const half = `${kept}.${process.pid}-${performance.now()}`
  await copyFile(path, half)
  await rename(half, kept)
}
