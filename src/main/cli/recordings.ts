import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { BackfillFile, ImportPreview, ImportPreviewRow } from '#shared/backfill/backfill.model.ts'
import { importRequestSchema } from '#shared/backfill/backfill.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { parseInstant } from './instant-argument.ts'
import { sentenceOf } from './messages.ts'
import { printJson, say } from './output.ts'

const OPTIONS = {
  ...STATION_OPTIONS,
  camera: { type: 'string' },
  start: { type: 'string' },
  pattern: { type: 'string' },
  'pattern-file': { type: 'string' },
  utc: { type: 'boolean', default: false },
  'camera-clock': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

/** What a script gets of one file. */
type FileLine = {
  readonly file: string
  readonly outcome: BackfillFile['outcome'] | 'would-import' | 'refused'
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly filledMs: number
  readonly code: string | null
}

function expected({ problems, duplicateOf, fillsMs }: ImportPreviewRow): FileLine['outcome'] {
  if (duplicateOf !== null) return 'duplicate'
  if (problems.length > 0) return 'refused'
  return fillsMs > 0 ? 'would-import' : 'covered'
}

function wouldDo(row: ImportPreviewRow): FileLine {
  const [problem] = row.problems
  return {
    file: row.path,
    outcome: expected(row),
    fromMs: row.startMs,
    toMs: row.endMs,
    filledMs: row.fillsMs,
    code: problem ?? null,
  }
}

const didDo = (file: BackfillFile): FileLine => ({
  file: file.path,
  outcome: file.outcome,
  fromMs: file.fromMs,
  toMs: file.toMs,
  filledMs: file.filledMs,
  code: file.code,
})

function show(files: readonly FileLine[], filledMs: number, bytes: number, ignored: number): void {
  for (const { file, outcome, fromMs, filledMs: ms, code } of files) {
    const from = fromMs === null ? '—' : formatVietnamDateTime(fromMs)
    const why = code === null ? '' : `  ${sentenceOf(new AppError('invalid', code))}`
    say(`  ${outcome.padEnd(12)} ${from}  ${(ms / 1000).toFixed(1)} s  ${file}${why}`)
  }
  const other = ignored > 0 ? `, bỏ qua ${ignored} tệp không phải hình` : ''
  say(`${files.length} tệp, bù ${(filledMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB${other}.`)
}

/** Consents to every file of the preview that can be imported, and waits for the end. */
async function importAll(station: Station, preview: ImportPreview) {
  const { backfill, jobs } = station.services
  const call = systemCall('cli', 'backfill.import')
  const good = preview.rows.flatMap(({ path, startMs, timeSource, problems }) =>
    startMs === null || problems.length > 0 ? [] : [{ path, startMs, timeSource }],
  )
  const refused = preview.rows.filter(({ problems }) => problems.length > 0).map(wouldDo)
  if (good.length === 0) return { files: refused, filledMs: 0, bytes: 0, errorCode: null }
  const { cameraId, folder } = preview
  const started = await backfill.importStart(call, { cameraId, folder, files: good })
  await jobs.idle()
  const done = (await backfill.list(call.actor)).find(({ id }) => id === started.id)
  const files = [...(await backfill.files(call.actor, started.id)).map(didDo), ...refused]
  return {
    files,
    filledMs: done?.filledMs ?? 0,
    bytes: done?.bytes ?? 0,
    errorCode: done?.errorCode ?? null,
  }
}

const isBad = ({ outcome }: FileLine): boolean => outcome === 'failed' || outcome === 'refused'

export const recordings: Command = {
  summary:
    'Nhập hình xuất từ đầu ghi hoặc thẻ nhớ vào chỗ còn thiếu. Có --dry-run thì chỉ đọc và báo, không ghi gì.',
  usage:
    'recordings import THƯ_MỤC --camera MÃ [--start GIỜ] [--pattern MẪU | --pattern-file TỆP] [--utc] [--camera-clock] [--dry-run] [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [action, folder] = positionals
    if (action !== 'import' || folder === undefined || values.camera === undefined) {
      say(recordings.usage)
      return 2
    }
    const dryRun = values['dry-run']
    const patternFile = values['pattern-file']
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: dryRun })
    try {
      const request = importRequestSchema.safeParse({
        cameraId: values.camera,
        folder: resolve(folder),
        startMs: values.start === undefined ? null : parseInstant(values.start),
        pattern:
          patternFile === undefined ? (values.pattern ?? null) : (await readFile(patternFile, 'utf8')).trim(),
        zone: values.utc ? 'utc' : 'vietnam',
        applyClockOffset: values['camera-clock'],
      })
      if (!request.success) throw new AppError('not-found', 'camera.unknown')
      const preview = await station.services.backfill.importPreview(request.data)
      const result = dryRun
        ? {
            files: preview.rows.map(wouldDo),
            filledMs: preview.fillsMs,
            bytes: preview.bytes,
            errorCode: null,
          }
        : await importAll(station, preview)
      const { files, filledMs, bytes, errorCode } = result
      show(files, filledMs, bytes, preview.ignored)
      if (errorCode !== null) say(sentenceOf(new AppError('unavailable', errorCode)))
      if (values.json) printJson({ files, filledMs, bytes, ignored: preview.ignored, dryRun, errorCode })
      return errorCode === null && !files.some(isBad) ? 0 : 1
    } finally {
      await station.close()
    }
  },
}
