import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import { IN_MEMORY, openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { systemCall } from '#main/ports/call.ts'
import { splitFootage } from '#tests/builders/evidence-footage.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { CITIZEN_SEAT } from '#tests/builders/presence-truth.ts'
import { addSilentCamera, seedStation } from '#tests/builders/station-world.ts'
import { ffmpegPath, openTestHost } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'
import { GROUP_SECONDS, makeOfficeFootage, SUB_STREAM } from './office-footage.ts'
import { costOf } from './process-cost.ts'

const CAMERAS = 16
const SECONDS = 300
const GROUPS_OF_SEGMENT = 60 / GROUP_SECONDS
const HOUR_START_MS = Date.UTC(2026, 10, 20, 1)
/** Each hour is looked at with four minutes before it. */
const WITH_LEAD = 64 / 60
/** CPU seconds of a camera-hour: performance.md. */
const MOTION_CPU_SECONDS = 71.8
const WANTED = 0.5

type Host = Awaited<ReturnType<typeof openTestHost>>

/** Sixteen cameras with five minutes each in finished minute files, as a recorder leaves them behind while it goes on. */
async function layCameras(host: Host, path: string): Promise<string[]> {
  const world = await seedStation(host.services)
  const film = splitFootage(await readFile(path))
  const ids: string[] = []
  for (let index = 0; index < CAMERAS; index += 1) {
    const { id } = await addSilentCamera(host.services, world.desk, `Camera ${index + 1}`)
    const runId = await openRun(host, id, HOUR_START_MS)
    for (let first = 0; first < film.groups.length; first += GROUPS_OF_SEGMENT) {
      const startAtMs = HOUR_START_MS + first * GROUP_SECONDS * 1000
      const groups = film.groups.slice(first, first + GROUPS_OF_SEGMENT)
      const place = { cameraId: id, runId, number: 1 + first / GROUPS_OF_SEGMENT, startAtMs }
      await laySegment(host, { ...film, groups }, place, 'finished')
    }
    for (const kind of ['citizen-seat', 'officer-seat', 'waiting-area'] as const)
      await host.services.presence.saveZone(systemCall('bench', 'zone.save'), {
        cameraId: id,
        kind,
        name: kind,
        counterId: null,
        polygon: [...CITIZEN_SEAT],
        validFromMs: 0,
        replacesId: null,
      })
    ids.push(id)
  }
  return ids
}

async function lookAt(host: Host, cameraIds: readonly string[]): Promise<void> {
  const hour = { fromMs: HOUR_START_MS, toMs: HOUR_START_MS + HOUR_MS }
  for (const cameraId of cameraIds)
    await host.services.presence.look(systemCall('bench', 'presence.look'), { cameraId, ...hour })
  await host.services.jobs.idle()
}

/**
 * What it costs to look at sixteen sub-streams as their files are finished: reading the index and the files, decoding the
 * keyframes, analysing them in three zones, judging the room, storing what was seen.
 */
export async function presenceLiveBench(say: (message: string) => void): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-presence-live-'))
  const ffmpeg = await ffmpegPath()
  const db = openSqlite(IN_MEMORY)
  await migrate(db, { nowMs: 0 })
  const host = await openTestHost({ db })
  try {
    const path = await makeOfficeFootage(ffmpeg, folder, SUB_STREAM, SECONDS)
    const cameraIds = await layCameras(host, path)
    // The picture of the empty room is put together once a week, not every hour.
    await lookAt(host, cameraIds)
    const before = await costOf([process.pid])
    await lookAt(host, cameraIds)
    const spent = (await costOf([process.pid])).cpuSeconds - before.cpuSeconds
    const looked = await host.services.presence.activity(systemCall('bench', 'presence.look').actor, {
      cameraIds,
      fromMs: HOUR_START_MS,
      toMs: HOUR_START_MS + HOUR_MS,
    })
    const seconds = looked.reduce(
      (sum, each) => sum + each.looked.reduce((all, { fromMs, toMs }) => all + toMs - fromMs, 0) / 1000,
      0,
    )
    say(`${CAMERAS} cameras, ${Math.round(seconds)} s of footage looked at in ${spent.toFixed(1)} CPU-s`)
    if (seconds < CAMERAS * SECONDS - 1) throw new Error('not all of the footage was looked at')
    return [
      {
        name: `live presence on ${CAMERAS} sub-streams: CPU per camera-hour, beside motion`,
        unit: 'CPU-s',
        ours: ((spent * 3600) / seconds) * WITH_LEAD,
        limit: MOTION_CPU_SECONDS,
        wanted: WANTED,
      },
    ]
  } finally {
    await host.close()
    await db.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}
