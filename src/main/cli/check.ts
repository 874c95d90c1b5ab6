import { parseArgs } from 'node:util'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

export const check: Command = {
  summary:
    'Đối chiếu chỉ mục với đĩa và chuỗi nhật ký. Mặc định xem có tệp; --size xem độ dài; --hash đọc mọi byte.',
  usage: 'check [--size | --hash] [--repair] [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        size: { type: 'boolean', default: false },
        hash: { type: 'boolean', default: false },
        repair: { type: 'boolean', default: false },
      },
    })
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: !values.repair })
    try {
      const startedMs = Date.now()
      const repaired = values.repair ? await station.services.recordings.recover() : null
      const level = values.hash ? 'hash' : values.size ? 'size' : 'presence'
      const recordings = await station.services.recordings.check(level)
      const audit = await station.services.audit.check()
      for (const problem of recordings.problems) say(`✘ ${problem.code}  ${problem.filePath}`)
      if (!audit.ok) say(`✘ nhật ký gãy ở dòng ${audit.firstBrokenSequence ?? ''}`)
      const tookMs = Date.now() - startedMs
      const read = `đọc ${(recordings.readBytes / 1e6).toFixed(1)} MB, ${tookMs} ms`
      say(
        `${recordings.segments} đoạn, ${recordings.problems.length} lỗi (mức ${level}; ${read}); nhật ký ${audit.rows} dòng.`,
      )
      if (recordings.unreachable > 0)
        say(`▲ ${recordings.unreachable} đoạn nằm ở thư mục lưu trữ đang vắng mặt: chưa kiểm tra được.`)
      if (values.json) printJson({ ...recordings, audit, repaired, tookMs })
      return recordings.problems.length === 0 && audit.ok ? 0 : 1
    } finally {
      await station.close()
    }
  },
}
