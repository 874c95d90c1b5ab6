import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { ReadThumbnails } from '#main/ports/keyframe-thumbnails.ts'

/** A keyframe group of the index; what else it carries is the recordings' own matter. */
export type Pick = {
  /** Groups of one run share a header. */
  readonly runId: Id
  readonly segmentNumber: number
  readonly startAtMs: InstantMs
}

/** What thumbnails need of the recordings. */
export type ThumbnailRecordings<Group extends Pick> = {
  /** The group at each instant (sorted, `stepMs` apart), or the first after it; each once, oldest first. */
  readonly groupsAt: (cameraId: Id, instants: readonly InstantMs[], stepMs: number) => Promise<Group[]>
  readonly readInit: (group: Group) => Promise<Uint8Array>
  readonly readGroup: (group: Group) => Promise<Uint8Array>
}

export type ThumbnailsDeps<Group extends Pick> = {
  readonly recordings: ThumbnailRecordings<Group>
  readonly readThumbnails: ReadThumbnails
  /** A folder of its own: whatever lies there may be thrown away. */
  readonly files: FileStore
  /** The folder never holds more. */
  readonly maxBytes: number
  readonly log: (message: string) => void
}
