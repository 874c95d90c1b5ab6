import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import { mergeRanges } from '#shared/kernel/time-range.ts'
import type { CameraLoad, ForecastFacts } from '#shared/retention/forecast.rules.ts'
import { floorCutoffMs } from '#shared/retention/policy.rules.ts'
import type { CameraUsage, RetentionPolicy, StorageUsage } from '#shared/retention/retention.model.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { RecordingStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { breathe } from './breathe.ts'
import { listLockedRanges } from './locks.repository.ts'
import { listQuarantined } from './quarantine.ts'
import type { SeenFolder } from './storage-folders.service.ts'
import { recordedSince, sumBundles, sumByFolder, sumOverlapping, sumStillThere } from './usage.repository.ts'

/** How far back the pace of recording is measured. */
const RATE_DAYS = 3
/** Less tells nothing yet. */
const RATE_LEAST_MS = 2 * MINUTE_MS

export type UsageDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly files: RecordingStore
  readonly policies: () => Promise<readonly { readonly id: Id; readonly policy: RetentionPolicy }[]>
  /** Whether recordings lie anywhere but in the data folder. */
  readonly hasOtherFolders: () => Promise<boolean>
  /** Of the database's own files on this machine. */
  readonly databaseBytes: () => Promise<number>
}

export type MeasuredCamera = CameraUsage & { readonly cameraId: Id }

export type FolderWeight = { readonly segments: number; readonly bytes: number }

/** Everything that a look over the whole index finds, so that pages and forecasts need no look of their own. */
export type Measured = {
  readonly atMs: InstantMs
  readonly cameras: readonly MeasuredCamera[]
  readonly folders: ReadonlyMap<string, FolderWeight>
  readonly quarantineBytes: number
  readonly evidenceBytes: number
  readonly databaseBytes: number
}

export function createUsage(deps: UsageDeps) {
  const { work, clock, files } = deps

  async function bytesPerDay(cameraId: Id, nowMs: InstantMs): Promise<number | null> {
    const { bytes, fromMs } = await recordedSince(work.db, cameraId, nowMs - RATE_DAYS * DAY_MS)
    if (fromMs === null || nowMs - fromMs < RATE_LEAST_MS) return null
    return Math.round((bytes * DAY_MS) / (nowMs - fromMs))
  }

  async function measureCamera(
    id: Id,
    policy: RetentionPolicy,
    nowMs: InstantMs,
  ): Promise<MeasuredCamera & { readonly segments: number }> {
    const cutoffMs = floorCutoffMs(policy.days, nowMs)
    const all = await sumStillThere(work.db, id, cutoffMs)
    await breathe()
    const locks = mergeRanges(await listLockedRanges(work.db, id))
    const locked = await sumOverlapping(work.db, id, locks, cutoffMs)
    return {
      cameraId: id,
      segments: all.segments,
      lockedBytes: locked.bytes,
      deletableBytes: Math.max(0, all.pastFloorBytes - locked.pastFloorBytes),
      keptBytes: Math.max(0, all.bytes - all.pastFloorBytes - (locked.bytes - locked.pastFloorBytes)),
      bytesPerDay: await bytesPerDay(id, nowMs),
      oldestMs: all.oldestMs,
      days: policy.days,
      policy: policy.scope,
    }
  }

  async function measure(): Promise<Measured> {
    const nowMs = clock.nowMs()
    const cameras = []
    const folders = new Map<string, FolderWeight>()
    const hasOthers = await deps.hasOtherFolders()
    for (const { id, policy } of await deps.policies()) {
      const { segments, ...camera } = await measureCamera(id, policy, nowMs)
      cameras.push(camera)
      // Paths stand in no index: they are read only where they can differ.
      const byFolder = hasOthers
        ? await sumByFolder(work.db, id)
        : [{ prefix: '', segments, bytes: footageOf(camera) }]
      for (const weight of byFolder) {
        const before = folders.get(weight.prefix) ?? { segments: 0, bytes: 0 }
        folders.set(weight.prefix, {
          segments: before.segments + weight.segments,
          bytes: before.bytes + weight.bytes,
        })
      }
      await breathe()
    }
    const quarantined = await listQuarantined(files)
    return {
      atMs: nowMs,
      cameras,
      folders,
      quarantineBytes: quarantined.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      evidenceBytes: await sumBundles(work.db),
      databaseBytes: await deps.databaseBytes(),
    }
  }

  /** Adds up what was measured and what the disks say now. @param mayKnow cameras that are named one by one */
  function usageOf(
    measured: Measured,
    folders: readonly SeenFolder[],
    mayKnow: ReadonlySet<Id>,
  ): StorageUsage {
    const { freeBytes, totalBytes } = volumeSums(folders)
    const { quarantineBytes, evidenceBytes, databaseBytes } = measured
    const footage = measured.cameras.reduce((sum, camera) => sum + footageOf(camera), 0)
    const ours = footage + quarantineBytes + evidenceBytes + databaseBytes
    // What was written since the last measuring is nobody else's, but it is not worth a look at everything.
    const otherBytes = Math.max(0, totalBytes - freeBytes - ours)
    return {
      measuredAtMs: measured.atMs,
      cameras: namedCameras(measured.cameras, mayKnow),
      quarantineBytes,
      evidenceBytes,
      databaseBytes,
      otherBytes,
      freeBytes: Math.max(0, totalBytes - ours - otherBytes),
      totalBytes: Math.max(totalBytes, ours),
    }
  }

  return { measure, usageOf }
}

