import {
  type ImportPreview,
  type ImportPreviewRow,
  type ImportRequest,
  MAX_IMPORT_FILES,
} from '#shared/backfill/backfill.model.ts'
import type { NamePattern } from '#shared/backfill/name-patterns.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { subtractRanges, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import type { FoundFile } from '#main/ports/import-folder.ts'
import type { MediaFacts } from '#main/ports/media-file.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import { findImported } from './backfill.repository.ts'
import { readNamePatterns } from './backfill-settings.repository.ts'
import type { CameraCards } from './camera-cards.ts'
import { type FileTime, patternsFor, timeOf } from './import-times.ts'

const RECORDING_NAME =
  /\.(mp4|m4v|mov|mkv|avi|ps|mpg|mpeg|vob|dav|ts|m2ts|mts|h264|264|h265|265|hevc|asf|flv|3gp)$/i

/** A clock that is right to a minute can name a file that ends "now". */
const FUTURE_MS = MINUTE_MS
/** A length that misses the name's by more is worth a look. */
const DURATION_DIFFERS_MS = 5000
const DURATION_DIFFERS_SHARE = 0.1

type Looked = { readonly file: FoundFile; readonly facts: MediaFacts | null; readonly code: string | null }
type Dated = Looked & { readonly time: FileTime }

function problemsOf({ facts, code, time }: Dated, endMs: InstantMs | null, nowMs: InstantMs): string[] {
  const problems = code === null ? [] : [code]
  if (facts && facts.codec === 'other') problems.push('media.unsupported-codec')
  if (time.startMs === null) problems.push('backfill.time-unknown')
  else if ((endMs ?? time.startMs) > nowMs + FUTURE_MS) problems.push('backfill.future')
  return problems
}

function warningsOf({ facts, time }: Dated, isClockUnmeasured: boolean): ImportPreviewRow['warnings'] {
  const warnings: ImportPreviewRow['warnings'] = []
  if (time.differs) warnings.push('times-differ')
  const [named, real] = [time.namedDurationMs, facts?.durationMs ?? null]
  const allowedMs = Math.max(DURATION_DIFFERS_MS, (named ?? 0) * DURATION_DIFFERS_SHARE)
  if (named !== null && real !== null && Math.abs(named - real) > allowedMs) warnings.push('duration-differs')
  if (isClockUnmeasured) warnings.push('clock-unmeasured')
  return warnings
}

/** The one file that nothing else dates may begin when the person says; of several nobody knows which. */
function withTypedStart(files: readonly Dated[], startMs: InstantMs | null): Dated[] {
  const undated = files.filter(({ time, facts }) => time.startMs === null && facts !== null)
  const [only] = undated
  if (startMs === null || undated.length !== 1) return [...files]
  return files.map((file) =>
    file === only ? { ...file, time: { ...file.time, startMs, timeSource: 'typed' as const } } : file,
  )
}

