import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { SourceKind } from './player.model.ts'

/** HLS playlist of one camera's footage; `proxy` asks the host for an H.264 copy made on demand. */
export function cameraPlaylistUrl(cameraId: Id, range: TimeRange, source: SourceKind): string {
  const proxy = source === 'proxy' ? '&proxy=h264' : ''
  return `/media/cameras/${cameraId}/playlist.m3u8?from=${range.fromMs}&to=${range.toMs}${proxy}`
}

/** One camera's part of a sealed clip, as it stands in the bundle. */
export function evidenceVideoUrl(clipId: Id, cameraId: Id): string {
  return `/media/evidence/${clipId}/${cameraId}.mp4`
}

export function evidenceBundleUrl(clipId: Id): string {
  return `/media/evidence/${clipId}/bundle.zip`
}
