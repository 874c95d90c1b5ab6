import type { CameraUsage, StorageUsage } from '#shared/retention/retention.model.ts'

/** Where space goes, in the order of the bar. Words under `retention.part.` */
export const STORAGE_PARTS = [
  'locked',
  'kept',
  'deletable',
  'quarantine',
  'evidence',
  'database',
  'other',
  'free',
] as const
export type StoragePart = (typeof STORAGE_PARTS)[number]

export type PartShare = {
  readonly part: StoragePart
  readonly bytes: number
  /** Of the whole; null where there is no disk. */
  readonly share: number | null
}

const sumOf = (cameras: readonly CameraUsage[], of: (camera: CameraUsage) => number): number =>
  cameras.reduce((sum, camera) => sum + of(camera), 0)

export function lockedBytes({ cameras }: StorageUsage): number {
  return sumOf(cameras, (camera) => camera.lockedBytes)
}

/** Everything that a camera's recordings take. */
export function cameraBytes(camera: CameraUsage): number {
  return camera.lockedBytes + camera.keptBytes + camera.deletableBytes
}

/** Every part, those of no bytes too: nothing locked is worth saying. */
export function storageParts(usage: StorageUsage): PartShare[] {
  const { cameras, totalBytes } = usage
  const bytesOf: Readonly<Record<StoragePart, number>> = {
    locked: lockedBytes(usage),
    kept: sumOf(cameras, (camera) => camera.keptBytes),
    deletable: sumOf(cameras, (camera) => camera.deletableBytes),
    quarantine: usage.quarantineBytes,
    evidence: usage.evidenceBytes,
    database: usage.databaseBytes,
    other: usage.otherBytes,
    free: usage.freeBytes,
  }
  return STORAGE_PARTS.map((part) => ({
    part,
    bytes: bytesOf[part],
    share: totalBytes === 0 ? null : bytesOf[part] / totalBytes,
  }))
}
