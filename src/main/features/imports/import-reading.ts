import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { systemCall } from '#main/ports/call.ts'
import type { ImportReadOptions } from '#main/ports/import-reader.ts'
import { type ComparedFile, type ReadFile, readFileOf } from './import-analysis.ts'
import type { ImportProfiles } from './import-profiles.ts'
import type { ImportSettings } from './import-settings.ts'
import type { Upload } from './import-uploads.ts'
import type { ImportsDeps } from './imports.ports.ts'

export type Progress = {
  readonly stage: 'waiting' | 'reading' | 'recognising' | 'handing-over' | 'comparing'
  /** 0–1 over reading and comparing. */
  readonly share: number
}
export type ReadingOptions = {
  readonly signal?: AbortSignal
  readonly progress?: (progress: Progress) => void
}

/** Reading takes this part of the way to a preview; comparing the rest. */
const READING_SHARE = 0.85
/** As dossier codes begin; units may have codes of other kinds too. */
const IDENTIFICATION_CODE = /^[A-Z]\d{2}(\.\d+)*$/

export type FileReading = ReturnType<typeof createFileReading>

export function createFileReading(deps: ImportsDeps, profiles: ImportProfiles, settings: ImportSettings) {
  const { units, work, targets, sources } = deps
  /** Whether a person may was asked when the file came in. */
  const program = systemCall('imports', 'import.apply').actor

  const sourceOf = ({ sourceId }: Pick<Upload, 'sourceId'>): Promise<LogSource> =>
    sources.source(program, sourceId)

  async function readAs<Kind extends ImportKind>(
    kind: Kind,
    upload: Upload,
    bytes: Uint8Array,
    options: ImportReadOptions,
  ): Promise<ReadFile> {
    const { roomId, communeUnitId } = await sourceOf(upload)
    const { counters } = await units.room(roomId)
    const { code } = await units.unit(communeUnitId)
    const { profile } = await profiles.pick(kind, upload.profileId)
    const parsed = await deps.readImport(
      { fileName: upload.fileName, bytes },
      {
        kind,
        profile,
        overrides: upload.overrides,
        counters,
        unitCode: code !== null && IDENTIFICATION_CODE.test(code) ? code : null,
      },
      options,
    )
    return readFileOf(kind, targets[kind], parsed)
  }

  /** @throws AppError `invalid import.unreadable` {reason}, `invalid import.no-register`, `cancelled import.cancelled` */
  function read(upload: Upload, bytes: Uint8Array, { signal, progress }: ReadingOptions): Promise<ReadFile> {
    return readAs(upload.kind, upload, bytes, {
      ...(signal ? { signal } : {}),
      progress: ({ stage, share }) => progress?.({ stage, share: share * READING_SHARE }),
    })
  }

  /** Against what is stored now. */
  async function compare(upload: Upload, file: ReadFile, importId: string | null): Promise<ComparedFile> {
    const { id: sourceId, roomId, communeUnitId } = await sourceOf(upload)
    const { keepNames } = await settings.read()
    return file.compare(work.db, { scope: { sourceId, roomId, communeUnitId }, importId, keepNames })
  }

  return { read, compare }
}
