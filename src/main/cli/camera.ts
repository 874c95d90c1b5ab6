import { parseArgs } from 'node:util'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ProbeReport } from '#shared/cameras/cameras.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'
import { probeLine } from './probe-lines.ts'

async function readStandardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text.replace(/\r?\n$/, '')
}

const OPTIONS = {
  ...STATION_OPTIONS,
  user: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  name: { type: 'string' },
  room: { type: 'string' },
  counter: { type: 'string', multiple: true },
} as const

function show(report: ProbeReport): void {
  for (const step of report.steps) say(probeLine(step))
  say(report.ok ? 'Camera dùng được.' : `Dừng ở bước ${report.failedAt ?? ''}.`)
}

/** The report in the words that scripts rely on. */
function asJson(report: ProbeReport) {
  return {
    ok: report.ok,
    failedAt: report.failedAt,
    clockOffsetMs: report.clockOffset?.offsetMs ?? null,
    uncertaintyMs: report.clockOffset?.uncertaintyMs ?? null,
    auth: report.auth,
    profiles: report.profiles,
    keyframeSpacingMs: report.stream?.keyframeSpacingMs ?? null,
    warnings: report.warnings,
    report,
  }
}

export const camera: Command = {
  summary: 'Thử, thêm hoặc liệt kê camera. Mật khẩu đọc từ đầu vào chuẩn.',
  usage:
    'camera probe|add|list [ĐỊA_CHỈ] [--user U --password-stdin] [--name TÊN --room MÃ_PHÒNG --counter MÃ_QUẦY]',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [action, address] = positionals
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: action !== 'add' })
    const { cameras } = station.services
    try {
      if (action === 'list') {
        const list = await cameras.all()
        for (const each of list) say(`${each.id}  ${each.state.padEnd(9)}  ${each.name}  ${each.address}`)
        if (values.json) printJson({ cameras: list })
        return 0
      }
      if (address === undefined || (action !== 'probe' && action !== 'add')) {
        say(camera.usage)
        return 2
      }
      const password = values['password-stdin'] ? await readStandardInput() : ''
      const credentials = { address, username: values.user, password }
      if (action === 'probe') {
        const report = await cameras.probe(credentials)
        show(report)
        if (values.json) printJson(asJson(report))
        return report.ok ? 0 : 1
      }
      if (values.room === undefined) throw new AppError('invalid', 'room.unknown')
      const added = await cameras.add(systemCall('cli', 'camera.add'), {
        ...credentials,
        name: values.name ?? address,
        roomId: values.room,
        counterIds: values.counter ?? [],
        record: true,
      })
      say(`Đã thêm ${added.name} (${added.id}).`)
      if (values.json) printJson(added)
      return 0
    } finally {
      await station.close()
    }
  },
}
