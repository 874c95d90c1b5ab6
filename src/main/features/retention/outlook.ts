import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { StationStatus } from '#shared/recordings/recordings.model.ts'
import { forecast, withLocked } from '#shared/retention/forecast.rules.ts'
import type { Forecast, LockCost, StorageFolder, StorageUsage } from '#shared/retention/retention.model.ts'
import type { SeenFolder, StorageFoldersService } from './storage-folders.service.ts'
import { createUsage, forecastFactsOf, type Measured, type UsageDeps, volumeSums } from './usage.ts'

/** A look over the whole index is not for every page; what has changed since is little. */
const MEASURE_EVERY_MS = 10 * MINUTE_MS

export type OutlookDeps = Omit<UsageDeps, 'hasOtherFolders'> & {
  readonly storage: Pick<StorageFoldersService, 'look' | 'disksOf'>
}

/** Where the space goes and for how long it lasts, from the newest measuring. */
export function createOutlook(deps: OutlookDeps) {
  const { clock, storage } = deps
  const { measure, usageOf } = createUsage({
    ...deps,
    hasOtherFolders: async () => (await storage.look(false)).length > 1,
  })
  let measured: Measured | null = null
  let measuring: Promise<Measured> | null = null

  async function measureNow(): Promise<Measured> {
    measuring ??= measure().finally(() => {
      measuring = null
    })
    measured = await measuring
    return measured
  }

  /** The newest, made anew when it is old or when somebody changed what it is made of. */
  async function newest(): Promise<Measured> {
    if (!measured) return measureNow()
    // A station that has just begun to record learns its pace soon; there is little to look at yet.
    const isNew = measured.cameras.every((camera) => camera.bytesPerDay === null)
    const everyMs = isNew ? MINUTE_MS : MEASURE_EVERY_MS
    return clock.nowMs() - measured.atMs < everyMs ? measured : measureNow()
  }

  function forget(): void {
    measured = null
  }

  async function facts(folders: readonly SeenFolder[]) {
    const weights = await newest()
    const usage = usageOf(weights, folders, new Set())
    const freeBytes = storage
      .disksOf(folders)
      .reduce((sum, disk) => sum + Math.max(0, disk.freeBytes - disk.reserveBytes), 0)
    return forecastFactsOf(weights, usage, freeBytes, clock.nowMs())
  }

  const forecastNow = async (): Promise<Forecast> => forecast(await facts(await storage.look(false)))

  async function usage(mayKnow: ReadonlySet<Id>): Promise<StorageUsage> {
    return usageOf(await newest(), await storage.look(false), mayKnow)
  }

  async function folders(): Promise<StorageFolder[]> {
    const weights = (await newest()).folders
    return (await storage.look(false)).map(({ prefix, volume: _volume, ...folder }) => {
      const { bytes = 0, segments = 0 } = weights.get(prefix) ?? {}
      return { ...folder, recordingBytes: bytes, segments }
    })
  }

  async function ifLocked(
    newBytes: number,
  ): Promise<Pick<LockCost, 'diskBytes' | 'daysLeftBefore' | 'daysLeftAfter'>> {
    const seen = await storage.look(false)
    const now = await facts(seen)
    return {
      diskBytes: volumeSums(seen).totalBytes,
      daysLeftBefore: forecast(now).daysLeft,
      daysLeftAfter: forecast(withLocked(now, newBytes)).daysLeft,
    }
  }

  /** For the strip at the foot: all disks together, and the days until recording would stop. Never measures itself. */
  async function disk(): Promise<StationStatus['disk']> {
    const seen = await storage.look(false)
    return { ...volumeSums(seen), daysLeft: measured ? forecast(await facts(seen)).daysLeft : null }
  }

  return { newest, forget, forecast: forecastNow, usage, folders, ifLocked, disk }
}
