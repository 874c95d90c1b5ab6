import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Id } from '#shared/kernel/ids.ts'
import {
  DAY_MS,
  formatVietnamDateTime,
  HOUR_MS,
  type InstantMs,
  MINUTE_MS,
  SECOND_MS,
  startOfVietnamDay,
} from '#shared/kernel/instant.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { systemCall } from '#main/ports/call.ts'
import { type BurnedFile, burnedFootage } from './burned-files.ts'
import { layDossiers } from './laid-dossiers.ts'
import { laySegment, openRun } from './laid-footage.ts'
import { createRowLayer, layCamera } from './laid-rows.ts'
import type { ServedStation } from './served-station.ts'

/** Short enough between pictures that two tiles side by side can be told apart to a tenth of a second. */
const FRAMES_PER_SECOND = 20

/** Seconds since the day's 08:00 in Vietnam. */
export const AT = {
  /** All four cameras, 40 s. */
  first: 0,
  firstEnds: 40,
  /** All four again, 20 s, after a signal loss. The first camera's picture is larger from `larger` on. */
  second: 300,
  larger: 308,
  secondEnds: 320,
  /** Three cameras, after the recorder was down. The files in the middle are damaged on the first, gone on the second. */
  third: 600,
  bad: 606,
  badEnds: 610,
  thirdEnds: 620,
} as const

/** When dossiers were received, in the same seconds: three, all of them filmed. */
export const RECEIVED = [12, 26, 304] as const
export const codeOf = (seconds: number): string => `H42.18-261120-${String(seconds).padStart(4, '0')}`

export type ReviewDay = {
  readonly dayMs: InstantMs
  readonly roomId: Id
  /** Three in H.264, the fourth in H.265. */
  readonly cameraIds: readonly Id[]
  /** Station time of a moment of {@link AT}. */
  readonly at: (seconds: number) => InstantMs
}

type Stretch = {
  /** Places of the cameras that all filmed this. */
  readonly cameras: readonly number[]
  readonly from: number
  readonly to: number
  readonly more?: Pick<BurnedFile, 'codec' | 'size'>
}

const LARGER = { widthPx: 480, heightPx: 270 }
const STRETCHES: readonly Stretch[] = [
  { cameras: [0, 1, 2], from: AT.first, to: AT.firstEnds },
  { cameras: [3], from: AT.first, to: AT.firstEnds, more: { codec: 'libx265' } },
  { cameras: [0], from: AT.second, to: AT.larger },
  { cameras: [0], from: AT.larger, to: AT.secondEnds, more: { size: LARGER } },
  { cameras: [1, 2], from: AT.second, to: AT.secondEnds },
  { cameras: [3], from: AT.second, to: AT.secondEnds, more: { codec: 'libx265' } },
  { cameras: [0, 1, 2], from: AT.third, to: AT.bad },
  { cameras: [0, 1, 2], from: AT.bad, to: AT.badEnds },
  { cameras: [0, 1, 2], from: AT.badEnds, to: AT.thirdEnds },
]

/** Writes noise over the pictures of a file, and leaves its boxes. */
async function spoil(path: string): Promise<void> {
  const file = await open(path, 'r+')
  const { size } = await file.stat()
  const noise = Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 151 + 7) % 256))
  for (let at = 2500; at + noise.length < size; at += 900) await file.write(noise, 0, noise.length, at)
  await file.close()
}

/**
 * Yesterday in a one-stop room that four cameras look at, with the clock burned into every picture; `dataFolder` is the
 * station's.
 */
export async function layReviewDay(
  { services, world }: Pick<ServedStation, 'services' | 'world'>,
  dataFolder: string,
): Promise<ReviewDay> {
  const dayMs = startOfVietnamDay(Date.now()) - DAY_MS
  const at = (seconds: number): InstantMs => dayMs + 8 * HOUR_MS + seconds * SECOND_MS
  const { db } = services.work
  const cameraIds: Id[] = []
  for (const number of [1, 2, 3, 4])
    cameraIds.push(await layCamera(db, { roomId: world.desk.id, name: `Quầy ${number}`, createdAtMs: dayMs }))
  const [first = '', , , fourth = ''] = cameraIds
  await db.updateTable('cameras').set({ codec: 'h265' }).where('id', '=', fourth).execute()
  // Its sound may be heard, though the files have none.
  await db.updateTable('cameras').set({ audio_enabled: 1 }).where('id', '=', first).execute()
  const host = { recordingFiles: createRecordingStore(join(dataFolder, 'recordings')), services }
  const numbers = new Map<number, number>()
  for (const [index, { cameras, from, to, more }] of STRETCHES.entries()) {
    const footage = await burnedFootage(join(dataFolder, 'burned', `${index}.mp4`), at(from), to - from, {
      framesPerSecond: FRAMES_PER_SECOND,
      ...more,
    })
    for (const camera of cameras) {
      const cameraId = cameraIds[camera] ?? ''
      const number = (numbers.get(camera) ?? 0) + 1
      numbers.set(camera, number)
      const runId = await openRun(host, cameraId, at(from))
      const laid = await laySegment(
        host,
        footage,
        { cameraId, runId, number, startAtMs: at(from) },
        'finished',
      )
      const path = join(dataFolder, 'recordings', laid.filePath)
      if (from === AT.bad && camera === 0) await spoil(path)
      if (from === AT.bad && camera === 1) await rm(path)
    }
  }
  const rows = createRowLayer(db)
  for (const cameraId of cameraIds) {
    await rows.absence(cameraId, at(AT.firstEnds), at(AT.second), 'camera-offline', 'rtsp-timeout')
    await rows.absence(cameraId, at(AT.secondEnds), at(AT.third), 'recorder-down', 'heartbeat')
    await rows.absence(
      cameraId,
      at(AT.thirdEnds),
      at(AT.thirdEnds) + 10 * MINUTE_MS,
      'recorder-down',
      'heartbeat',
    )
  }
  const source = await services.dossiers.createSource(systemCall('test', 'log-source.create'), {
    roomId: world.desk.id,
    name: 'iGate',
    windowBeforeMs: 4 * SECOND_MS,
    windowAfterMs: 4 * SECOND_MS,
    offsetMs: 0,
    uncertaintyMs: 0,
  })
  const received = RECEIVED.map((seconds) => ({
    code: codeOf(seconds),
    received: formatVietnamDateTime(at(seconds)),
  }))
  await layDossiers(db, source.id, received)
  return { dayMs, roomId: world.desk.id, cameraIds, at }
}
