import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/kernel/app-error.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { makeEvidence } from './make-evidence.ts'
import { rangeOf } from './instant-argument.ts'
import { printJson, say } from './output.ts'

export const clip: Command = {
  summary: 'Cắt một đoạn thành gói bằng chứng có ký. Khoảng được khóa, việc cắt vào nhật ký.',
  usage:
    'clip --camera MÃ --from GIỜ --to GIỜ --purpose "LÝ DO" --out GÓI.zip [--criterion 3.8] [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        camera: { type: 'string', multiple: true, default: [] },
        from: { type: 'string' },
        to: { type: 'string' },
        purpose: { type: 'string' },
        criterion: { type: 'string' },
        out: { type: 'string' },
      },
    })
    const { purpose, out } = values
    if (purpose === undefined || out === undefined || values.camera.length === 0) {
      say(clip.usage)
      return 2
    }
    const dataFolder = dataFolderOf(values.data)
    const station = await openStation({ dataFolder })
    try {
      const range = rangeOf(values.from, values.to, Date.now())
      const { review } = station.services
      const bookmark = await review.createBookmark(systemCall('cli', 'bookmark.create'), {
        cameraIds: values.camera,
        ...range,
        dossierId: null,
        criterionCode: values.criterion ?? null,
        note: purpose,
        protects: true,
      })
      const sealed = await makeEvidence(station, systemCall('cli', 'evidence.create'), {
        bookmarkId: bookmark.id,
        criterionCode: values.criterion ?? null,
        purpose,
      })
      const { actor } = systemCall('cli', 'evidence.read')
      const bundle = await station.services.evidence.bundleFile(actor, sealed.id)
      await copyFile(join(dataFolder, 'evidence', bundle.path), out).catch((thrown: unknown) => {
        throw new AppError('unavailable', 'file.failed', { path: out, reason: String(thrown) }, thrown)
      })
      say(`Đã ghi ${out}\nSHA-256 ${sealed.bundleSha256 ?? ''}`)
      if (values.json) printJson({ ...sealed, out })
      return 0
    } finally {
      await station.close()
    }
  },
}