export function createImportPreview(deps: BackfillDeps, cards: CameraCards) {
  const { work, clock, cameras, recordings, media, folder } = deps

  async function look(root: string, file: FoundFile, signal?: AbortSignal): Promise<Looked> {
    try {
      return { file, facts: await media.probe(folder.locate(root, file.path), signal), code: null }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.kind !== 'invalid') throw thrown
      return { file, facts: null, code: thrown.code }
    }
  }

  /** Same bytes as a file before it, or as one that was imported earlier. Only what has a twin by size is read. */
  function duplicates(request: ImportRequest, files: readonly FoundFile[], signal?: AbortSignal) {
    const twins = new Map<number, number>()
    for (const { sizeBytes } of files) twins.set(sizeBytes, (twins.get(sizeBytes) ?? 0) + 1)
    const seen = new Map<string, string>()
    return async ({ path, sizeBytes }: FoundFile): Promise<string | null> => {
      const imported = await findImported(work.db, request.cameraId, { sizeBytes })
      if (!imported && (twins.get(sizeBytes) ?? 0) < 2) return null
      const { sha256 } = await folder.digest(folder.locate(request.folder, path), signal)
      const before = await findImported(work.db, request.cameraId, { sizeBytes, sha256 })
      const twin = before?.path ?? seen.get(sha256) ?? null
      if (twin === null) seen.set(sha256, path)
      return twin
    }
  }

  async function candidates(root: string, signal?: AbortSignal) {
    const all = await folder.list(root, signal)
    const files = all.filter(({ path }) => RECORDING_NAME.test(path))
    if (files.length > MAX_IMPORT_FILES)
      throw new AppError('invalid', 'folder.too-many-files', { limit: MAX_IMPORT_FILES })
    return { files, ignored: all.length - files.length }
  }

  async function dated(
    request: ImportRequest,
    files: readonly FoundFile[],
    patterns: readonly NamePattern[],
    signal?: AbortSignal,
  ) {
    const { offset, isMeasured } = await cards.offsetOf(request.cameraId)
    const looked: Dated[] = []
    for (const file of files) {
      const each = await look(request.folder, file, signal)
      looked.push({ ...each, time: timeOf(file.path, each.facts, request, patterns, offset) })
    }
    const isClockUnmeasured = request.applyClockOffset && !isMeasured
    return { files: withTypedStart(looked, request.startMs), isClockUnmeasured }
  }

  /**
   * Reads a folder and says what each file would do. Writes nothing.
   * @throws AppError `not-found camera.unknown`, `invalid backfill.pattern-broken`, and what `ImportFolder.list` does
   */
  async function preview(request: ImportRequest, signal?: AbortSignal): Promise<ImportPreview> {
    const { cameraId, folder: root } = request
    await cameras.get(cameraId)
    const patterns = patternsFor(request, [...(await readNamePatterns(work.db)), ...deps.namePatterns])
    const found = await candidates(root, signal)
    const { files, isClockUnmeasured } = await dated(request, found.files, patterns, signal)
    const duplicateOf = duplicates(request, found.files, signal)
    const filled: TimeRange[] = []
    const rows: ImportPreviewRow[] = []
    for (const file of files) {
      const twin = await duplicateOf(file.file)
      const row = await rowOf(cameraId, file, twin, filled, isClockUnmeasured)
      rows.push(row)
    }
    const good = rows.filter((row) => row.problems.length === 0)
    return {
      cameraId,
      folder: root,
      rows,
      ignored: found.ignored,
      fillsMs: good.reduce((sum, row) => sum + row.fillsMs, 0),
      bytes: good.reduce((sum, row) => sum + (row.fillsMs > 0 ? row.sizeBytes : 0), 0),
    }
  }

  async function rowOf(
    cameraId: string,
    dated: Dated,
    duplicateOf: string | null,
    filled: TimeRange[],
    isClockUnmeasured: boolean,
  ): Promise<ImportPreviewRow> {
    const { file, facts, time } = dated
    const durationMs = facts?.durationMs ?? time.namedDurationMs
    const endMs = time.startMs === null || durationMs === null ? null : time.startMs + durationMs
    const problems = problemsOf(dated, endMs, clock.nowMs())
    if (duplicateOf !== null) problems.push('backfill.duplicate')
    const range =
      time.startMs === null || endMs === null || endMs <= time.startMs
        ? null
        : { fromMs: time.startMs, toMs: endMs }
    const holes = range && problems.length === 0 ? await recordings.missingIn(cameraId, [range]) : []
    const fills = holes.flatMap((hole) => subtractRanges(hole, filled))
    filled.push(...fills)
    return {
      path: file.path,
      sizeBytes: file.sizeBytes,
      codec: facts?.codec ?? null,
      codecName: facts?.codecName ?? null,
      widthPx: facts?.widthPx ?? 0,
      heightPx: facts?.heightPx ?? 0,
      durationMs,
      startMs: time.startMs,
      endMs,
      timeSource: time.timeSource,
      patternId: time.timeSource === 'name' ? time.patternId : null,
      fillsMs: totalMs(fills),
      overlapMs: range && problems.length === 0 ? totalMs([range]) - totalMs(fills) : 0,
      duplicateOf,
      problems,
      warnings: warningsOf(dated, isClockUnmeasured),
    }
  }

  return { preview }
}
