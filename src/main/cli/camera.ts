import { parseArgs } from 'node:util'
import type { CameraCredentials } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { addListedCameras } from './camera-list-file.ts'
import { discoverCameras, probeCamera } from './camera-probe.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

const OPTIONS = {
  ...STATION_OPTIONS,
  user: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  name: { type: 'string' },
  room: { type: 'string' },
  counter: { type: 'string', multiple: true },
  csv: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  range: { type: 'string', multiple: true },
  seconds: { type: 'string', default: '5' },
} as const

type Values = ReturnType<typeof read>['values']

const read = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })

async function readStandardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text.replace(/\r?\n$/, '')
}

async function credentialsOf(values: Values, address: string): Promise<CameraCredentials> {
  const password = values['password-stdin'] ? await readStandardInput() : ''
  return { address, username: values.user, password }
}

async function withStation(
  values: Values,
  shared: boolean,
  work: (station: Station) => Promise<number>,
): Promise<number> {
  const station = await openStation({ dataFolder: dataFolderOf(values.data), shared })
  try {
    return await work(station)
  } finally {
    await station.close()
  }
}

function list(values: Values): Promise<number> {
  return withStation(values, true, async ({ services }) => {
    const cameras = await services.cameras.all()
    for (const each of cameras) say(`${each.id}  ${each.state.padEnd(9)}  ${each.name}  ${each.address}`)
    if (values.json) printJson({ cameras })
    return 0
  })
}

async function addOne(values: Values, address: string): Promise<number> {
  const { room } = values
  if (room === undefined) throw new AppError('not-found', 'room.unknown')
  const credentials = await credentialsOf(values, address)
  return withStation(values, false, async ({ services }) => {
    const added = await services.cameras.add(systemCall('cli', 'camera.add'), {
      ...credentials,
      name: values.name ?? address,
      roomId: room,
      counterIds: values.counter ?? [],
      record: true,
    })
    say(`Đã thêm ${added.name} (${added.id}).`)
    if (values.json) printJson(added)
    return 0
  })
}

function addFromFile(values: Values, path: string): Promise<number> {
  const dryRun = values['dry-run']
  return withStation(values, dryRun, async ({ services }) => {
    const rows = await addListedCameras(services.cameras, path, dryRun)
    const good = rows.filter(({ outcome }) => outcome === (dryRun ? 'passed' : 'added')).length
    say(
      dryRun ? `${good}/${rows.length} camera đạt; chưa thêm gì.` : `Đã thêm ${good}/${rows.length} camera.`,
    )
    if (values.json) printJson({ dryRun, total: rows.length, good, rows })
    return good === rows.length && rows.length > 0 ? 0 : 1
  })
}

export const camera: Command = {
  summary:
    'Tìm, thử, thêm hoặc liệt kê camera. Mật khẩu đọc từ đầu vào chuẩn; probe và discover không cần thư mục dữ liệu.',
  usage:
    'camera probe|add|list|discover [ĐỊA_CHỈ] [--user U --password-stdin] [--name TÊN --room MÃ_PHÒNG --counter MÃ_QUẦY]\n' +
    '         camera add --csv TỆP [--dry-run]   camera discover [--range 192.168.1.10-60] [--seconds 5]',
  run: async (args) => {
    const { values, positionals } = read(args)
    const [action, address] = positionals
    if (action === 'list') return list(values)
    if (action === 'add' && values.csv !== undefined) return addFromFile(values, values.csv)
    const seconds = Number(values.seconds)
    if (action === 'discover' && seconds >= 0.5 && seconds <= 60) {
      return discoverCameras(values.range ?? [], seconds, values.json)
    }
    if (action === 'probe' && address !== undefined) {
      return probeCamera(await credentialsOf(values, address), values.json)
    }
    if (action === 'add' && address !== undefined) return addOne(values, address)
    say(camera.usage)
    return 2
  },
}
