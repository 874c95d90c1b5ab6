import { z } from 'zod'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { type RecorderStatus, stationStatusSchema } from '#shared/recordings/recordings.model.ts'
import { openStation } from '#main/serve/open-station.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { type HttpSession, logIn } from './http-session.ts'
import type { StationProcess } from './station-process.ts'
import { addPerson, addVirtualCamera, seedStation } from './station-world.ts'

/** A station on a folder of its own that records virtual cameras as soon as it is started. */
export type RecordedStation = {
  readonly folder: string
  readonly virtuals: readonly VirtualCamera[]
  readonly cameras: readonly Camera[]
}

/** Cameras of small pictures, so that many of them leave the processor to the station. */
export function startSmallCameras(
  count: number,
  keyframesMs: number,
  framesPerSecond?: number,
): Promise<VirtualCamera[]> {
  const startMs = Date.now()
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      startVirtualCamera({
        name: `Camera ${index + 1}`,
        widthPx: 320,
        heightPx: 180,
        keyframeSpacingSeconds: keyframesMs / 1000,
        ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
        script: createScript({
          seed: index,
          startMs,
          durationMs: 7_200_000,
          room: 'reception-room',
          unitCode: 'H42.18',
          firstCounter: 1,
        }),
      }),
    ),
  )
}

export async function seedRecordedStation(
  folder: string,
  virtuals: readonly VirtualCamera[],
): Promise<RecordedStation> {
  const station = await openStation({ dataFolder: folder })
  try {
    const world = await seedStation(station.services)
    await addPerson(station.services, world, 'inspector')
    const cameras = []
    for (const virtual of virtuals)
      cameras.push(await addVirtualCamera(station.services, world.reception, virtual))
    return { folder, virtuals, cameras }
  } finally {
    await station.close()
  }
}

/** Calls go over HTTP to another process. */
async function send(station: StationProcess, request: Request): Promise<Response> {
  const { method, headers } = request
  return fetch(station.url + new URL(request.url).pathname, {
    method,
    headers,
    body: await request.arrayBuffer(),
  })
}

const sessions = new WeakMap<StationProcess, HttpSession>()

async function sessionAt(station: StationProcess): Promise<HttpSession> {
  const known = sessions.get(station)
  if (known) return known
  const session = await logIn((request) => send(station, request), 'inspector')
  sessions.set(station, session)
  return session
}

/** What a running station says of its recorders. */
export async function recordersOf(station: StationProcess): Promise<RecorderStatus[]> {
  const session = await sessionAt(station)
  const answer = await session.rpc('recordings/status')
  return z.object({ json: stationStatusSchema }).parse(await answer.json()).json.recorders
}
