import { join } from 'node:path'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { findSegmentsWithGroups } from '#main/features/recordings/recordings.repository.ts'
import type { SegmentWithGroups } from '#main/features/recordings/segment.model.ts'
import type { Db } from '#main/db/db.ts'
import type { HostAdapters } from '#main/host/create-host.ts'
import { BURNED_FPS, burnedClocks, burnedFootage } from './burned-files.ts'
import { laySegment, openRun } from './laid-footage.ts'
import { addSilentCamera, seedStation, type StationWorld } from './station-world.ts'
import { openTestHost, type TestHost } from './test-host.ts'

/** 20/11/2026 08:00:00 in Vietnam: a Friday morning. */
export const MORNING_MS = Date.UTC(2026, 10, 20, 1)
/** Recorded: [0 s, 8 s) and [20 s, 28 s) of that morning. */
export const HOLE = { fromMs: MORNING_MS + 8000, toMs: MORNING_MS + 20_000 }
export const MORNING = { fromMs: MORNING_MS, toMs: MORNING_MS + 28_000 }

export type BackfillWorld = Awaited<ReturnType<typeof openBackfillWorld>>

/** `20261120080000`, as recorders name files. */
export function digitsOf(atMs: number): string {
  const [date, time] = formatVietnamDateTime(atMs).split(' ')
  return `${date?.split('/').toReversed().join('')}${time?.replaceAll(':', '')}`
}

export type BackfillWorldOptions = {
  readonly adapters?: Partial<HostAdapters>
  /** When the recorded half minute begins. */
  readonly baseMs?: number
  /** The clock in the pictures minus station time. */
  readonly clockOffsetMs?: number
  /** One that is never reached when absent. */
  readonly addCamera?: (host: TestHost, world: StationWorld) => Promise<Camera>
}

/**
 * A station whose one camera, an hour old, lost twelve seconds: recorded are [0 s, 8 s) and [20 s, 28 s). Its clock stands
 * four hours later until it is moved.
 */
export async function openBackfillWorld(db: Db, options: BackfillWorldOptions = {}) {
  const { adapters = {}, baseMs = MORNING_MS, clockOffsetMs = 0, addCamera } = options
  let nowMs = () => baseMs - 3_600_000
  const clock = { nowMs: () => nowMs() }
  const host = await openTestHost({ db, adapters: { clock, ...adapters } })
  const world = await seedStation(host.services)
  const camera = await (addCamera?.(host, world) ?? addSilentCamera(host.services, world.desk))
  await layMorning(host, camera, baseMs, clockOffsetMs)
  nowMs = () => baseMs + 4 * 3_600_000
  return {
    host,
    world,
    camera,
    /** Where a test lays what an administrator brings. */
    folder: join(host.folder, 'brought'),
    moveClock: (now: () => number) => {
      nowMs = now
    },
    close: () => host.close(),
  }
}

async function layMorning(
  host: TestHost,
  camera: Camera,
  baseMs: number,
  clockOffsetMs: number,
): Promise<void> {
  const footage = await burnedFootage(join(host.folder, 'camera.mp4'), baseMs + clockOffsetMs, 28)
  const lay = async (number: number, from: number, to: number, previousRoot: string | null) => {
    const startAtMs = baseMs + from * 1000
    const runId = await openRun(host, camera.id, startAtMs)
    const part = { ...footage, groups: footage.groups.slice(from / 2, to / 2) }
    return laySegment(host, part, { cameraId: camera.id, runId, number, startAtMs, previousRoot }, 'finished')
  }
  const first = await lay(1, 0, 8, null)
  await lay(2, 20, 28, first.segment?.root ?? null)
}

export const segmentsOf = ({
  host,
  camera,
}: Pick<BackfillWorld, 'host' | 'camera'>): Promise<SegmentWithGroups[]> =>
  findSegmentsWithGroups(host.db, camera.id, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })

const frameMs = 1000 / BURNED_FPS

/**
 * What is wrong with the pictures of these segments when they are played one after the other; empty: every burned clock is
 * within `toleranceMs` of what the index says, and none is missing from one segment to the next.
 */
export async function playingFaults(
  host: TestHost,
  segments: readonly SegmentWithGroups[],
  toleranceMs: number,
  clockOffsetMs = 0,
): Promise<string[]> {
  const faults: string[] = []
  let lastMs: number | null = null
  for (const { filePath, groups, number } of segments) {
    const clocks = await burnedClocks(await host.recordingFiles.read(filePath))
    let picture = 0
    for (const group of groups) {
      const first = clocks[picture]
      picture += group.sampleCount
      if (first === null || first === undefined) faults.push(`segment ${number}: no clock`)
      else if (Math.abs(first - clockOffsetMs - group.startAtMs) > toleranceMs)
        faults.push(`segment ${number}: shows ${first}, index says ${group.startAtMs}`)
    }
    if (clocks.length !== picture) faults.push(`segment ${number}: ${clocks.length} of ${picture} pictures`)
    for (const clock of clocks) {
      if (clock !== null && lastMs !== null && clock - lastMs > frameMs + 1)
        faults.push(`segment ${number}: ${clock - lastMs} ms missing before ${clock}`)
      lastMs = clock ?? lastMs
    }
  }
  return faults
}
