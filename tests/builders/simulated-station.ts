import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import { scheduledRanges, type ScheduleInForce } from '#shared/cameras/schedule.rules.ts'
import { type Camera, type CameraSchedule, NO_CAPABILITIES } from '#shared/cameras/cameras.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { DEFAULT_RECORDER_SETTINGS } from '#main/features/recordings/recorder-settings.ts'
import {
  createRecordingsService,
  type RecordingsService,
} from '#main/features/recordings/recordings.service.ts'
import { ownFolderOnly } from '#main/features/recordings/storage-room.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import { newId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { VideoTool } from '#main/ports/video-tool.ts'
import type { MemoryFiles } from './memory-files.ts'
import type { SimulatedTime } from './simulated-time.ts'

const never = <T>(): Promise<T> => new Promise(() => undefined)

/** Ends a program as SIGKILL does: nothing that it asks of disk or database happens any more, in the middle of whatever. */
function createLifeline(onDead: () => void) {
  let stepsLeft = Number.POSITIVE_INFINITY
  return {
    isCut: () => stepsLeft <= 0,
    /** Dies at the n-th thing from now that it asks for; 0: at once. */
    cutAfter: (steps: number) => {
      stepsLeft = steps
      if (steps <= 0) onDead()
    },
    /** Does it, unless dead; the last thing is still done, but nobody hears of it. */
    act: async <T>(work: () => Promise<T>): Promise<T> => {
      if (stepsLeft <= 0) return never()
      stepsLeft -= 1
      const isLast = stepsLeft <= 0
      if (isLast) onDead()
      const result = await work()
      return isLast ? never() : result
    },
  }
}

type Lifeline = ReturnType<typeof createLifeline>

function mortalFiles(store: FileStore, { act }: Lifeline): FileStore {
  return {
    ...store,
    create: (path) =>
      act(async () => {
        const writer = await store.create(path)
        return {
          write: (pieces) => act(() => writer.write(pieces)),
          sync: () => act(() => writer.sync()),
          close: () => act(() => writer.close()),
        }
      }),
    truncate: (path, sizeBytes) => act(() => store.truncate(path, sizeBytes)),
    rename: (fromPath, toPath) => act(() => store.rename(fromPath, toPath)),
    remove: (path) => act(() => store.remove(path)),
  }
}

const mortalWork = (work: UnitOfWork, { act }: Lifeline): UnitOfWork => ({
  ...work,
  bookkeep: (inside) => act(() => work.bookkeep(inside)),
})

export type SimulatedStation = Awaited<ReturnType<typeof createSimulatedStation>>

export type StationParts = {
  readonly db: Db
  readonly time: SimulatedTime
  readonly files: MemoryFiles
  readonly video: VideoTool
  readonly random: () => number
}

async function insertRoom(db: Db): Promise<string> {
  const [unitId, roomId] = [newId(), newId()]
  await db
    .insertInto('units')
    .values({
      id: unitId,
      kind: 'commune',
      code: null,
      name: 'Xã Tân Sơn',
      parent_id: null,
      valid_from_ms: 0,
      valid_to_ms: null,
      predecessor_id: null,
      roles_json: '[]',
    })
    .execute()
  await db
    .insertInto('rooms')
    .values({
      id: roomId,
      commune_unit_id: unitId,
      kind: 'one-stop-desk',
      name: 'Một cửa',
      owner_unit_id: unitId,
    })
    .execute()
  return roomId
}

