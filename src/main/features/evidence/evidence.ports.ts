import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { AccessService } from '#main/features/users/access.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/** The record of one finished segment file: what a clip proves itself against. */
export type StoredSegment = {
  readonly cameraId: Id
  readonly number: number
  readonly runId: Id
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly fileSha256: string
  /** Merkle root over its group digests: shared/mp4/seal.ts. */
  readonly root: string
  readonly previousRoot: string | null
  readonly groupCount: number
  readonly codec: string
  readonly widthPx: number
  readonly heightPx: number
}

export type OpenedGroup = {
  /** Place in the segment, from 0. */
  readonly index: number
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  /** `moof` and `mdat`, with or without the `prft` before them. */
  readonly bytes: Uint8Array
}

export type OpenedSegment = { readonly initBytes: Uint8Array; readonly groups: readonly OpenedGroup[] }

/** Footage to cut from. */
export type ClipSource = {
  /** Present segments that overlap the range, oldest first. */
  readonly segmentsIn: (cameraId: Id, range: TimeRange) => Promise<StoredSegment[]>
  /** @throws AppError `data-loss segment.damaged {number}` when the file's SHA-256 is not its row's. */
  readonly openSegment: (cameraId: Id, number: number) => Promise<OpenedSegment>
  readonly lanes: (cameraIds: readonly Id[], range: TimeRange) => Promise<FootageLane[]>
}

export type NewLock = {
  readonly cameraIds: readonly Id[]
  readonly range: TimeRange
  readonly bookmarkId: Id
  readonly state: 'locked'
  /** As in the audit log. */
  readonly createdBy: string
}

/** Keeps retention away from footage. */
export type LockService = {
  readonly protect: (transaction: Db, lock: NewLock) => Promise<unknown>
  /** What surrounds a cited clip, on every camera of its room, until whoever is cited had time to answer. */
  readonly lockAround: (
    transaction: Db,
    clip: {
      readonly roomId: Id
      readonly range: TimeRange
      readonly bookmarkId: Id
      readonly createdBy: string
    },
  ) => Promise<unknown>
}

/** What a clip is made of: the marked range on cameras of one room. */
export type ClipBookmark = {
  readonly id: Id
  readonly roomId: Id
  readonly cameraIds: readonly Id[]
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  readonly dossierId: Id | null
  readonly dossierCode: string | null
  readonly criterionCode: string | null
  readonly state: 'active' | 'removed'
}

export type BookmarkSource = {
  /** @throws AppError `not-found bookmark.unknown` */
  readonly get: (id: Id) => Promise<ClipBookmark>
}

export type ClipCamera = Pick<Camera, 'id' | 'name' | 'device' | 'clockOffset'>
export type ClipCameras = { readonly byIds: (ids: readonly Id[]) => Promise<readonly ClipCamera[]> }

/** Of a dossier its code alone, never a citizen's data, and how far the clock of its log is off. */
export type ClipDossiers = {
  /** @throws AppError `not-found dossier.unknown` */
  readonly get: (id: Id) => Promise<{ readonly code: string; readonly sourceId: Id }>
  readonly allSources: () => Promise<readonly { readonly id: Id; readonly clockOffset: ClockOffset }[]>
}

/** Who signs: printed in every manifest. */
export type Station = {
  readonly id: string
  readonly name: string
  /** Of the program. */
  readonly version: string
}

/** How long, and how often, to look for footage whose file is still being written. */
export type FootagePatience = { readonly everyMs: number; readonly atMostMs: number }

export type EvidenceDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly secrets: SecretStore
  /** Of the evidence folder. */
  readonly files: FileStore
  readonly access: AccessService
  readonly units: UnitsService
  readonly cameras: ClipCameras
  readonly dossiers: ClipDossiers
  readonly jobs: JobsService
  readonly bookmarks: BookmarkSource
  readonly clips: ClipSource
  readonly locks: LockService
  readonly station: Station
  /** How long an export waits for the recorder to close the newest segment. */
  readonly patience?: FootagePatience
}
