import type { ColumnOverride, ImportProfile } from '#shared/imports/import-profile.model.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { ImportContext, ParsedImport } from '#shared/imports/parsed-import.model.ts'

export type ImportFile = { readonly fileName: string; readonly bytes: Uint8Array }

export type ImportRequest<Kind extends ImportKind> = ImportContext & {
  readonly kind: Kind
  /** Of the same kind. */
  readonly profile: ImportProfile
  readonly overrides: readonly ColumnOverride[]
}

/** How far a reading is: 0 to 1 over the whole, never falling. */
export type ImportProgress = {
  readonly stage: 'reading' | 'recognising' | 'handing-over'
  readonly share: number
}

export type ImportReadOptions = {
  /** Aborted: the reading is ended at once and rejects with `cancelled import.cancelled`. */
  readonly signal?: AbortSignal
  readonly progress?: (progress: ImportProgress) => void
}

/**
 * Reads a file into rows, off the host's thread: a large, broken or hostile file costs the host neither time nor memory.
 * @throws AppError `invalid import.unreadable` {reason}, `invalid import.no-register` when there is neither a header nor
 * anything of the kind in it, `cancelled import.cancelled`
 */
export type ReadImport = <Kind extends ImportKind>(
  file: ImportFile,
  request: ImportRequest<Kind>,
  options?: ImportReadOptions,
) => Promise<ParsedImport<Kind>>
