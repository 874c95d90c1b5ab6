import type { Camera } from '#shared/cameras/cameras.model.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import { DEMO_SOFTWARE_OFFSET_MS, type DemoRooms } from './demo-station.ts'

/** One virtual camera and the camera that the station knows it as. */
export type DemoCamera = {
  readonly virtual: VirtualCamera
  readonly camera: Camera
  readonly rooms: DemoRooms
}

/** The script began before anybody recorded: those first dossiers are the ones without footage. */
const LEAD_MS = 90_000
const SCRIPT_MS = 3_600_000

type Plan = {
  readonly rooms: DemoRooms
  readonly room: DemoRooms['desk']
  readonly name: string
  readonly seed: number
}

function plansOf(communes: readonly DemoRooms[]): Plan[] {
  return communes.flatMap((rooms, index) => [
    { rooms, room: rooms.desk, name: `${rooms.commune.name} – Một cửa, quầy 1`, seed: 11 + index },
    { rooms, room: rooms.reception, name: `${rooms.commune.name} – Phòng tiếp công dân`, seed: 21 + index },
  ])
}

async function startOne(plan: Plan, nowMs: number, ffmpegPath: string): Promise<VirtualCamera> {
  const isLast = plan.seed === 12
  return startVirtualCamera({
    name: plan.name,
    ffmpegPath,
    // One camera films in H.265, as factory settings often do: browsers without it are shown the H.264 stand-in.
    codec: isLast ? 'h265' : 'h264',
    // Footage begins at the first keyframe after a connection: close ones keep the demo true to the second.
    keyframeSpacingSeconds: 0.5,
    clockOffsetMs: plan.seed === 11 ? 400 : 0,
    script: createScript({
      seed: plan.seed,
      startMs: Math.floor(nowMs / 1000) * 1000 - LEAD_MS,
      durationMs: SCRIPT_MS,
      room: plan.room.kind,
      unitCode: plan.rooms.commune.code ?? 'H42',
      unitName: plan.rooms.commune.name,
      counterName: 'Quầy 1',
      firstCounter: 1,
      softwareClockOffsetMs: DEMO_SOFTWARE_OFFSET_MS,
    }),
  })
}

/** Starts the virtual cameras and adds them as an administrator would: by address and password, through the probe. */
export async function addDemoCameras(
  station: Station,
  communes: readonly DemoRooms[],
  ffmpegPath: string,
): Promise<DemoCamera[]> {
  const nowMs = Date.now()
  return Promise.all(
    plansOf(communes).map(async (plan) => {
      const virtual = await startOne(plan, nowMs, ffmpegPath)
      const camera = await station.services.cameras.add(systemCall('demo', 'camera.add'), {
        address: virtual.onvifUrl,
        username: virtual.username,
        password: virtual.password,
        name: plan.name,
        roomId: plan.room.id,
        counterIds: [plan.room.counterId],
        record: true,
      })
      return { virtual, camera, rooms: plan.rooms }
    }),
  )
}
