/** A file being written front to back. */
export type FileWriter = {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Forces what was written onto the disk. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

export type DiskSpace = { readonly freeBytes: number; readonly totalBytes: number }

/**
 * One folder tree. Paths are relative with `/`, on Windows too, and cannot leave the tree.
 * A full disk is AppError `unavailable disk.full`; an absent file is `not-found file.missing`.
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
  /** Every file below a folder, sorted; empty when the folder is absent. */
  readonly list: (folder: string) => Promise<string[]>
  /** SHA-256 of a file as lower-case hex, read 1 MiB at a time. */
  readonly sha256: (path: string) => Promise<string>
  readonly space: () => Promise<DiskSpace>
}
