import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { overlaps, type TimeRange } from '#shared/kernel/time-range.ts'
import { decodeStrip, stripAt } from '#shared/thumbnails/strips.rules.ts'
import { type ThumbnailLevel, thumbnailLevelSchema } from '#shared/thumbnails/thumbnails.model.ts'
import type { FileStore } from '#main/ports/file-store.ts'

export type StripKey = { readonly cameraId: Id; readonly level: ThumbnailLevel; readonly fromMs: InstantMs }

const SUFFIX = '.strip'

export function stripPath({ cameraId, level, fromMs }: StripKey): string {
  return `${cameraId}/${level}-${fromMs}${SUFFIX}`
}

/** null for what is no strip: a write that was cut short, or somebody else's file. */
export function keyOfPath(path: string): StripKey | null {
  const [, cameraId, name, start] = /^([0-9a-f-]{36})\/([a-z]+)-(\d+)\.strip$/.exec(path) ?? []
  const level = thumbnailLevelSchema.safeParse(name)
  if (cameraId === undefined || !level.success) return null
  return { cameraId, level: level.data, fromMs: Number(start) }
}

/**
 * Strips in a folder that never holds more than so many bytes: what was used longest ago goes first. A file that cannot be
 * written or read costs time, never a picture.
 */
export function createStripCache(files: FileStore, maxBytes: number, log: (message: string) => void) {
  /** Sizes by path, in the order of their last use. */
  const sizes = new Map<string, number>()
  let totalBytes = 0
  let opened: Promise<void> | null = null

  /** What lies there from the last time; leftovers go. */
  async function open(): Promise<void> {
    for (const path of await files.list('')) {
      if (keyOfPath(path)) note(path, (await files.sizeBytes(path)) ?? 0)
      else await files.remove(path)
    }
    await shrink()
  }

  /** Once; a folder that cannot be read is an empty one. */
  const ready = (): Promise<void> =>
    (opened ??= open().catch((thrown: unknown) => log(`thumbnails: folder not read: ${String(thrown)}`)))

  function note(path: string, sizeBytes: number): void {
    totalBytes += sizeBytes - (sizes.get(path) ?? 0)
    sizes.delete(path)
    sizes.set(path, sizeBytes)
  }

  async function drop(path: string): Promise<void> {
    totalBytes -= sizes.get(path) ?? 0
    sizes.delete(path)
    await files.remove(path).catch((thrown: unknown) => log(`thumbnails: ${path} stays: ${String(thrown)}`))
  }

  async function shrink(): Promise<void> {
    for (const path of sizes.keys()) {
      if (totalBytes <= maxBytes) return
      await drop(path)
    }
  }

  async function read(key: StripKey): Promise<Uint8Array | null> {
    await ready()
    const path = stripPath(key)
    const sizeBytes = sizes.get(path)
    if (sizeBytes === undefined) return null
    note(path, sizeBytes)
    const bytes = await files.read(path).catch(() => null)
    if (bytes && decodeStrip(bytes)) return bytes
    await drop(path)
    return null
  }

  async function write(key: StripKey, bytes: Uint8Array): Promise<void> {
    await ready()
    const path = stripPath(key)
    try {
      const writer = await files.create(`${path}.part`)
      await writer.write([bytes])
      await writer.close()
      await files.rename(`${path}.part`, path)
      note(path, bytes.length)
      await shrink()
    } catch (thrown) {
      log(`thumbnails: ${path} not kept: ${String(thrown)}`)
    }
  }

  /** Takes away every strip of the camera that overlaps the range. */
  async function forget(cameraId: Id, range: TimeRange): Promise<void> {
    await ready()
    for (const path of sizes.keys()) {
      const key = keyOfPath(path)
      if (key?.cameraId === cameraId && overlaps(stripAt(key.level, key.fromMs), range)) await drop(path)
    }
  }

  async function keys(): Promise<StripKey[]> {
    await ready()
    return [...sizes.keys()].flatMap((path) => keyOfPath(path) ?? [])
  }

  return { read, write, forget, keys, drop: (key: StripKey) => drop(stripPath(key)), bytes: () => totalBytes }
}

export type StripCache = ReturnType<typeof createStripCache>
