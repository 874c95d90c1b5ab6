import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type Fragment, type FragmentTrack, readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, type InitTrack, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { producerReferenceTime } from '#shared/mp4/prft.ts'
import { rebaseFragment } from '#shared/mp4/rebase-fragment.ts'

/** Sound may begin this long before the first picture; a longer lead is a broken clock and is cut to this. */
const MAX_LEAD_SECONDS = 10

export type ClipTimeline = {
  /** `prft` and the fragment, moved to where the wall clock puts it. Call in order. */
  readonly place: (fromMs: InstantMs, fragment: Uint8Array) => Uint8Array[]
}

const endTicks = (track: FragmentTrack, baseTicks: number): number =>
  track.samples.reduce((sum, sample) => sum + sample.durationTicks, baseTicks)

function requireTrack<T extends { readonly trackId: number }>(tracks: readonly T[], id: number): T {
  const track = tracks.find((candidate) => candidate.trackId === id)
  if (!track) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
  return track
}

/** Seconds by which the earliest other track begins before the pictures do. */
function leadSeconds(
  fragment: Fragment,
  init: InitSegment,
  video: InitTrack,
  videoBaseTicks: number,
): number {
  const starts = fragment.tracks.map((track) => {
    const timescale = init.tracks.find((candidate) => candidate.id === track.trackId)?.timescale ?? 1
    return videoBaseTicks / video.timescale - track.baseDecodeTicks / timescale
  })
  return Math.min(MAX_LEAD_SECONDS, Math.max(0, ...starts))
}

/**
 * Media time of one clip file: a group begins as long after the first one as it did on the station's clock, so a gap in
 * the footage is a gap in the media time. Where the camera's own durations overrun the wall clock the group follows at
 * once on the one before, since decode times must not run back; the exact wall clock stands in each group's `prft`.
 */
export function createClipTimeline(init: InitSegment): ClipTimeline {
  const video = videoTrackOf(init)
  const endTicksByTrack = new Map<number, number>()
  let originMs: InstantMs | null = null
  let leadTicks = 0
  let sequenceNumber = 0

  function place(fromMs: InstantMs, bytes: Uint8Array): Uint8Array[] {
    const fragment = readFragment(bytes, init)
    const videoTrack = requireTrack(fragment.tracks, video.id)
    if (originMs === null) {
      originMs = fromMs
      leadTicks = Math.ceil(leadSeconds(fragment, init, video, videoTrack.baseDecodeTicks) * video.timescale)
    }
    const wallTicks = leadTicks + Math.round(((fromMs - originMs) * video.timescale) / 1000)
    const mediaTicks = Math.max(wallTicks, endTicksByTrack.get(video.id) ?? 0)
    const shiftSeconds = (mediaTicks - videoTrack.baseDecodeTicks) / video.timescale
    const baseTicksByTrack = new Map(
      fragment.tracks.map((track) => {
        const timescale = init.tracks.find((candidate) => candidate.id === track.trackId)?.timescale ?? 1
        const wished = track.baseDecodeTicks + Math.round(shiftSeconds * timescale)
        return [track.trackId, Math.max(wished, endTicksByTrack.get(track.trackId) ?? 0)]
      }),
    )
    for (const track of fragment.tracks) {
      endTicksByTrack.set(track.trackId, endTicks(track, baseTicksByTrack.get(track.trackId) ?? 0))
    }
    sequenceNumber += 1
    return [
      producerReferenceTime({ trackId: video.id, ntpMs: fromMs, mediaTicks }),
      rebaseFragment(bytes, { sequenceNumber, baseTicksByTrack }),
    ]
  }

  return { place }
}
