import type { Id } from '#shared/kernel/ids.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import type { ReadFrames } from '#main/ports/footage-frames.ts'
import type { QrPicture } from '#main/ports/qr-reader.ts'
import type { FilmedGroup, FilmedRecordings } from './clock-checks.ports.ts'

/** A frame, and the station time at which the recording places it. */
export type PlacedFrame = QrPicture & { readonly recordedAtMs: number }

/** Wider pictures are halved until they fit: what a code loses there it did not have. */
const WIDEST_PX = 1920

/** When the group's first frame is shown, in the stream's own media time. */
function mediaSecondsOf(group: FilmedGroup, init: InitSegment): number {
  const track = videoTrackOf(init)
  const found = readFragment(group.bytes, init).tracks.find(({ trackId }) => trackId === track.id)
  const ticks = (found?.baseDecodeTicks ?? 0) + (found?.samples[0]?.compositionOffsetTicks ?? 0)
  return ticks / track.timescale
}

function sizeOf(init: InitSegment): { widthPx: number; heightPx: number } {
  const { widthPx, heightPx } = videoTrackOf(init)
  const share = Math.min(1, WIDEST_PX / widthPx)
  const even = (length: number): number => Math.max(2, Math.floor((length * share) / 2) * 2)
  return { widthPx: even(widthPx), heightPx: even(heightPx) }
}

/** Half a millisecond: media time is told in microseconds, groups begin at ticks. */
const ROUNDING_SECONDS = 0.0005

/**
 * Every frame of a camera's footage in the range, placed as the player places it: by its group's start and its media time
 * from there.
 * @throws AppError `unavailable frames.failed`, `cancelled call.cancelled`, `data-loss` for a file that was damaged
 */
export async function* framesIn(
  deps: { readonly recordings: FilmedRecordings; readonly readFrames: ReadFrames },
  cameraId: Id,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<PlacedFrame> {
  const groups = deps.recordings.groups(cameraId, range)
  let next = await groups.next()
  while (!next.done) {
    const first = next.value
    const init = readInitSegment(first.initBytes)
    const size = sizeOf(init)
    const placed: { readonly mediaSeconds: number; readonly startAtMs: number }[] = []
    const ofRun = async function* () {
      yield first.initBytes
      for (; !next.done && next.value.runId === first.runId; next = await groups.next()) {
        placed.push({ mediaSeconds: mediaSecondsOf(next.value, init), startAtMs: next.value.startAtMs })
        yield next.value.bytes
      }
    }
    for await (const { mediaSeconds, pixels } of deps.readFrames(ofRun(), size, signal)) {
      const group = placed.findLast((each) => each.mediaSeconds <= mediaSeconds + ROUNDING_SECONDS)
      if (!group) continue
      const recordedAtMs = Math.round(group.startAtMs + (mediaSeconds - group.mediaSeconds) * SECOND_MS)
      if (recordedAtMs >= range.fromMs && recordedAtMs < range.toMs) yield { ...size, pixels, recordedAtMs }
    }
  }
}
