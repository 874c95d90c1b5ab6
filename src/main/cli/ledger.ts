import { parseArgs } from 'node:util'
import type { LedgerDigest, LedgerSum } from '#shared/coverage/ledger.model.ts'
import { officeUptime, WORST_FIRST } from '#shared/coverage/ledger.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { formatVietnamTime, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { type Actor, systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { rangeOf } from './instant-argument.ts'
import { printJson, say } from './output.ts'

const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** `123:04:05` */
function lengthOf(lengthMs: number): string {
  const [hours, minutes] = [lengthMs / HOUR_MS, (lengthMs % HOUR_MS) / MINUTE_MS]
  return `${pad(hours)}:${pad(minutes)}:${pad((lengthMs % MINUTE_MS) / SECOND_MS)}`
}

function percentOf(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(2).replace('.', ',')} %`
}

/** By id, or by a name that one camera alone has. @throws AppError `not-found camera.unknown`, `conflict camera.ambiguous` */
async function cameraIdOf(station: Station, wanted: string): Promise<Id> {
  const all = await station.services.cameras.all()
  const byId = all.find(({ id }) => id === wanted)
  if (byId) return byId.id
  const [first, ...others] = all.filter(({ name }) => name === wanted)
  if (!first) throw new AppError('not-found', 'camera.unknown')
  if (others.length > 0) throw new AppError('conflict', 'camera.ambiguous', { name: wanted })
  return first.id
}

function sayTable({ figures, causes }: LedgerSum): void {
  const { scheduledMs, byState, unexplainedMs, officeMs, officeFilmedMs } = figures
  say(`${'phải ghi'.padEnd(18)}${lengthOf(scheduledMs).padStart(12)}`)
  for (const state of WORST_FIRST.toReversed()) {
    const lengthMs = byState[state]
    if (lengthMs === 0) continue
    say(
      `${state.padEnd(18)}${lengthOf(lengthMs).padStart(12)}${percentOf(lengthMs, scheduledMs).padStart(12)}`,
    )
    for (const cause of causes.filter((each) => each.state === state && each.reason !== null)) {
      say(`  ${cause.reason}: ${lengthOf(cause.lengthMs)}`)
    }
  }
  say(`không rõ nguyên nhân: ${lengthOf(unexplainedMs)} (phải bằng 0)`)
  const uptime = officeUptime(figures)
  const ratio = `${lengthOf(officeFilmedMs)}/${lengthOf(officeMs)}`
  say(`giờ hành chính: ${uptime === null ? '—' : `${percentOf(officeFilmedMs, officeMs)} (${ratio})`}`)
}

const VERDICTS = { 'never-came': 'không có hình nào', gaps: 'thiếu', ok: 'đủ', off: 'ngoài lịch' } as const

function sayDigest({ cameras }: LedgerDigest): void {
  for (const { name, yesterday, today } of cameras) {
    const told = [yesterday, today].map(({ verdict, missingMs }) =>
      verdict === 'gaps' ? `thiếu ${lengthOf(missingMs)}` : VERDICTS[verdict],
    )
    const { longest } = today
    const worst = longest
      ? `, dài nhất ${formatVietnamTime(longest.fromMs)}–${formatVietnamTime(longest.toMs)} ${longest.reason ?? longest.state}`
      : ''
    say(`${name}: hôm qua ${told[0]}; hôm nay ${told[1]}${worst}`)
  }
}

async function tellDigest(station: Station, actor: Actor, json: boolean): Promise<void> {
  const digest = await station.services.ledger.digest(actor)
  sayDigest(digest)
  if (json) printJson(digest)
}

export const ledger: Command = {
  summary:
    'Sổ vắng hình: mỗi phút phải ghi của một camera có hình hay vì sao không; --digest: camera có đang ghi không.',
  usage: 'ledger (--camera MÃ_HOẶC_TÊN [--from NGÀY --to NGÀY] | --digest) [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        camera: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        digest: { type: 'boolean', default: false },
      },
    })
    if (!values.digest && values.camera === undefined) {
      say(ledger.usage)
      return 2
    }
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: true })
    const { actor } = systemCall('cli', 'ledger')
    try {
      if (values.digest || values.camera === undefined) {
        await tellDigest(station, actor, values.json)
        return 0
      }
      const range = rangeOf(values.from, values.to, Date.now())
      const cameraId = await cameraIdOf(station, values.camera)
      const sum = await station.services.ledger.camera(actor, cameraId, range)
      sayTable(sum)
      const { scheduledMs, byState, unexplainedMs, officeMs, officeFilmedMs } = sum.figures
      if (values.json) {
        printJson({ scheduledMs, byState, unexplainedMs, officeMs, officeFilmedMs, causes: sum.causes })
      }
      return 0
    } finally {
      await station.close()
    }
  },
}
