import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { PictureChoice, SourceKind } from './player.model.ts'

/**
 * HLS playlist of one camera's footage; `proxy` asks the host for an H.264 copy made on demand, `keyframes` for the
 * first picture of each group alone.
 */
export function cameraPlaylistUrl(
  cameraId: Id,
  range: TimeRange,
  source: SourceKind,
  pictures: PictureChoice,
): string {
  const proxy = source === 'proxy' ? '&proxy=h264' : ''
  const only = pictures === 'keyframes' ? '&only=keyframes' : ''
  return `/media/cameras/${cameraId}/playlist.m3u8?from=${range.fromMs}&to=${range.toMs}${proxy}${only}`
}

/** One camera's part of a sealed clip, as it stands in the bundle. */
export function evidenceVideoUrl(clipId: Id, cameraId: Id): string {
  return `/media/evidence/${clipId}/${cameraId}.mp4`
}

export function evidenceBundleUrl(clipId: Id): string {
  return `/media/evidence/${clipId}/bundle.zip`
}
