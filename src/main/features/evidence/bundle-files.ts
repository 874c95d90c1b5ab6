import { manifestSchema } from '#shared/evidence/evidence.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import { MANIFEST_NAME } from './bundle-names.ts'
import { readZipDirectory, readZipEnd, ZIP_END_BYTES } from './stored-zip.ts'

/** A clip's bytes as they lie, stored, inside its bundle. */
export type ClipFile = { readonly path: string; readonly offsetBytes: number; readonly lengthBytes: number }

/** The clip files of a sealed bundle by camera, from its directory and manifest alone. */
export async function clipFilesOf(
  files: FileStore,
  path: string,
  bundleBytes: number,
): Promise<Map<Id, ClipFile[]>> {
  const end = readZipEnd(await files.readRange(path, bundleBytes - ZIP_END_BYTES, bundleBytes))
  const entries = readZipDirectory(await files.readRange(path, end.fromByte, end.toByte))
  const entry = entries.find((candidate) => candidate.name === MANIFEST_NAME)
  if (!entry) throw new AppError('data-loss', 'evidence.unreadable')
  const text = Buffer.from(await files.readRange(path, entry.offset, entry.offset + entry.size)).toString(
    'utf8',
  )
  const manifest = manifestSchema.parse(JSON.parse(text))
  const found = manifest.cameras.flatMap((camera) => {
    const clip = entries.find((candidate) => candidate.name === camera.file)
    return clip
      ? [{ cameraId: camera.id, file: { path, offsetBytes: clip.offset, lengthBytes: clip.size } }]
      : []
  })
  const byCamera = Map.groupBy(found, (clip) => clip.cameraId)
  return new Map([...byCamera].map(([cameraId, clips]) => [cameraId, clips.map((clip) => clip.file)]))
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** Letters, marks and digits of any language stay; what a file system may refuse becomes a hyphen. */
const nameable = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

function stamp(atMs: number): { readonly date: string; readonly time: string } {
  const { year, month, day, hour, minute, second } = toVietnamDateTime(atMs)
  return { date: `${year}-${pad(month)}-${pad(day)}`, time: `${pad(hour)}${pad(minute)}${pad(second)}` }
}

/** `MinhChung_<commune>_<cameras>_2026-11-20_091522-091610+0700.zip`: the absolute range with its zone. */
export function downloadNameOf(commune: string, cameraNames: readonly string[], range: TimeRange): string {
  const from = stamp(range.fromMs)
  const to = stamp(range.toMs)
  const cameras = cameraNames.map(nameable).join('+').slice(0, 80)
  const until = from.date === to.date ? to.time : `${to.date}_${to.time}`
  return `MinhChung_${nameable(commune)}_${cameras}_${from.date}_${from.time}-${until}+0700.zip`
}
