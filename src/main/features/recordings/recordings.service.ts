import type { Camera } from '#shared/cameras/cameras.model.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { RecorderStatus, StationStatus } from '#shared/recordings/recordings.model.ts'
import type { Timers } from '#main/ports/timers.ts'
import { listBackfilledNumbers, recentWeight } from './backfilled.repository.ts'
import { createBackfilledSegments } from './backfilled-segments.ts'
import { CameraKeeper } from './camera-keeper.ts'
import { LOOK_MS, type RecorderSettings } from './recorder-settings.ts'
import { checkRecordings } from './check-recordings.ts'
import { type FootageGroup, footageGroups, groupsUnderWay } from './footage-groups.ts'
import { groupsAt, type PlacedGroup, readGroup, readInit } from './groups-at.ts'
import { createFootageService, type FootageDeps } from './footage.service.ts'
import { CLOCK_STEP_MS, type SessionDeps } from './recording-session.ts'
import { findSegments, readHeartbeat, writeHeartbeat } from './recordings.repository.ts'
import { NOTHING_RECOVERED, recoverCamera, type RecoveryReport } from './recovery.ts'
import { askedRarely, ownFolderOnly, type StorageSource } from './storage-room.ts'

const HEARTBEAT_MS = 10_000
/** About an hour: what the newest footage weighs tells what more of it will. */
const RECENT_FILES = 60

export type RecordingsDeps = Omit<FootageDeps, 'recorderOf'> &
  Pick<SessionDeps, 'newId' | 'steadyMs'> & {
    /** The data folder's own recordings alone when absent. */
    readonly storage?: StorageSource
    /** All disks together and for how long they last; by the present bit rate alone when absent. */
    readonly disk?: () => Promise<StationStatus['disk']>
    readonly timers: Timers
    readonly random: () => number
    readonly log: (message: string) => void
    readonly settings: RecorderSettings
  }

export type RecordingsService = ReturnType<typeof createRecordingsService>

