import type { Camera } from '#shared/cameras/cameras.model.ts'
import { cutToRanges, isFootage, wasFilmed } from '#shared/coverage/ledger.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  durationMs,
  mergeRanges,
  subtractRanges,
  type TimeRange,
  totalMs,
} from '#shared/kernel/time-range.ts'
import type { RoomFootage } from '#shared/receptions/schedule.model.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import type { RecordingsService } from '#main/features/recordings/recordings.service.ts'

type Deps = {
  /** Removed cameras too: what they filmed was filmed. */
  readonly cameras: { readonly all: () => Promise<readonly Camera[]> }
  readonly recordings: Pick<RecordingsService, 'provenLanes'>
}

const NO_CAMERA = 'no-camera'

/** Why nothing was filmed in those hours, as the camera that filmed most of the rest tells it. */
function causesOf(lanes: readonly (readonly FootageSpan[])[], missing: readonly TimeRange[]) {
  const filmedMs = (spans: readonly FootageSpan[]): number =>
    totalMs(spans.filter(({ state }) => wasFilmed(state)))
  const [best] = lanes.toSorted((left, right) => filmedMs(right) - filmedMs(left))
  if (best === undefined) {
    const lengthMs = totalMs(missing)
    return lengthMs === 0 ? [] : [{ state: NO_CAMERA, reason: null, lengthMs }]
  }
  const sums = new Map<string, RoomFootage['causes'][number]>()
  for (const span of cutToRanges(best, missing)) {
    const key = `${span.state} ${span.reason}`
    const lengthMs = durationMs(span) + (sums.get(key)?.lengthMs ?? 0)
    sums.set(key, { state: span.state, reason: span.reason, lengthMs })
  }
  return [...sums.values()].toSorted((left, right) => right.lengthMs - left.lengthMs)
}

/** What some camera of a room filmed within given hours: for what is judged by the room, not by a camera. */
export function createRoomFootage({ cameras, recordings }: Deps) {
  async function within(cameraIds: readonly Id[], hours: readonly TimeRange[]): Promise<RoomFootage> {
    const lanes: FootageSpan[][] = cameraIds.map(() => [])
    for (const range of hours) {
      const told = await recordings.provenLanes(cameraIds, range)
      for (const [index, lane] of told.entries()) lanes[index]?.push(...cutToRanges(lane.spans, [range]))
    }
    const ofState = (holds: (state: FootageSpan['state']) => boolean): TimeRange[] =>
      mergeRanges(lanes.flat().filter(({ state }) => holds(state)))
    const filmed = ofState(wasFilmed)
    return {
      filmedMs: totalMs(filmed),
      footageMs: totalMs(ofState(isFootage)),
      causes: causesOf(
        lanes,
        hours.flatMap((range) => subtractRanges(range, filmed)),
      ),
    }
  }

  /** One answer per list of hours, in order. Hours within a list are sorted and disjoint. */
  return async function footageOf(
    roomId: Id,
    lists: readonly (readonly TimeRange[])[],
  ): Promise<RoomFootage[]> {
    if (lists.length === 0) return []
    const cameraIds = (await cameras.all()).filter((camera) => camera.roomId === roomId).map(({ id }) => id)
    const answers: RoomFootage[] = []
    for (const hours of lists) answers.push(await within(cameraIds, hours))
    return answers
  }
}
