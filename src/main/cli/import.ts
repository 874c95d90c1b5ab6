import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/kernel/app-error.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

export const importFile: Command = {
  summary: 'Nhập sổ theo dõi hồ sơ (CSV, XLSX). Có --dry-run thì chỉ đọc và báo, không ghi gì.',
  usage: 'import dossiers TỆP [--source MÃ_NGUỒN] [--dry-run] [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        source: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    const [kind, path] = positionals
    if (kind !== 'dossiers' || path === undefined) {
      say(importFile.usage)
      return 2
    }
    const bytes = await readFile(path).catch((thrown: unknown) => {
      throw new AppError('not-found', 'file.missing', { path }, thrown)
    })
    const dryRun = values['dry-run']
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: dryRun })
    const { dossiers } = station.services
    try {
      const call = systemCall('cli', 'dossier-import.apply')
      const sources = await dossiers.allSources()
      const sourceId = values.source ?? (sources.length === 1 ? sources[0]?.id : undefined)
      if (sourceId === undefined) {
        say(
          `Chọn nguồn bằng --source:\n${sources.map((source) => `  ${source.id}  ${source.name}`).join('\n')}`,
        )
        return 2
      }
      const preview = await dossiers.previewImport(call.actor, sourceId, { fileName: basename(path), bytes })
      say(`${preview.rows} dòng: nhận ${preview.accepted}, loại ${preview.rejected.length}.`)
      for (const each of preview.rejected)
        say(`  dòng ${each.row}, cột ${each.column ?? '—'}: ${each.code} "${each.value}"`)
      if (!dryRun) await dossiers.applyImport(call, preview.previewId)
      const { rows, accepted, rejected, columns } = preview
      if (values.json) printJson({ rows, accepted, rejected, columns })
      return 0
    } finally {
      await station.close()
    }
  },
}
