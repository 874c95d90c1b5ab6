import type { Stay } from '#shared/presence/zone-occupancy.ts'
import { createSceneMemory } from '#shared/presence/scene-memory.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import { cellsOfZone } from '#shared/presence/zone-cells.rules.ts'
import { createZoneOccupancy } from '#shared/presence/zone-occupancy.ts'
import type { GreyPicture } from '#shared/presence/grey-picture.model.ts'
import type { ZonePoint } from '#shared/presence/presence.model.ts'
import type { PresenceScene } from './presence-scenes.ts'

const MINUTE_MS = 60_000
/** From this much of a minute on, somebody was there in it. */
const PRESENT_MS = 30_000
/** Pictures from which the empty room is put together. */
const SAMPLES = 60

const at = (x: number, y: number): ZonePoint => [x / 640, y / 360]
/** Where the citizen sits in the drawn one-stop desk. */
export const CITIZEN_SEAT: readonly ZonePoint[] = [at(284, 176), at(378, 176), at(378, 300), at(284, 300)]

export type Confusion = {
  readonly truePositive: number
  readonly falsePositive: number
  readonly falseNegative: number
  readonly trueNegative: number
}

/** @param samples pictures from which the empty room is put together: the time that takes grows with their square */
export function staysOf(pictures: readonly GreyPicture[], samples = SAMPLES): readonly Stay[] {
  const every = Math.max(1, Math.floor(pictures.length / samples))
  const memory = createSceneMemory(
    usualPicture(pictures.filter((_, index) => index % every === 0).map(({ pixels }) => pixels)),
  )
  const occupancy = createZoneOccupancy(cellsOfZone(CITIZEN_SEAT))
  for (const picture of pictures) occupancy.see(memory.see(picture))
  return occupancy.stays()
}

function presentMs(stays: readonly Stay[], fromMs: number): number {
  return stays.reduce(
    (sum, stay) => sum + Math.max(0, Math.min(stay.toMs, fromMs + MINUTE_MS) - Math.max(stay.fromMs, fromMs)),
    0,
  )
}

/** Minute by minute: who sat there by the script against who was found. */
export function confusionOf(scene: PresenceScene, found: readonly Stay[]): Confusion {
  const { script } = scene
  const truth = script.visits.map(({ seatedMs, leaveMs }) => ({ fromMs: seatedMs, toMs: leaveMs }))
  const counts = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 }
  for (let fromMs = script.startMs; fromMs < script.endMs; fromMs += MINUTE_MS) {
    const was = presentMs(truth, fromMs) >= PRESENT_MS
    const said = presentMs(found, fromMs) >= PRESENT_MS
    if (was) counts[said ? 'truePositive' : 'falseNegative'] += 1
    else counts[said ? 'falsePositive' : 'trueNegative'] += 1
  }
  return counts
}

export const precisionOf = (counts: Confusion): number =>
  counts.truePositive / (counts.truePositive + counts.falsePositive)
export const recallOf = (counts: Confusion): number =>
  counts.truePositive / (counts.truePositive + counts.falseNegative)
