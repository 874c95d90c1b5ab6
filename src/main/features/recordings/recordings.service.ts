import type { Camera } from '#shared/cameras/cameras.model.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { RecorderStatus, StationStatus } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import { createAbsenceLog } from './absence-log.ts'
import { CameraRecorder, type RecorderSettings } from './camera-recorder.ts'
import { checkRecordings } from './check-recordings.ts'
import { createFootageService, type FootageDeps } from './footage.service.ts'
import { insertLock, type LockState, releaseLocksOf } from './locks.repository.ts'
import type { SessionDeps } from './recording-session.ts'
import { findLastSegment, findOpenAbsence, readHeartbeat, writeHeartbeat } from './recordings.repository.ts'
import { recoverCamera, recoverUnfinished, type RecoveryReport } from './recovery.ts'

const HEARTBEAT_MS = 5000

export type RecordingsDeps = Omit<FootageDeps, 'recorderOf'> &
  Pick<SessionDeps, 'newId' | 'steadyMs'> & {
    readonly random: () => number
    readonly log: (message: string) => void
    readonly settings: RecorderSettings
  }

export type RecordingsService = ReturnType<typeof createRecordingsService>

export function createRecordingsService(deps: RecordingsDeps) {
  const { work, files, clock, newId, cameras, log } = deps
  const recorders = new Map<Id, CameraRecorder>()
  const footage = createFootageService({ ...deps, recorderOf: (cameraId) => recorders.get(cameraId) ?? null })
  /** Starts and stops happen one after the other, in the order in which they were asked for. */
  let queue: Promise<void> = Promise.resolve()
  let endSubscription: (() => void) | null = null
  let heartbeat: NodeJS.Timeout | null = null

  const absencesOf = (cameraId: Id) => createAbsenceLog(work, newId, cameraId)

  /** What no recorder saw: from the end of the footage, nobody recorded until this program came up. */
  async function explainDowntime(camera: Camera, reason: string): Promise<void> {
    if (await findOpenAbsence(work.db, camera.id)) return
    const last = await findLastSegment(work.db, camera.id)
    await absencesOf(camera.id).begin(last?.endAtMs ?? camera.createdAtMs, 'recorder-down', reason)
  }

  /** An absence that was going on when the program died is known to have gone on only until its last heartbeat. */
  async function cutAtHeartbeat(camera: Camera, lastAliveMs: number | null): Promise<void> {
    const open = await findOpenAbsence(work.db, camera.id)
    if (!open || open.cause === 'recorder-down' || lastAliveMs === null) return
    await absencesOf(camera.id).begin(Math.max(open.fromMs, lastAliveMs), 'recorder-down', 'host-down')
  }

  async function startRecorder(camera: Camera, downReason: string): Promise<void> {
    if (recorders.has(camera.id)) return
    await explainDowntime(camera, downReason)
    const recorder = new CameraRecorder(
      {
        ...deps,
        absences: absencesOf(camera.id),
        streamUrl: () => cameras.streamUrl(camera.id),
        recoverUnfinished: async () => {
          await recoverUnfinished(deps, camera.id)
        },
      },
      camera.id,
    )
    recorders.set(camera.id, recorder)
    recorder.start()
  }

  async function stopRecorder(cameraId: Id): Promise<void> {
    const recorder = recorders.get(cameraId)
    if (!recorder) return
    await recorder.stop()
    recorders.delete(cameraId)
    // An absence that goes on keeps its own cause up to now.
    const isAbsent = (await findOpenAbsence(work.db, cameraId)) !== null
    const fromMs = isAbsent ? clock.nowMs() : (recorder.status().lastGroupEndMs ?? clock.nowMs())
    await absencesOf(cameraId).begin(fromMs, 'recorder-down', 'stopped-by-person')
  }

  async function follow(camera: Camera): Promise<void> {
    if (camera.state === 'recording') await startRecorder(camera, 'starting')
    else await stopRecorder(camera.id)
  }

  /** Repairs every camera's recordings. Part of `start`, and what the `check --repair` command runs alone. */
  async function recover(): Promise<RecoveryReport> {
    const reports = []
    for (const camera of await cameras.all()) reports.push(await recoverCamera(deps, camera.id))
    return {
      salvaged: reports.reduce((sum, report) => sum + report.salvaged, 0),
      renamed: reports.reduce((sum, report) => sum + report.renamed, 0),
      quarantined: reports.flatMap((report) => report.quarantined),
      damaged: reports.flatMap((report) => report.damaged),
    }
  }

  /** Repairs what the last stop left, then records every camera that should be recorded. */
  async function start(): Promise<RecoveryReport> {
    const report = await recover()
    const lastAliveMs = await readHeartbeat(work.db)
    const beat = () => work.bookkeep((transaction) => writeHeartbeat(transaction, clock.nowMs()))
    for (const camera of await cameras.all()) {
      await cutAtHeartbeat(camera, lastAliveMs)
      if (camera.state === 'recording') await startRecorder(camera, 'host-down')
    }
    await beat()
    heartbeat = setInterval(() => {
      beat().catch((thrown: unknown) => log(`heartbeat not written: ${messageOf(thrown)}`))
    }, HEARTBEAT_MS)
    endSubscription = cameras.onChange((camera) => {
      queue = queue
        .then(() => follow(camera))
        .catch((thrown: unknown) => log(`recorder: ${messageOf(thrown)}`))
    })
    return report
  }

  /** Finishes every segment under way. */
  async function stop(): Promise<void> {
    endSubscription?.()
    if (heartbeat) clearInterval(heartbeat)
    await queue
    await Promise.all([...recorders.values()].map((recorder) => recorder.stop()))
    recorders.clear()
  }

  const statuses = (): RecorderStatus[] => [...recorders.values()].map((recorder) => recorder.status())

  /** Status of the named cameras; one whose recorder does not run is `stopped`. */
  async function status(cameraIds: readonly Id[]): Promise<StationStatus> {
    const nowMs = clock.nowMs()
    const disk = await files.space()
    const bitsPerSecond = statuses().reduce((sum, recorder) => sum + (recorder.bitsPerSecond ?? 0), 0)
    const bytesPerDay = (bitsPerSecond / 8) * (DAY_MS / 1000)
    const recordersShown = cameraIds.map(
      (cameraId): RecorderStatus =>
        recorders.get(cameraId)?.status() ?? {
          cameraId,
          state: 'stopped',
          lastGroupEndMs: null,
          sinceMs: nowMs,
          reason: null,
          bitsPerSecond: null,
        },
    )
    const daysLeft =
      bytesPerDay > 0 ? Math.max(0, disk.freeBytes - deps.settings.diskReserveBytes) / bytesPerDay : null
    return { nowMs, recorders: recordersShown, disk: { ...disk, daysLeft } }
  }

  /** Keeps the range of each camera from retention. Call inside the transaction of the act that needs it. */
  async function protect(
    transaction: Db,
    lock: {
      readonly cameraIds: readonly Id[]
      readonly range: TimeRange
      readonly bookmarkId: Id
      readonly state: LockState
    },
  ): Promise<void> {
    for (const cameraId of lock.cameraIds) {
      const row = { id: newId(), cameraId, ...lock.range, state: lock.state, bookmarkId: lock.bookmarkId }
      await insertLock(transaction, row, clock.nowMs())
    }
  }

  const releaseLocks = (transaction: Db, bookmarkId: Id): Promise<void> =>
    releaseLocksOf(transaction, bookmarkId, clock.nowMs())

  const check = async (level: 'presence' | 'size' | 'hash', signal?: AbortSignal) =>
    checkRecordings({ work, files }, await cameras.all(), level, signal)

  return { ...footage, recover, start, stop, status, protect, releaseLocks, check }
}
