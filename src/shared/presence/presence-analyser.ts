import { type CameraWatch, createCameraWatch, type TroubleSpan } from './camera-watch.ts'
import type { GreyPicture } from './grey-picture.model.ts'
import { featuresOf } from './picture-features.rules.ts'
import type { Zone } from './presence.model.ts'
import { createSceneMemory, type SceneMemory } from './scene-memory.ts'
import { cellsOfZone } from './zone-cells.rules.ts'
import { createZoneOccupancy, type Stay, type ZoneOccupancy } from './zone-occupancy.ts'

export type AnalyserStart = {
  /** The room with nobody in it: see `usualPicture`. */
  readonly usual: Float32Array
  /** What the camera sees when all is well; the usual picture is one of them. */
  readonly references: readonly Float32Array[]
  readonly zones: readonly Pick<Zone, 'id' | 'polygon'>[]
}

export type PresenceAnalyser = {
  /** Takes a camera's keyframes in their order. */
  readonly see: (picture: GreyPicture) => void
  readonly staysOf: (zoneId: string) => readonly Stay[]
  readonly troubles: () => readonly TroubleSpan[]
}

/** One camera: who is in which zone, and what is wrong with the picture. No identity, no faces: cells that changed. */
export function createPresenceAnalyser(start: AnalyserStart): PresenceAnalyser {
  const memory: SceneMemory = createSceneMemory(start.usual)
  const watch: CameraWatch = createCameraWatch([start.usual, ...start.references].map(featuresOf))
  const zones = new Map<string, ZoneOccupancy>(
    start.zones.map(({ id, polygon }) => [id, createZoneOccupancy(cellsOfZone(polygon))]),
  )
  return {
    see: (picture) => {
      watch.see(picture)
      const view = memory.see(picture)
      for (const zone of zones.values()) zone.see(view)
    },
    staysOf: (zoneId) => zones.get(zoneId)?.stays() ?? [],
    troubles: watch.troubles,
  }
}
