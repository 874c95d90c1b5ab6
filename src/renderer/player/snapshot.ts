import { formatVietnamDateTime, type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'

const CAPTION_SHARE = 0.045

/** `Quầy 2 · 22/11/2026 09:15:22,4 +07 · camera +0,4 s ± 0,1`: what is written under a saved picture. */
export function snapshotCaption(cameraName: string, atMs: InstantMs, notes: readonly string[]): string {
  const tenth = Math.floor((atMs % 1000) / 100)
  return [cameraName, `${formatVietnamDateTime(atMs)},${tenth} +07`, ...notes].join(' · ')
}

/** The whole picture as it was filmed, never the zoomed part, with its caption under it, as PNG; null without a picture. */
export async function snapshotOf(video: HTMLVideoElement, caption: string): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video
  if (width === 0) return null
  const canvas = document.createElement('canvas')
  const captionPx = Math.max(22, Math.round(height * CAPTION_SHARE))
  canvas.width = width
  canvas.height = height + captionPx
  const context = canvas.getContext('2d')
  if (!context) return null
  context.drawImage(video, 0, 0, width, height)
  context.fillStyle = '#101615'
  context.fillRect(0, height, width, captionPx)
  context.fillStyle = '#ffffff'
  context.font = `600 ${Math.round(captionPx * 0.58)}px "Be Vietnam Pro", "Segoe UI", sans-serif`
  context.textBaseline = 'middle'
  context.fillText(caption, captionPx * 0.4, height + captionPx / 2, width - captionPx)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** `quay-2_2026-11-22_09-15-22-400+07.png`: sorts by time, says the zone, fits every file system. */
export function snapshotFileName(cameraName: string, atMs: InstantMs): string {
  const { year, month, day, hour, minute, second } = toVietnamDateTime(atMs)
  const name = cameraName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${name || 'camera'}_${year}-${pad(month)}-${pad(day)}_${pad(hour)}-${pad(minute)}-${pad(second)}-${pad(atMs % 1000, 3)}+07.png`
}

/** Hands a file to the person, as a click on a download link does. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
