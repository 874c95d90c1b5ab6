import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import type { GreyPicture } from '#shared/presence/grey-picture.model.ts'
import type { ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import type { LookedAtRecordings } from './presence.ports.ts'

type Group = LookedAtRecordings extends { groups: (...given: never[]) => AsyncGenerator<infer Found> }
  ? Found
  : never

/** A group's place on its stream's own clock. */
type Placed = { readonly mediaSeconds: number; readonly group: Group }

export type LookedAt = GreyPicture & { readonly untilMs: number }

/** Half a second off and it is another keyframe. */
const SAME_SECONDS = 0.5

function mediaSecondsOf(group: Group, init: InitSegment): number {
  const track = videoTrackOf(init)
  const found = readFragment(group.bytes, init).tracks.find(({ trackId }) => trackId === track.id)
  const ticks = (found?.baseDecodeTicks ?? 0) + (found?.samples[0]?.compositionOffsetTicks ?? 0)
  return ticks / track.timescale
}

function groupAt(placed: readonly Placed[], mediaSeconds: number): Group | null {
  const near = placed.findLast((each) => Math.abs(each.mediaSeconds - mediaSeconds) < SAME_SECONDS)
  return near?.group ?? null
}

/**
 * The keyframes of a camera's footage in the range, each at its station time. What cannot be decoded is passed over, and
 * looking goes on behind it.
 * @throws AppError `cancelled call.cancelled`
 */
export async function* picturesIn(
  deps: { readonly recordings: LookedAtRecordings; readonly readKeyframes: ReadKeyframes },
  cameraId: Id,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<LookedAt> {
  const groups = deps.recordings.groups(cameraId, range)
  let next = await groups.next()
  while (!next.done) {
    const first = next.value
    const placed: Placed[] = []
    const ofRun = async function* () {
      const init = readInitSegment(first.initBytes)
      yield first.initBytes
      while (!next.done && next.value.runId === first.runId) {
        placed.push({ mediaSeconds: mediaSecondsOf(next.value, init), group: next.value })
        yield next.value.bytes
        next = await groups.next()
      }
    }
    try {
      for await (const { mediaSeconds, pixels } of deps.readKeyframes(ofRun(), signal)) {
        const group = groupAt(placed, mediaSeconds)
        if (group) yield { atMs: group.startAtMs, untilMs: group.endAtMs, pixels }
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.kind === 'cancelled') throw thrown
      if (placed.length === 0) next = await groups.next()
    }
  }
}