/** A recording station in simulated time: one database and one disk, and a program that is killed and started again. */
export async function createSimulatedStation(parts: StationParts) {
  const { db, time, files, video, random } = parts
  const roomId = await insertRoom(db)
  const cameras = new Map<string, { camera: Camera; schedules: ScheduleInForce[] }>()
  const listeners = new Set<(camera: Camera) => void>()
  const log: string[] = []
  const work = createUnitOfWork(db, createAuditService({ db, clock: time.clock }))
  let program: { readonly recordings: RecordingsService; readonly lifeline: Lifeline } | null = null

  function requireCamera(id: string) {
    const found = cameras.get(id)
    if (!found) throw new Error(`no camera ${id}`)
    return found
  }

  async function addCamera(streamUri: string, schedule: CameraSchedule): Promise<Camera> {
    const createdAtMs = time.clock.nowMs()
    const camera: Camera = {
      id: newId(),
      name: streamUri,
      roomId,
      counterIds: [],
      address: streamUri,
      streamUri,
      username: 'u',
      device: null,
      codec: 'h264',
      widthPx: 64,
      heightPx: 48,
      keyframeSpacingMs: null,
      clockOffset: null,
      state: 'recording',
      audioEnabled: false,
      audioReason: null,
      capabilities: NO_CAPABILITIES,
      profileToken: null,
      subStream: null,
      recordedStream: 'main',
      schedule,
      createdAtMs,
      removedAtMs: null,
    }
    await db
      .insertInto('cameras')
      .values({
        id: camera.id,
        room_id: roomId,
        name: camera.name,
        address: camera.address,
        stream_uri: streamUri,
        username: 'u',
        password_cipher: 'x',
        manufacturer: null,
        model: null,
        firmware: null,
        serial_number: null,
        codec: 'h264',
        width_px: 64,
        height_px: 48,
        keyframe_spacing_ms: null,
        state: 'recording',
        audio_enabled: 0,
        probe_json: '{}',
        created_at_ms: createdAtMs,
        removed_at_ms: null,
      })
      .execute()
    cameras.set(camera.id, { camera, schedules: [{ schedule, validFromMs: createdAtMs, validToMs: null }] })
    return camera
  }

  /** As a person does it while the program runs. */
  function change(id: string, to: Partial<Pick<Camera, 'name' | 'state' | 'streamUri' | 'schedule'>>): void {
    const found = requireCamera(id)
    found.camera = { ...found.camera, ...to }
    if (to.schedule) {
      const nowMs = time.clock.nowMs()
      const before = found.schedules.at(-1)
      if (before) found.schedules[found.schedules.length - 1] = { ...before, validToMs: nowMs }
      found.schedules.push({ schedule: to.schedule, validFromMs: nowMs, validToMs: null })
    }
    for (const listener of listeners) listener(found.camera)
  }

  const scheduleLiesAhead = (id: string): boolean =>
    (requireCamera(id).schedules.at(-1)?.validFromMs ?? 0) >= time.clock.nowMs()

  async function rangesOf(id: string, range: TimeRange): Promise<TimeRange[]> {
    const { camera, schedules } = requireCamera(id)
    const { createdAtMs, removedAtMs } = camera
    const sessions = (part: TimeRange): TimeRange[] => officeSessions([], part)
    return scheduledRanges({ createdAtMs, removedAtMs, schedules, officeSessions: sessions }, range)
  }

  /** Starts the program anew on what the last one left. */
  async function start(): Promise<void> {
    const timers = time.openTimers()
    const lifeline = createLifeline(() => {
      timers.end()
      listeners.clear()
    })
    const store = mortalFiles(files.store, lifeline)
    const recordings = createRecordingsService({
      work: mortalWork(work, lifeline),
      files: store,
      storage: ownFolderOnly(store, DEFAULT_RECORDER_SETTINGS),
      clock: time.clock,
      steadyMs: time.steadyMs,
      timers,
      newId,
      random,
      video,
      log: (message) => log.push(message),
      settings: DEFAULT_RECORDER_SETTINGS,
      cameras: {
        all: async () => [...cameras.values()].map(({ camera }) => camera),
        get: async (id) => requireCamera(id).camera,
        scheduledRanges: rangesOf,
        streamUrl: async (id) => requireCamera(id).camera.streamUri,
        onChange: (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
    })
    program = { recordings, lifeline }
    const report = await recordings.start()
    log.push(`${time.clock.nowMs()} started ${JSON.stringify(report)}`)
  }

  return {
    addCamera,
    change,
    start,
    rangesOf,
    scheduleLiesAhead,
    log,
    recordings: (): RecordingsService => {
      if (!program) throw new Error('not started')
      return program.recordings
    },
    /** Kills it at the n-th thing from now that it asks of disk or database; 0: at once. */
    kill: (steps: number) => program?.lifeline.cutAfter(steps),
    isDead: () => program === null || program.lifeline.isCut(),
  }
}
