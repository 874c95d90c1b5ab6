import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'
import { splitFolder } from '#main/ports/file-store.ts'

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

export const PART_SUFFIX = '.part'
export const QUARANTINE_FOLDER = 'quarantine'

/**
 * `<camera>/<yyyy-MM-dd>/<HH-mm-ss>_<number>.mp4`, Vietnamese time; no character that Windows forbids.
 * @param folder prefix of the storage folder; empty: the data folder's own
 */
export function segmentPath(cameraId: Id, number: number, startAtMs: InstantMs, folder = ''): string {
  const { year, month, day, hour, minute, second } = toVietnamDateTime(startAtMs)
  return `${folder}${cameraId}/${year}-${pad(month)}-${pad(day)}/${pad(hour)}-${pad(minute)}-${pad(second)}_${number}.mp4`
}

/** Where recovery puts a file that the index does not know: aside, in the folder that it lies in. */
export function quarantinePath(path: string, movedAtMs: InstantMs): string {
  const { prefix, inside } = splitFolder(path)
  return `${prefix}${QUARANTINE_FOLDER}/${movedAtMs}-${inside.replaceAll('/', '_')}`
}

/** Camera and number of a path made by {@link segmentPath}, its `.part` included; null for any other file. */
export function parseSegmentPath(path: string): { readonly cameraId: Id; readonly number: number } | null {
  const match = /^([0-9a-f-]{36})\/\d{4}-\d{2}-\d{2}\/\d{2}-\d{2}-\d{2}_(\d+)\.mp4(?:\.part)?$/.exec(
    splitFolder(path).inside,
  )
  return match?.[1] && match[2] ? { cameraId: match[1], number: Number(match[2]) } : null
}
