import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

export const PART_SUFFIX = '.part'
export const QUARANTINE_FOLDER = 'quarantine'

/** `<camera>/<yyyy-MM-dd>/<HH-mm-ss>_<number>.mp4`, Vietnamese time; no character that Windows forbids. */
export function segmentPath(cameraId: Id, number: number, startAtMs: InstantMs): string {
  const { year, month, day, hour, minute, second } = toVietnamDateTime(startAtMs)
  return `${cameraId}/${year}-${pad(month)}-${pad(day)}/${pad(hour)}-${pad(minute)}-${pad(second)}_${number}.mp4`
}

/** Camera and number of a path made by {@link segmentPath}, its `.part` included; null for any other file. */
export function parseSegmentPath(path: string): { readonly cameraId: Id; readonly number: number } | null {
  const match = /^([0-9a-f-]{36})\/\d{4}-\d{2}-\d{2}\/\d{2}-\d{2}-\d{2}_(\d+)\.mp4(?:\.part)?$/.exec(path)
  return match?.[1] && match[2] ? { cameraId: match[1], number: Number(match[2]) } : null
}
