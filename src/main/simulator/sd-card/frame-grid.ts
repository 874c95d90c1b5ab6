import type { Stretch } from './sd-card.ts'

/** Half-open, device clock. */
export type DeviceRange = { readonly fromDeviceMs: number; readonly toDeviceMs: number }

export type GridFrame = {
  /** Counts from the beginning of the stretch. */
  readonly number: number
  readonly deviceMs: number
}

const keyframeSpacingMs = 2_000
/** x264 numbers its keyframes in turn (`idr_pic_id` 0, 1, 0 …): only every other group begins with the same bytes. */
const groupsAlike = 2

/** The frames to encode for a range, from the group that gives the same bytes every time, which may lie before it. */
export function* framesOf(
  framesPerSecond: number,
  stretch: Stretch,
  range: DeviceRange,
): Generator<GridFrame, void> {
  const firstGroup = Math.floor(groupAt(stretch, range.fromDeviceMs) / groupsAlike) * groupsAlike
  const endMs = Math.min(stretch.toDeviceMs, range.toDeviceMs)
  const perGroup = framesPerGroup(framesPerSecond)
  for (let number = firstGroup * perGroup; ; number += 1) {
    const deviceMs = frameTime(perGroup, stretch, number)
    if (deviceMs >= endMs) return
    yield { number, deviceMs }
  }
}

export function keyframeAtOrBefore(stretch: Stretch, deviceMs: number): number {
  return stretch.fromDeviceMs + groupAt(stretch, deviceMs) * keyframeSpacingMs
}

/** Time of the last frame of all in the stretch. */
export function lastFrameOf(framesPerSecond: number, stretch: Stretch): number {
  const perGroup = framesPerGroup(framesPerSecond)
  const lengthMs = stretch.toDeviceMs - stretch.fromDeviceMs
  let number = Math.ceil((lengthMs * perGroup) / keyframeSpacingMs)
  while (number > 0 && frameTime(perGroup, stretch, number) >= stretch.toDeviceMs) number -= 1
  return frameTime(perGroup, stretch, number)
}

function frameTime(perGroup: number, stretch: Stretch, number: number): number {
  return stretch.fromDeviceMs + Math.round((number * keyframeSpacingMs) / perGroup)
}

function groupAt(stretch: Stretch, deviceMs: number): number {
  return Math.floor(Math.max(0, deviceMs - stretch.fromDeviceMs) / keyframeSpacingMs)
}

function framesPerGroup(framesPerSecond: number): number {
  return Math.max(1, Math.round((framesPerSecond * keyframeSpacingMs) / 1_000))
}
