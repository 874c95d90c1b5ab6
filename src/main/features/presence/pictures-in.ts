import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { keyframeFragment, placeAtSeconds, secondsAtPlace } from '#shared/mp4/keyframe-fragment.ts'
import type { GreyPicture } from '#shared/presence/grey-picture.model.ts'
import type { ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import type { LookedAtRecordings } from './presence.ports.ts'

type Group = LookedAtRecordings extends { groups: (...given: never[]) => AsyncGenerator<infer Found> }
  ? Found
  : never

export type LookedAt = GreyPicture & { readonly untilMs: number }

/** null for what is no fragmented MP4 any more: its file was damaged after it was written. */
function unlessMalformed<Found>(read: () => Found): Found | null {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind === 'data-loss') return null
    throw thrown
  }
}

/** Each group once, however many of the ranges it overlaps. */
async function* groupsIn(
  recordings: Pick<LookedAtRecordings, 'groups'>,
  cameraId: Id,
  ranges: readonly TimeRange[],
): AsyncGenerator<Group> {
  let lastMs = Number.NEGATIVE_INFINITY
  for (const range of ranges)
    for await (const group of recordings.groups(cameraId, range)) {
      if (group.startAtMs <= lastMs) continue
      lastMs = group.startAtMs
      yield group
    }
}

/**
 * The keyframes of a camera's footage in the ranges (sorted and disjoint), each at its station time. What cannot be decoded is passed over, and
 * looking goes on behind it.
 * @throws AppError `cancelled call.cancelled`
 */
export async function* picturesIn(
  deps: { readonly recordings: Pick<LookedAtRecordings, 'groups'>; readonly readKeyframes: ReadKeyframes },
  cameraId: Id,
  ranges: readonly TimeRange[],
  signal: AbortSignal,
): AsyncGenerator<LookedAt> {
  const groups = groupsIn(deps.recordings, cameraId, ranges)
  let next = await groups.next()
  while (!next.done) {
    const first = next.value
    const init = unlessMalformed(() => readInitSegment(first.initBytes))
    if (!init) {
      next = await groups.next()
      continue
    }
    // Their times alone: an hour of groups is a gigabyte.
    const placed: Omit<LookedAt, 'pixels'>[] = []
    const ofRun = async function* () {
      yield first.initBytes
      for (; !next.done && next.value.runId === first.runId; next = await groups.next()) {
        const group = next.value
        const shownSeconds = secondsAtPlace(placed.length)
        const keyframe = unlessMalformed(() => keyframeFragment(group.bytes, init, shownSeconds))
        if (keyframe === null) continue
        placed.push({ atMs: group.startAtMs, untilMs: group.endAtMs })
        yield keyframe
      }
    }
    try {
      for await (const { mediaSeconds, pixels } of deps.readKeyframes(ofRun(), signal)) {
        const shown = placed[placeAtSeconds(mediaSeconds)]
        if (shown) yield { ...shown, pixels }
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.kind === 'cancelled') throw thrown
      if (!next.done && next.value.runId === first.runId) next = await groups.next()
    }
  }
}
