export type FoundFile = {
  /** Below the folder, with `/`. */
  readonly path: string
  readonly sizeBytes: number
}

/** A folder of somebody else's files: it is read, and never written to. */
export type ImportFolder = {
  /**
   * Every file below, sorted by path; links are not followed.
   * @throws AppError `invalid folder.not-absolute`, `not-found folder.missing`, `invalid folder.too-many-files`,
   *   `unavailable folder.unreadable`, `cancelled call.cancelled`
   */
  readonly list: (folder: string, signal?: AbortSignal) => Promise<FoundFile[]>
  /** Absolute path of a file below the folder. @throws AppError `forbidden file.outside` */
  readonly locate: (folder: string, path: string) => string
  /**
   * Reads a whole file, by absolute path; the digest is lower-case hex.
   * @throws AppError `not-found file.missing`, `unavailable file.failed`, `cancelled call.cancelled`
   */
  readonly digest: (
    path: string,
    signal?: AbortSignal,
  ) => Promise<{ readonly sha256: string; readonly sizeBytes: number }>
}
