import type { TimelineLane } from './timeline.model.ts'

export const RULER_PX = 22
const LANE_HEIGHTS_PX = { footage: 20, density: 18, events: 24, signs: 16, marks: 16 } as const
const LANE_SPACE_PX = 4
/** Many cameras share the room of a few: the pictures above need the height more. */
const FOOTAGE_ROOM_PX = 120
const LEAST_FOOTAGE_PX = 11

export type LaneBox = { readonly lane: TimelineLane; readonly y: number; readonly height: number }

/** Lanes from the top, below the ruler; higher where the page's text is larger. */
export function laneBoxes(lanes: readonly TimelineLane[], scale = 1): LaneBox[] {
  const cameras = lanes.filter((lane) => lane.kind === 'footage').length
  const footagePx = Math.min(
    LANE_HEIGHTS_PX.footage,
    Math.max(LEAST_FOOTAGE_PX, Math.floor(FOOTAGE_ROOM_PX / Math.max(1, cameras)) - LANE_SPACE_PX),
  )
  let y = RULER_PX + LANE_SPACE_PX
  return lanes.map((lane) => {
    const heightPx = lane.kind === 'footage' ? footagePx : LANE_HEIGHTS_PX[lane.kind]
    const box = { lane, y, height: Math.round(heightPx * scale) }
    y += box.height + LANE_SPACE_PX
    return box
  })
}

export function timelineHeight(boxes: readonly LaneBox[]): number {
  const last = boxes.at(-1)
  return (last ? last.y + last.height : RULER_PX) + LANE_SPACE_PX
}

export function laneAt(boxes: readonly LaneBox[], y: number): LaneBox | null {
  return (
    boxes.find((box) => box.y - LANE_SPACE_PX / 2 <= y && y < box.y + box.height + LANE_SPACE_PX / 2) ?? null
  )
}
