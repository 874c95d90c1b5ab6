import { type CameraWatch, createCameraWatch, type TroubleSpan } from './camera-watch.ts'
import type { GreyPicture } from './grey-picture.model.ts'
import { featuresOf } from './picture-features.rules.ts'
import type { Zone } from './presence.model.ts'
import { createRoomChoice } from './room-choice.ts'
import { createSceneMemory, type SceneMemory } from './scene-memory.ts'
import { cellsOfZone } from './zone-cells.rules.ts'
import { createZoneOccupancy, type Stay, type ZoneOccupancy } from './zone-occupancy.ts'

export type AnalyserStart = {
  /**
   * The room with nobody in it, at least one picture: as a person confirmed it by day and by night, or as it was put
   * together (`usualPicture`). A camera that shows none of them is covered, blurred or moved.
   */
  readonly rooms: readonly Float32Array[]
  readonly zones: readonly Pick<Zone, 'id' | 'polygon'>[]
}

export type PresenceAnalyser = {
  /** Takes a camera's keyframes in their order. */
  readonly see: (picture: GreyPicture) => void
  readonly staysOf: (zoneId: string) => readonly Stay[]
  readonly troubles: () => readonly TroubleSpan[]
}

/** One camera: who is in which zone, and what is wrong with the picture. No identity, no faces: cells that changed. */
export function createPresenceAnalyser({ rooms, zones }: AnalyserStart): PresenceAnalyser {
  const features = rooms.map(featuresOf)
  const watch: CameraWatch = createCameraWatch(features)
  const choice = createRoomChoice(features)
  const occupancies = new Map<string, ZoneOccupancy>(
    zones.map(({ id, polygon }) => [id, createZoneOccupancy(cellsOfZone(polygon))]),
  )
  let memory: { readonly room: number; readonly scene: SceneMemory } | null = null

  function memoryOf(room: number): SceneMemory {
    const usual = rooms[room]
    if (memory === null || (memory.room !== room && usual !== undefined))
      memory = { room, scene: createSceneMemory(usual ?? new Float32Array()) }
    return memory.scene
  }

  return {
    see: (picture) => {
      watch.see(picture)
      const view = memoryOf(choice.see(picture)).see(picture)
      for (const zone of occupancies.values()) zone.see(view)
    },
    staysOf: (zoneId) => occupancies.get(zoneId)?.stays() ?? [],
    troubles: watch.troubles,
  }
}
