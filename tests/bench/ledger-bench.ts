/** What the ledger and the index cost however long the history: `node tests/bench/ledger-bench.ts [--segments N] [--grow N]`. */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import BetterSqlite3 from 'better-sqlite3'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { insertSegment } from '#main/features/recordings/recordings.repository.ts'
import { insertRun } from '#main/features/recordings/runs.repository.ts'
import { MAX_SEGMENT_MS } from '#main/features/recordings/segment.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import { createLedgerWorld } from '#tests/builders/ledger-world.ts'
import { segmentOf } from '#tests/builders/minute-segments.ts'
import { seedStation } from '#tests/builders/station-world.ts'
import { type BenchLine, formatLine } from './bench-line.ts'
import { type FilledCamera, fillSegments } from './ledger-rows.ts'

export type LedgerBenchOptions = {
  readonly segments?: number
  /** The same insert and the same day are measured again at so many. */
  readonly growTo?: number
  readonly cameras?: number
}

const START_MS = Date.parse('2026-01-01T00:00:00+07:00')
const MONTH_MS = 30 * DAY_MS
const SMALL = 1_000_000

/** Milliseconds of each call. */
async function timesOf(rounds: number, work: (round: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now()
    await work(round)
    times.push(performance.now() - startedMs)
  }
  return times.toSorted((left, right) => left - right)
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

async function openFilled(folder: string, name: string, count: number) {
  const path = join(folder, `${name}.sqlite`)
  const db = openSqlite(path)
  await migrate(db, { nowMs: 0 })
  const time = { nowMs: START_MS }
  const world = createLedgerWorld(db, { nowMs: () => time.nowMs })
  const { desk } = await seedStation(world)
  const cameras: FilledCamera[] = []
  for (let index = 1; index <= count; index += 1) {
    const camera = { roomId: desk.id, name: `Quầy ${index}`, createdAtMs: START_MS }
    const filled = { id: await layCamera(db, camera), runId: newId() }
    await insertRun(db, { id: filled.runId, cameraId: filled.id, startedAtMs: START_MS })
    cameras.push(filled)
  }
  return { path, db, time, world, cameras, numbers: new Map<string, number>() }
}

type Filled = Awaited<ReturnType<typeof openFilled>>

const ROUNDS = 40
const GROWTH_ROUNDS = 600
const actor = systemCall('bench', 'bench.run').actor

function cameraAt({ cameras }: Filled, round: number): FilledCamera {
  const camera = cameras[round % cameras.length]
  if (!camera) throw new Error('no cameras')
  return camera
}

/** The next file of a camera, stored as the recorder does it. */
function insertNext(filled: Filled, round: number): Promise<void> {
  const { world, numbers, time } = filled
  const camera = cameraAt(filled, round)
  const number = (numbers.get(camera.id) ?? 0) + 1
  numbers.set(camera.id, number)
  return world.work.bookkeep((transaction) =>
    insertSegment(transaction, segmentOf(camera, number, START_MS), time.nowMs),
  )
}

function lastDay(filled: Filled, round: number): Promise<unknown> {
  const { world, time } = filled
  const day = { fromMs: time.nowMs - DAY_MS, toMs: time.nowMs }
  return world.ledger.camera(actor, cameraAt(filled, round).id, day)
}

/** The same in a small and in a large index, in turn: whatever else the machine does then slows both. */
async function measureGrowth(small: Filled, large: Filled): Promise<BenchLine[]> {
  const growth = `at ${millions(large)} segments against ${millions(small)}`
  const lines: BenchLine[] = []
  for (const [name, work] of [
    ['insert of a segment', insertNext],
    ['ledger of a day', lastDay],
  ] as const) {
    const [smallTimes, largeTimes]: [number[], number[]] = [[], []]
    // Once for every camera, so that both begin with the newest pages of each in memory.
    for (const filled of [small, large]) await timesOf(filled.cameras.length, (round) => work(filled, round))
    for (let round = 0; round < GROWTH_ROUNDS; round += 1) {
      smallTimes.push(...(await timesOf(1, () => work(small, round))))
      largeTimes.push(...(await timesOf(1, () => work(large, round))))
    }
    const median = (times: number[]): number =>
      at(
        times.toSorted((left, right) => left - right),
        0.5,
      )
    const [ours, limit] = [median(largeTimes), median(smallTimes)]
    lines.push({ name: `${name} ${growth}`, unit: 'ms', ours, limit, wanted: 1.3 })
  }
  return lines
}

/** The month and the hour, each beside the bare query that it cannot do without. */
async function measureLimits({ path, world, cameras, time }: Filled): Promise<BenchLine[]> {
  const bare = new BetterSqlite3(path, { readonly: true })
  const overlapping = (columns: string, rest = '') =>
    bare.prepare(`select ${columns} where segments.camera_id = ? and start_at_ms >= ? and start_at_ms < ? and end_at_ms > ?
      ${rest} order by start_at_ms`)
  const monthRows = overlapping('start_at_ms, end_at_ms, state, origin from segments')
  const hourRows = overlapping(
    'segments.*, packed from segments join segment_groups using (camera_id, number)',
    "and state = 'present'",
  )
  const month = { fromMs: time.nowMs - MONTH_MS, toMs: time.nowMs }
  const hourOf = (round: number): TimeRange => {
    const fromMs = START_MS + ((round * 7919) % Math.floor((time.nowMs - START_MS) / HOUR_MS - 1)) * HOUR_MS
    return { fromMs, toMs: fromMs + HOUR_MS }
  }
  const idOf = (round: number): string => cameras[round % cameras.length]?.id ?? ''
  const query = (statement: typeof monthRows, round: number, { fromMs, toMs }: TimeRange) =>
    statement.all(idOf(round), fromMs - MAX_SEGMENT_MS, toMs, fromMs)
  const bareMonth = await timesOf(ROUNDS, (round) => query(monthRows, round, month))
  const ourMonth = await timesOf(ROUNDS, (round) => world.ledger.camera(actor, idOf(round), month))
  const bareHour = await timesOf(ROUNDS, (round) => query(hourRows, round, hourOf(round)))
  const ourHour = await timesOf(ROUNDS, (round) => world.footage.playlist(idOf(round), hourOf(round)))
  const matrix = await timesOf(1, () =>
    world.ledger.month(actor, { fromMs: time.nowMs - MONTH_MS, toMs: time.nowMs }),
  )
  bare.close()
  const line = (name: string, ours: number, limit: number, wanted: number | null): BenchLine => ({
    name,
    unit: 'ms',
    ours,
    limit,
    wanted,
  })
  return [
    line('ledger of a camera-month, p50', at(ourMonth, 0.5), 100, 1),
    line('ledger of a camera-month, p95', at(ourMonth, 0.95), 100, null),
    line(
      'ledger of a camera-month against its rows read by SQLite',
      at(ourMonth, 0.5),
      at(bareMonth, 0.5),
      null,
    ),
    line('playlist of an hour, p50', at(ourHour, 0.5), 10, 1),
    line('playlist of an hour, p95', at(ourHour, 0.95), 10, null),
    line('playlist of an hour against its rows read by SQLite', at(ourHour, 0.5), at(bareHour, 0.5), null),
    line(`ledger of ${cameras.length} cameras for 30 days`, at(matrix, 0.5), cameras.length * 50, 1),
  ]
}

/** Puts on disk what was filled without waiting for it: otherwise the first inserts that are measured wait for gigabytes. */
function settle(path: string): void {
  const database = new BetterSqlite3(path)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}

/** Fills every camera's files up to so many of all. */
function fillTo({ path, cameras, numbers, time }: Filled, rows: number, log: (text: string) => void): void {
  const last = Math.floor(rows / cameras.length)
  const startedMs = performance.now()
  for (const camera of cameras) {
    const first = (numbers.get(camera.id) ?? 0) + 1
    if (first > last) continue
    fillSegments(path, [camera], START_MS, { first, last })
    numbers.set(camera.id, last)
  }
  settle(path)
  time.nowMs = START_MS + last * MINUTE_MS
  log(`${rows} rows after ${Math.round((performance.now() - startedMs) / 1000)} s`)
}

function millions({ numbers }: Filled): string {
  return `${Math.round([...numbers.values()].reduce((sum, number) => sum + number, 0) / 10_000) / 100} M`
}

/** Fills databases of its own, measures, and takes them away. About 1.4 kB of disk a row. */
export async function ledgerBench(
  log: (text: string) => void,
  { segments = 3_000_000, growTo = 10_000_000, cameras: count = 60 }: LedgerBenchOptions = {},
): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-ledger-'))
  try {
    const large = await openFilled(folder, 'large', count)
    fillTo(large, segments, log)
    const lines = await measureLimits(large)
    if (growTo > SMALL) {
      const small = await openFilled(folder, 'small', count)
      fillTo(small, SMALL, log)
      fillTo(large, growTo, log)
      lines.push(...(await measureGrowth(small, large)))
      await small.db.destroy()
    }
    await large.db.destroy()
    return lines
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { segments: { type: 'string' }, grow: { type: 'string' }, cameras: { type: 'string' } },
  })
  const segments = Number(values.segments ?? 3_000_000)
  const lines = await ledgerBench((text) => process.stderr.write(`${text}\n`), {
    segments,
    growTo: Number(values.grow ?? segments),
    cameras: Number(values.cameras ?? 60),
  })
  for (const line of lines) process.stdout.write(`${formatLine(line)}\n`)
}
