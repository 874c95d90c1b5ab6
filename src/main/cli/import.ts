import { parseArgs } from 'node:util'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import { summaryOfFile } from '#shared/imports/import-summary.rules.ts'
import type { ImportColumn, Rejection } from '#shared/imports/imports.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { createImportReader } from '#main/adapters/spreadsheet/import-reader.ts'
import { readImportFile } from '#main/adapters/spreadsheet/read-import-file.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { readShippedImportProfiles } from '#main/serve/resources.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

const KIND_OF_WORD: Readonly<Record<string, ImportKind>> = {
  dossiers: 'dossier-register',
  history: 'dossier-history',
  overdue: 'overdue-list',
  receptions: 'reception-register',
  petitions: 'petition-register',
  schedule: 'reception-schedule',
  tickets: 'queue-tickets',
  roster: 'officer-roster',
}

type File = { readonly kind: ImportKind; readonly fileName: string; readonly bytes: Uint8Array }
type Read = {
  readonly rows: number
  readonly accepted: number
  readonly rejected: readonly Rejection[]
  readonly columns: readonly ImportColumn[]
}

/** Without a station there is nothing to hold the file against, and no counter is known. */
async function readAlone({ kind, ...file }: File): Promise<Read> {
  const profile = readShippedImportProfiles().find((each) => each.kind === kind)
  if (!profile) throw new AppError('internal', 'import-profile.unknown')
  const read = createImportReader()
  const parsed = await read(file, { kind, profile, overrides: [], counters: null, unitCode: null })
  return { ...parsed, accepted: parsed.accepted.length }
}

type Place = { readonly source?: string | undefined; readonly room?: string | undefined }

/** The source that was named, that of the room, or the only one; null: say which. */
async function sourceIdOf(station: Station, { source, room }: Place): Promise<string | null> {
  const all = await station.services.dossiers.allSources()
  if (source !== undefined) return source
  const [first, ...others] = room === undefined ? all : all.filter(({ roomId }) => roomId === room)
  if (first && others.length === 0) return first.id
  const lines = all.map(({ id, name, roomId }) => `  ${id}  ${name} (phòng ${roomId})`)
  say(['Chọn nguồn bằng --source hoặc --room:', ...lines].join('\n'))
  return null
}

/** Held against what the station has; nothing is written. */
async function preview(station: Station, sourceId: string, file: File): Promise<Read> {
  const { previews } = station.services.imports
  const { actor } = systemCall('cli', 'import.consent')
  const id = await previews.begin(actor, { ...file, sourceId })
  try {
    const { counts, rejected, columns } = await previews.settled(actor, id)
    return { rows: counts.rows, accepted: counts.accepted, rejected, columns }
  } finally {
    await previews.drop(id)
  }
}

function tell({ rows, accepted, rejected }: Read): void {
  say(`${rows} dòng: nhận ${accepted}, loại ${rejected.length}.`)
  for (const each of rejected)
    say(`  dòng ${each.row}, cột ${each.column ?? '—'}: ${each.code} "${each.value}"`)
}

async function atStation(file: File, place: Place & { readonly data?: string | undefined }, dryRun: boolean) {
  const station = await openStation({ dataFolder: dataFolderOf(place.data), shared: dryRun })
  try {
    const sourceId = await sourceIdOf(station, place)
    if (sourceId === null) return dryRun ? readAlone(file) : null
    const read = await preview(station, sourceId, file)
    if (!dryRun) {
      const record = await station.services.imports.now(systemCall('cli', 'import.consent'), {
        ...file,
        sourceId,
      })
      say(
        `Đã nhập: ${record.fresh} mới, ${record.changed} đổi, ${record.vanished} không còn, ${record.findings} điều cần xem.`,
      )
    }
    return read
  } finally {
    await station.close()
  }
}

export const importFile: Command = {
  summary:
    'Nhập sổ, nhật ký hoặc lịch từ tệp (XLSX, XLS, CSV, JSON). Có --dry-run thì chỉ đọc, không ghi gì.',
  usage: `import ${Object.keys(KIND_OF_WORD).join('|')} TỆP [--source MÃ_NGUỒN | --room MÃ_PHÒNG] [--dry-run] [--data THƯ_MỤC] [--json]`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        source: { type: 'string' },
        room: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    const [word = '', path] = positionals
    const kind = KIND_OF_WORD[word]
    if (kind === undefined || path === undefined) {
      say(importFile.usage)
      return 2
    }
    const file = { kind, ...(await readImportFile(path)) }
    const dryRun = values['dry-run']
    // A dry run asks a station only where one is named: what a file holds can be told without.
    const { data, source, room } = values
    const alone = dryRun && [data, source, room].every((value) => value === undefined)
    const read = alone ? await readAlone(file) : await atStation(file, values, dryRun)
    if (read === null) return 2
    tell(read)
    if (values.json) printJson(summaryOfFile(read))
    return 0
  },
}
