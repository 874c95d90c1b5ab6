import type { ActorPose, Scenery } from './actors.ts'
import type { Painter } from './paint.ts'
import { drawSeatedFacing, drawWalking, lookFromSeed, type Look, type Placement } from './person.ts'
import type { Point } from './shapes.ts'

export type Room = {
  /** What never moves; drawn once. */
  drawBackground(painter: Painter): void
  /** People, and the furniture that stands in front of some of them; drawn for every frame. */
  drawPeople(painter: Painter, scenery: Scenery, stationMs: number): void
}

export type RoomPlan = {
  readonly door: Point
  /** Feet of a visitor who is about to sit down, by place in the party. */
  readonly seats: readonly [Point, Point]
  /** Hips of those who wait. */
  readonly bench: readonly [Point, Point, Point]
  /** How far a bench place's feet are below its hips. */
  readonly benchDrop: number
}

/** Pixels that one double step covers. */
const strideGrid = 62

/** Body size at a given depth: who stands nearer to the camera (larger y) is taller. */
export function unitAtDepth(feetY: number): number {
  return (150 + (feetY - 250) * 0.75) / 105
}

export function lookOf(pose: ActorPose): Look {
  return lookFromSeed(pose.person.lookSeed, pose.person.woman)
}

/** Back to front, so that nearer people hide farther ones. */
export function byDepth(poses: readonly ActorPose[]): readonly ActorPose[] {
  const order = (pose: ActorPose): number => (pose.action === 'wait' ? 0 : pose.action === 'sit' ? 2 : 1)
  return [...poses].sort((first, second) => order(first) - order(second))
}

/** Draws a visitor who walks or waits; one who sits at the desk is the room's own business. */
export function drawVisitor(painter: Painter, plan: RoomPlan, pose: ActorPose, stationMs: number): void {
  const seat = plan.seats[pose.partyIndex] ?? plan.seats[0]
  const hips = plan.bench[pose.benchIndex] ?? plan.bench[0]
  const benchFeet: Point = [hips[0], hips[1] + plan.benchDrop]
  if (pose.action === 'wait') {
    const placement: Placement = { x: hips[0], y: hips[1], unit: unitAtDepth(benchFeet[1]) }
    const nod = Math.sin(stationMs / 1_700 + pose.person.lookSeed)
    drawSeatedFacing(painter, lookOf(pose), placement, { legs: true }, nod, 0)
    return
  }
  const door: Point = [plan.door[0] + pose.partyIndex * (plan.door[0] < 0 ? -45 : 45), plan.door[1]]
  if (pose.action === 'enter-to-bench') drawOnTheWay(painter, pose, door, benchFeet)
  if (pose.action === 'enter-to-seat') drawOnTheWay(painter, pose, door, seat)
  if (pose.action === 'bench-to-seat') drawOnTheWay(painter, pose, benchFeet, seat)
  if (pose.action === 'leave') drawOnTheWay(painter, pose, seat, door)
}

function drawOnTheWay(painter: Painter, pose: ActorPose, from: Point, to: Point): void {
  // Slow in, slow out: nobody starts or stops at once.
  const eased = pose.progress * pose.progress * (3 - 2 * pose.progress)
  const x = from[0] + (to[0] - from[0]) * eased
  const y = from[1] + (to[1] - from[1]) * eased
  const walked = Math.hypot(to[0] - from[0], to[1] - from[1]) * eased
  drawWalking(
    painter,
    lookOf(pose),
    { x, y, unit: unitAtDepth(y) },
    walked / strideGrid,
    to[0] > from[0] ? 1 : -1,
  )
}