export function createRecordingsService(given: RecordingsDeps) {
  const storage = given.storage ?? ownFolderOnly(given.files, given.settings)
  const deps = { ...given, storage: askedRarely(storage, given.steadyMs) }
  const { work, files, clock, cameras, log, timers } = deps
  const keepers = new Map<Id, CameraKeeper>()
  const recorderOf = (cameraId: Id) => keepers.get(cameraId)?.recorder() ?? null
  const footage = createFootageService({ ...deps, recorderOf })
  const backfilled = createBackfilledSegments({ ...deps, recorderOf })
  const endings: (() => void)[] = []

  async function recoverEach(
    recoverOne: (camera: Camera) => Promise<RecoveryReport>,
  ): Promise<RecoveryReport> {
    const reports: RecoveryReport[] = []
    for (const camera of await cameras.all()) reports.push(await recoverOne(camera))
    return {
      salvaged: reports.reduce((sum, report) => sum + report.salvaged, 0),
      renamed: reports.reduce((sum, report) => sum + report.renamed, 0),
      quarantined: reports.flatMap((report) => report.quarantined),
      damaged: reports.flatMap((report) => report.damaged),
    }
  }

  /** Repairs every camera's recordings. Part of `start`, and what the `check --repair` command runs alone. */
  const recover = (): Promise<RecoveryReport> => recoverEach((camera) => recoverCamera(deps, camera.id))

  /** A disk that takes nothing now must not keep the station from starting: each recorder repairs before it records. */
  const recoverUnlessFailed = (camera: Camera): Promise<RecoveryReport> =>
    recoverCamera(deps, camera.id).catch((thrown: unknown) => {
      log(`camera ${camera.id}: not repaired yet: ${messageOf(thrown)}`)
      return NOTHING_RECOVERED
    })

  function keeperOf(camera: Camera): CameraKeeper {
    const kept = keepers.get(camera.id)
    if (kept) return kept
    const keeper = new CameraKeeper(deps, camera)
    keepers.set(camera.id, keeper)
    return keeper
  }

  const beat = (): Promise<void> =>
    writeHeartbeat(work.db, clock.nowMs()).catch((thrown: unknown) =>
      log(`heartbeat not written: ${messageOf(thrown)}`),
    )

  /** Repairs what the last stop left, then records every camera that should be recorded, whenever it should. */
  async function start(): Promise<RecoveryReport> {
    const report = await recoverEach(recoverUnlessFailed)
    const lastAliveMs = await readHeartbeat(work.db)
    for (const camera of await cameras.all()) await keeperOf(camera).begin(lastAliveMs)
    await beat()
    let clockBaseMs = clock.nowMs() - deps.steadyMs()
    const lookAtClock = (): void => {
      const beforeMs = clockBaseMs
      clockBaseMs = clock.nowMs() - deps.steadyMs()
      const byMs = Math.round(beforeMs - clockBaseMs)
      if (byMs < CLOCK_STEP_MS) return
      for (const keeper of keepers.values()) void keeper.setBack(clock.nowMs(), byMs)
    }
    const everyKeeper = (act: (keeper: CameraKeeper) => void) => () => {
      for (const keeper of keepers.values()) act(keeper)
    }
    endings.push(
      timers.every(HEARTBEAT_MS, () => void beat()),
      timers.every(LOOK_MS, lookAtClock),
      timers.every(
        LOOK_MS,
        everyKeeper((keeper) => keeper.look()),
      ),
      timers.every(
        MINUTE_MS,
        everyKeeper((keeper) => void keeper.refresh()),
      ),
      cameras.onChange((camera) => void keeperOf(camera).change(camera)),
    )
    return report
  }

  /** Finishes every segment under way. */
  async function stop(): Promise<void> {
    for (const end of endings.splice(0)) end()
    await Promise.all([...keepers.values()].map((keeper) => keeper.close()))
    keepers.clear()
  }

  /** One whose recorder does not run tells of the index alone. */
  async function statusOf(cameraId: Id): Promise<RecorderStatus> {
    return (keepers.get(cameraId) ?? keeperOf(await cameras.get(cameraId))).status()
  }

  /** Status of the named cameras. */
  async function status(cameraIds: readonly Id[]): Promise<StationStatus> {
    const nowMs = clock.nowMs()
    const recorders = await Promise.all(cameraIds.map(statusOf))
    return { nowMs, recorders, disk: await (deps.disk ?? diskAlone)() }
  }

  async function diskAlone(): Promise<StationStatus['disk']> {
    const disk = await files.space()
    const running = [...keepers.values()].flatMap((keeper) => keeper.recorder()?.status() ?? [])
    const bitsPerSecond = running.reduce((sum, recorder) => sum + (recorder.bitsPerSecond ?? 0), 0)
    const bytesPerDay = (bitsPerSecond / 8) * (DAY_MS / 1000)
    const daysLeft =
      bytesPerDay > 0 ? Math.max(0, disk.freeBytes - deps.settings.diskReserveBytes) / bytesPerDay : null
    return { ...disk, daysLeft }
  }

  const check = async (level: 'presence' | 'size' | 'hash', signal?: AbortSignal) =>
    checkRecordings(deps, await cameras.all(), level, signal)

  /** Numbers of what a backfill brought and that is still there. */
  const backfilledNumbers = (cameraId: Id, backfillId: Id): Promise<number[]> =>
    listBackfilledNumbers(work.db, cameraId, backfillId)

  /** Bytes a second of the camera's newest recordings; null before the first. */
  async function bytesPerSecond(cameraId: Id): Promise<number | null> {
    const weight = await recentWeight(work.db, cameraId, RECENT_FILES)
    return weight && weight.durationMs > 0 ? (weight.bytes * 1000) / weight.durationMs : null
  }

  /** What the file that is being written holds by now; null: there is none. */
  function underWay(cameraId: Id): TimeRange | null {
    const open = recorderOf(cameraId)?.openSegment()
    return open && open.groups.length > 0 ? { fromMs: open.startAtMs, toMs: open.endAtMs } : null
  }

  /** The finished groups that overlap the range, then those of the file that is being written. */
  async function* groupsToNow(cameraId: Id, range: TimeRange): AsyncGenerator<FootageGroup> {
    // Read before the index: a file that is finished in between is then met twice, never lost.
    const open = recorderOf(cameraId)?.openSegment()
    yield* footageGroups(deps, cameraId, range)
    if (open) yield* groupsUnderWay(deps, open, range)
  }

  return {
    ...footage,
    recorded: async (cameraId: Id, range: TimeRange): Promise<TimeRange[]> =>
      (await findSegments(work.db, cameraId, range)).map(({ startAtMs, endAtMs }) => ({
        fromMs: startAtMs,
        toMs: endAtMs,
      })),
    groups: (cameraId: Id, range: TimeRange) => footageGroups(deps, cameraId, range),
    underWay,
    groupsToNow,
    groupsAt: (cameraId: Id, instants: readonly number[], stepMs: number) =>
      groupsAt(deps, cameraId, instants, stepMs),
    readInit: (group: PlacedGroup) => readInit(deps, group),
    readGroup: (group: PlacedGroup) => readGroup(deps, group),
    ...backfilled,
    backfilledNumbers,
    bytesPerSecond,
    recover,
    start,
    stop,
    status,
    check,
  }
}
