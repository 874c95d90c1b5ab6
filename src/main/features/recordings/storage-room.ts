import type { FileStore } from '#main/ports/file-store.ts'

/** Where new recordings go, and whether old ones can be asked for. */
export type StorageRoom = {
  /**
   * Beginning of the path of a new recording; null when no folder has room above its reserve.
   * @throws AppError `unavailable disk.* | folder.missing` when there is none that could be written
   */
  readonly writableFolder: () => Promise<string | null>
  /** Whether the folder of a path is there: a file in a folder that is away is not lost. */
  readonly isReachable: (path: string) => Promise<boolean>
}

/** A station without other folders. */
export function ownFolderOnly(
  files: FileStore,
  settings: { readonly diskReserveBytes: number },
): StorageRoom {
  return {
    writableFolder: async () => ((await files.space()).freeBytes < settings.diskReserveBytes ? null : ''),
    isReachable: async () => true,
  }
}

/** A disk is looked at so often at most, however many cameras and groups there are: it takes minutes to fill. */
const ROOM_HOLDS_MS = 10_000

/** Answers from what it heard within the last ten seconds. */
export function askedRarely(room: StorageRoom, steadyMs: () => number): StorageRoom {
  let heard: { readonly atMs: number; readonly folder: Promise<string | null> } | null = null
  return {
    ...room,
    writableFolder: () => {
      if (!heard || steadyMs() - heard.atMs >= ROOM_HOLDS_MS)
        heard = { atMs: steadyMs(), folder: room.writableFolder() }
      return heard.folder
    },
  }
}