const footageOf = (camera: CameraUsage): number =>
  camera.lockedBytes + camera.deletableBytes + camera.keptBytes

/** Cameras of other rooms as one nameless row, so that the sum stays whole. */
function namedCameras(cameras: readonly MeasuredCamera[], mayKnow: ReadonlySet<Id>): CameraUsage[] {
  const named: CameraUsage[] = cameras.filter(({ cameraId }) => mayKnow.has(cameraId))
  const hidden = cameras.filter(({ cameraId }) => !mayKnow.has(cameraId))
  const [first] = hidden
  if (!first) return named
  const sum = (of: (camera: CameraUsage) => number): number =>
    hidden.reduce((total, camera) => total + of(camera), 0)
  return [
    ...named,
    {
      cameraId: null,
      lockedBytes: sum((camera) => camera.lockedBytes),
      deletableBytes: sum((camera) => camera.deletableBytes),
      keptBytes: sum((camera) => camera.keptBytes),
      bytesPerDay: sum((camera) => camera.bytesPerDay ?? 0),
      oldestMs: null,
      days: first.days,
      policy: { kind: 'station' },
    },
  ]
}

/** Disks under the folders that are there, each once. */
export function volumeSums(folders: readonly SeenFolder[]): { freeBytes: number; totalBytes: number } {
  const volumes = new Map<string, { readonly freeBytes: number; readonly totalBytes: number }>()
  for (const { volume, freeBytes, totalBytes } of folders)
    if (volume !== null && freeBytes !== null && totalBytes !== null)
      volumes.set(volume, { freeBytes, totalBytes })
  const all = [...volumes.values()]
  return {
    freeBytes: all.reduce((sum, { freeBytes }) => sum + freeBytes, 0),
    totalBytes: all.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
  }
}

/** What the forecast is made from: free room above the reserves of the disks that take recordings. */
export function forecastFactsOf(
  measured: Measured,
  usage: Pick<StorageUsage, 'otherBytes'>,
  freeBytes: number,
  nowMs: InstantMs,
): ForecastFacts {
  const cameras = measured.cameras.map(
    (camera): CameraLoad => ({ ...camera, bytesPerDay: camera.bytesPerDay ?? 0 }),
  )
  return { nowMs, freeBytes, otherBytes: usage.otherBytes, cameras }
}
