import { parseArgs } from 'node:util'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { rangeOf } from './instant-argument.ts'
import { printJson, say } from './output.ts'

export const coverage: Command = {
  summary: 'Đối chiếu hồ sơ với bản ghi: đủ hình, thiếu một phần, không có hình, và vì sao.',
  usage: 'coverage [--from NGÀY --to NGÀY] [--room MÃ_PHÒNG] [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        from: { type: 'string' },
        to: { type: 'string' },
        room: { type: 'string' },
      },
    })
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: true })
    const { actor } = systemCall('cli', 'coverage')
    try {
      const range = rangeOf(values.from, values.to, Date.now())
      const filter = { ...range, ...(values.room === undefined ? {} : { roomId: values.room }) }
      const events = await station.services.coverage.events(actor, filter)
      for (const event of events) {
        const causes = [...new Set(event.missing.map((part) => part.cause))].join(', ')
        say(`${formatVietnamDateTime(event.atMs)}  ${event.dossierCode}  ${event.verdict}  ${causes}`)
      }
      const summary = await station.services.coverage.summary(actor, filter)
      say(
        `${summary.events} sự kiện: đủ ${summary.covered}, thiếu một phần ${summary.partial}, không có ${summary.missing}.`,
      )
      if (values.json) printJson(summary)
      return 0
    } finally {
      await station.close()
    }
  },
}
