import { readFile } from 'node:fs/promises'
import type { BulkRow, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { decodeText } from '#main/adapters/spreadsheet/decode-text.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import { sentenceOf } from './messages.ts'
import { say } from './output.ts'

/** What became of one row of the list. `code`: the failed rung's, or why the station refused it. */
export type ListedCamera = {
  readonly row: number
  readonly name: string
  readonly address: string
  readonly outcome: 'bad' | 'failed' | 'passed' | 'added' | 'refused'
  readonly problems: BulkRow['problems']
  readonly failedAt: ProbeReport['failedAt']
  readonly code: string | null
  readonly warnings: readonly string[]
  readonly cameraId: string | null
}

type Cameras = Station['services']['cameras']

const unprobed = ({ row, name, address, problems }: BulkRow): ListedCamera => ({
  row,
  name,
  address,
  outcome: 'bad',
  problems,
  failedAt: null,
  code: null,
  warnings: [],
  cameraId: null,
})

function probed(row: BulkRow, report: ProbeReport): ListedCamera {
  const failed = report.steps.find(({ outcome }) => outcome === 'failed')
  return {
    ...unprobed(row),
    outcome: report.ok ? 'passed' : 'failed',
    failedAt: report.failedAt,
    code: failed?.code ?? null,
    warnings: report.warnings,
  }
}

async function added(cameras: Cameras, row: BulkRow, looked: ListedCamera): Promise<ListedCamera> {
  const { name, address, username, password, roomId, counterIds, recordedStream, schedule } = row
  try {
    if (roomId === null) throw new AppError('not-found', 'room.unknown')
    const camera = await cameras.add(systemCall('cli', 'camera.add'), {
      name,
      address,
      username,
      password,
      roomId,
      counterIds,
      recordedStream,
      schedule,
      record: true,
    })
    return { ...looked, outcome: 'added', cameraId: camera.id }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'internal') throw error
    say(`      ${sentenceOf(error)}`)
    return { ...looked, outcome: 'refused', code: error.code }
  }
}

function sayRow(result: ListedCamera): void {
  const why =
    result.outcome === 'bad'
      ? result.problems.map(({ column, code, value }) => `${column}: ${code} "${value}"`).join('; ')
      : [result.code, ...result.warnings].filter((word) => word !== null).join(' ')
  say(`  dòng ${String(result.row).padStart(3)}  ${result.outcome.padEnd(7)}  ${result.name}  ${why}`)
}

/**
 * Reads a list of cameras, looks at each, four at a time, and adds those that pass; `dryRun` adds none.
 * @returns one result per row, in the order of the list
 * @throws AppError `not-found file.missing {path}`, `invalid import.unreadable {reason}`, `invalid camera.list-too-long`
 */
export async function addListedCameras(
  cameras: Cameras,
  path: string,
  dryRun: boolean,
): Promise<ListedCamera[]> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw new AppError('not-found', 'file.missing', { path }, thrown)
  })
  const { rows } = await cameras.readBulk(decodeText(bytes))
  const results = new Map(rows.map((row) => [row.row, unprobed(row)]))
  for (const result of results.values()) if (result.problems.length > 0) sayRow(result)
  const usable = rows.filter(({ problems }) => problems.length === 0)
  for await (const { row: number, report } of cameras.probeBulk(usable)) {
    const row = usable.find((each) => each.row === number)
    if (!row) continue
    const looked = probed(row, report)
    const result = report.ok && !dryRun ? await added(cameras, row, looked) : looked
    results.set(number, result)
    sayRow(result)
  }
  return [...results.values()]
}
