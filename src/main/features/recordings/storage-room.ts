import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { FileStore } from '#main/ports/file-store.ts'

/** The folder for a new recording, as the disk answers now. */
export type FoundRoom = {
  /** Beginning of the path. */
  readonly folder: string
  /** What may still be written there before the reserve is touched. */
  readonly spareBytes: number
}

export type StorageSource = {
  /**
   * null when no folder has room above its reserve.
   * @throws AppError `unavailable disk.* | folder.missing` when there is none that could be written
   */
  readonly findRoom: () => Promise<FoundRoom | null>
  /** Tells when another folder may be the one. Absent: there is no other. */
  readonly onChange?: (listener: () => void) => void
  /** Whether the folder of a path is there: a file in a folder that is away is not lost. */
  readonly isReachable: (path: string) => Promise<boolean>
}

/** Where new recordings go, and whether old ones can be asked for. */
export type StorageRoom = Pick<StorageSource, 'isReachable'> & {
  /** Folder of the room that was found last. @throws what finding it threw */
  readonly writableFolder: () => Promise<string | null>
  /** The same, asked of the disk now: after a write that failed. */
  readonly findFolder: () => Promise<string | null>
}

/** A station without other folders. */
export function ownFolderOnly(
  files: FileStore,
  settings: { readonly diskReserveBytes: number },
): StorageSource {
  return {
    findRoom: async () => {
      const spareBytes = (await files.space()).freeBytes - settings.diskReserveBytes
      return spareBytes < 0 ? null : { folder: '', spareBytes }
    },
    isReachable: async () => true,
  }
}

/** No disk of an office is filled faster, by whatever program. The reserve is there for the one that is. */
const FASTEST_FILL_BYTES = 50_000_000
const ROOM_HOLDS_MS = MINUTE_MS

/** Asks the disk again once it could be full, at the latest after a minute; at once while it has no room. */
export function askedRarely(source: StorageSource, steadyMs: () => number): StorageRoom {
  let heard: Promise<string | null> | null = null
  let holdsUntilMs = 0

  async function ask(): Promise<string | null> {
    // Whoever asks meanwhile hears the same answer.
    holdsUntilMs = Number.POSITIVE_INFINITY
    let holdsMs = 0
    try {
      const room = await source.findRoom()
      if (room) holdsMs = Math.min(ROOM_HOLDS_MS, (room.spareBytes / FASTEST_FILL_BYTES) * SECOND_MS)
      return room?.folder ?? null
    } finally {
      holdsUntilMs = steadyMs() + holdsMs
    }
  }

  const isStale = (): boolean => steadyMs() >= holdsUntilMs
  const isAsking = (): boolean => holdsUntilMs === Number.POSITIVE_INFINITY
  const hear = (askAnew: boolean): Promise<string | null> => {
    if (!heard || askAnew) heard = ask()
    return heard
  }
  source.onChange?.(() => {
    heard = null
  })
  return {
    isReachable: source.isReachable,
    writableFolder: () => hear(isStale()),
    findFolder: () => hear(!isAsking()),
  }
}
