import type { Id } from '#shared/kernel/ids.ts'

/** A file being written front to back. */
export type FileWriter = {
  /** Pieces that follow each other, in one go. */
  readonly write: (pieces: readonly Uint8Array[]) => Promise<void>
  /** Forces what was written onto the disk. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

export type DiskSpace = { readonly freeBytes: number; readonly totalBytes: number }

/**
 * One folder tree. Paths are relative with `/`, on Windows too, and cannot leave the tree.
 * Every call throws AppError: `not-found file.missing`, `unavailable disk.full | disk.read-only | disk.failed |
 * file.busy | file.denied | file.failed`.
 */
export type FileStore = {
  /** Creates missing folders; an existing file is emptied. */
  readonly create: (path: string) => Promise<FileWriter>
  readonly read: (path: string) => Promise<Uint8Array>
  /** Bytes [fromByte, toByte). */
  readonly readRange: (path: string, fromByte: number, toByte: number) => Promise<Uint8Array>
  readonly stream: (path: string, fromByte: number, toByte: number) => ReadableStream<Uint8Array>
  /** null when there is no such file. */
  readonly sizeBytes: (path: string) => Promise<number | null>
  readonly truncate: (path: string, sizeBytes: number) => Promise<void>
  /** Atomic, and on the disk when it returns. */
  readonly rename: (fromPath: string, toPath: string) => Promise<void>
  /**
   * Takes a file away, and the folder that it leaves empty with it. An absent file is no error.
   * @throws AppError `unavailable file.busy` while somebody holds it open (Windows): try again later
   */
  readonly remove: (path: string) => Promise<void>
  /** Every file below a folder, sorted; empty when the folder is absent. */
  readonly list: (folder: string) => Promise<string[]>
  /** SHA-256 of a file as lower-case hex, read 1 MiB at a time. */
  readonly sha256: (path: string) => Promise<string>
  /** Of the disk that holds the path; of the tree's own when absent. */
  readonly space: (path?: string) => Promise<DiskSpace>
}

/** A folder besides the store's own. `path` is absolute, written as the machine writes it. */
export type FolderPlace = { readonly id: Id; readonly path: string }

/** `missing`: not there, or another disk lies at its path. `failing`: there, but it gives errors. */
export type FolderCondition = 'writable' | 'read-only' | 'missing' | 'failing'

export type FolderLook = {
  readonly condition: FolderCondition
  /** Code of the AppError behind any other condition than `writable`. */
  readonly code: string | null
  /** null while it is missing or failing. */
  readonly space: DiskSpace | null
  /** The same for two folders that share one disk; null like `space`. */
  readonly volume: string | null
}

export type ExaminedFolder = DiskSpace & {
  /** Links resolved. */
  readonly realPath: string
  /** Id in its marker file; null for a folder that was never ours. */
  readonly markedId: Id | null
}

/**
 * Recordings over several folders. Paths in the store's own folder are plain, those in another begin with
 * {@link folderPrefix}. A file stays in its folder: `rename` across two is AppError `invalid file.other-folder`.
 * Whatever needs a folder that is not there throws `unavailable folder.missing {path}`, and nothing is ever created at
 * the empty mount point of a disk that was pulled out.
 */
export type RecordingStore = FileStore & {
  /** Of the own folder, absolute. */
  readonly ownPath: string
  /** Replaces the folders besides the own one. */
  readonly useFolders: (places: readonly FolderPlace[]) => void
  /** Looks at one folder now: marker, test write (only where `write`), space. null: the own one. Never throws. */
  readonly look: (folderId: Id | null, write: boolean) => Promise<FolderLook>
  /** Whether the folder that a path belongs to is there and answers. */
  readonly isReachable: (path: string) => Promise<boolean>
  /** Prefixes of the folders that were missing or failing when somebody last looked or touched them. */
  readonly unreachablePrefixes: () => readonly string[]
  /**
   * Looks at a folder that shall become one, with a test write.
   * @throws AppError `invalid folder.not-absolute`, `not-found folder.missing`, `unavailable disk.*`
   */
  readonly examine: (path: string) => Promise<ExaminedFolder>
  /** Writes the marker that tells this folder from another disk at the same path. */
  readonly mark: (place: FolderPlace) => Promise<void>
}

/** `@<folder id>/`. */
export function folderPrefix(folderId: Id): string {
  return `@${folderId}/`
}

/** Which folder a path lies in (null: the store's own), its prefix, and the path inside. */
export function splitFolder(path: string): {
  readonly folderId: Id | null
  readonly prefix: string
  readonly inside: string
} {
  const match = /^@([0-9a-f-]{36})(?:\/(.*))?$/s.exec(path)
  if (!match?.[1]) return { folderId: null, prefix: '', inside: path }
  return { folderId: match[1], prefix: folderPrefix(match[1]), inside: match[2] ?? '' }
}
