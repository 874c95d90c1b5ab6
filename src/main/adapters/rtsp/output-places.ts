import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'

export type OutputPlaces = {
  readonly take: (part: FragmentPart) => void
  /**
   * Milliseconds between the output's first two pictures, as it was written; null before two came. The first may stand too
   * late: ffmpeg loses the time of the very first picture of an RTSP stream (its parser knows no offset for it) and gives
   * it that of the second, so that all that follows stands one picture too early.
   */
  readonly firstStepMs: () => number | null
}

/** Reads the places of the first two pictures out of fragmented MP4 as it passes. */
export function createOutputPlaces(): OutputPlaces {
  let init: InitSegment | null = null
  const placesMs: number[] = []

  function takeGroup(header: InitSegment, bytes: Uint8Array): void {
    const video = videoTrackOf(header)
    const track = readFragment(bytes, header).tracks.find((one) => one.trackId === video.id)
    let ticks = track?.baseDecodeTicks ?? 0
    for (const sample of track?.samples.slice(0, 2) ?? []) {
      placesMs.push(((ticks + sample.compositionOffsetTicks) * 1000) / video.timescale)
      ticks += sample.durationTicks
    }
  }

  return {
    take: (part) => {
      if (part.kind === 'init') init = readInitSegment(part.bytes)
      else if (init && placesMs.length < 2) takeGroup(init, part.bytes)
    },
    firstStepMs: () => {
      const [first, second] = placesMs
      return first === undefined || second === undefined ? null : second - first
    },
  }
}
