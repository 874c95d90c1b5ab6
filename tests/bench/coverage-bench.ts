/** What coverage costs beside a plain sweep: `node tests/bench/main.ts coverage`, or this file with `--segments N --events N`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import BetterSqlite3 from 'better-sqlite3'
import { coverMany } from '#shared/coverage/coverage-many.rules.ts'
import type { EventWindow } from '#shared/coverage/coverage.rules.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { buildProvenLane, withoutProof } from '#shared/recordings/lanes.rules.ts'
import { openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { type IndexRow, joinFiles } from '#main/features/recordings/lanes.repository.ts'
import { insertSegment } from '#main/features/recordings/recordings.repository.ts'
import { insertRun } from '#main/features/recordings/runs.repository.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildCoverageWorld } from '#tests/builders/coverage-world.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import { segmentOf } from '#tests/builders/minute-segments.ts'
import { type BenchLine, formatLine } from './bench-line.ts'
import { type FilledCamera, fillSegments } from './ledger-rows.ts'

export type CoverageBenchOptions = {
  readonly segments?: number
  readonly events?: number
  readonly cameras?: number
}

const START_MS = Date.parse('2026-01-01T00:00:00+07:00')
const WINDOW = { windowBeforeMs: 15 * MINUTE_MS, windowAfterMs: 5 * MINUTE_MS }
const UNCERTAINTY_MS = 30_000
const ROUNDS = 15
const actor = systemCall('bench', 'bench.run').actor

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

async function timesOf(rounds: number, work: (round: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now()
    await work(round)
    times.push(performance.now() - startedMs)
  }
  return times.toSorted((left, right) => left - right)
}

/** The same numbers in each run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Everything that a hand-written sweep would do and nothing else: covered milliseconds of each window, in order. */
function plainSweep(rows: readonly IndexRow[], events: readonly EventWindow[], covered: Float64Array): void {
  let first = 0
  for (const [index, event] of events.entries()) {
    const fromMs = event.atMs - event.windowBeforeMs
    const toMs = event.atMs + event.windowAfterMs
    while ((rows[first]?.end_at_ms ?? Infinity) <= fromMs) first += 1
    let sumMs = 0
    for (let next = first; next < rows.length; next += 1) {
      const row = rows[next]
      if (!row || row.start_at_ms >= toMs) break
      if (row.state !== null) continue
      sumMs += Math.min(toMs, row.end_at_ms) - Math.max(fromMs, row.start_at_ms)
    }
    covered[index] = sumMs
  }
}

/** What the program does with the same rows: lanes with their states, verdicts, causes, and the clock's say. */
function ourSweep(rows: readonly IndexRow[], events: readonly EventWindow[], nowMs: number) {
  const range = { fromMs: START_MS, toMs: nowMs }
  const spans = withoutProof(
    buildProvenLane({
      range,
      nowMs,
      camera: { id: 'camera', fromMs: START_MS },
      scheduled: [range],
      files: joinFiles(rows),
      onDevice: [],
      absences: [],
      recorder: null,
    }),
  )
  return coverMany(events, [{ cameraId: 'camera', spans }], nowMs)
}

async function sweepLine(
  path: string,
  cameras: readonly FilledCamera[],
  events: readonly EventWindow[],
  nowMs: number,
) {
  const bare = new BetterSqlite3(path)
  const read = bare.prepare<[string], IndexRow>(
    `select start_at_ms, end_at_ms, nullif(state, 'present') as state, nullif(origin, 'recorded') as origin,
      null as number from segments where camera_id = ? order by start_at_ms, end_at_ms`,
  )
  const readStartedMs = performance.now()
  const arrays = cameras.map(({ id }) => read.all(id))
  const readMs = performance.now() - readStartedMs
  bare.close()
  const shares = cameras.map((_, index) => events.filter((__, each) => each % cameras.length === index))
  const covered = shares.map((share) => new Float64Array(share.length))
  const [ours, plain]: [number[], number[]] = [[], []]
  let differing = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    plain.push(
      ...(await timesOf(1, () => {
        for (const [index, rows] of arrays.entries())
          plainSweep(rows, shares[index] ?? [], covered[index] ?? new Float64Array())
      })),
    )
    const results: ReturnType<typeof ourSweep>[] = []
    ours.push(
      ...(await timesOf(1, () => {
        for (const [index, rows] of arrays.entries()) results.push(ourSweep(rows, shares[index] ?? [], nowMs))
      })),
    )
    differing += results.flatMap((each, camera) =>
      each.filter((result, index) => result.coveredMs !== covered[camera]?.[index]),
    ).length
  }
  if (differing > 0) throw new Error(`${differing} events are covered otherwise by the plain sweep`)
  // Whatever else the machine does only adds: the quickest of the rounds, taken in turn, is the work itself.
  return { readMs, ours: Math.min(...ours), plain: Math.min(...plain) }
}

async function openWorld(folder: string, count: number) {
  const path = join(folder, 'coverage.sqlite')
  const db = openSqlite(path)
  await migrate(db, { nowMs: 0 })
  const world = await buildCoverageWorld(db)
  const { desk, counter1 } = world
  const filled: FilledCamera[] = []
  for (let index = 1; index <= count; index += 1) {
    const id = await layCamera(db, { roomId: desk.id, name: `Quầy ${index}`, createdAtMs: START_MS })
    const runId = newId()
    await insertRun(db, { id: runId, cameraId: id, startedAtMs: START_MS })
    filled.push({ id, runId })
  }
  const first = filled[0]
  if (!first) throw new Error('no cameras')
  await db
    .insertInto('camera_views')
    .values({
      id: newId(),
      camera_id: first.id,
      counter_id: counter1.id,
      valid_from_ms: 0,
      valid_to_ms: null,
    })
    .execute()
  return { ...world, path, filled, first }
}

type World = Awaited<ReturnType<typeof openWorld>>

/** Dossiers of the counter that the first camera looks at, stored as an import does. */
function fillDossiers({ path, counter1 }: World, sourceId: string, events: readonly EventWindow[]): string[] {
  const bare = new BetterSqlite3(path)
  bare.pragma('synchronous = OFF')
  const importId = newId()
  bare
    .prepare(`insert into dossier_imports values (?, ?, 'so.xlsx', ?, 0, 'bench', 0, 0, 0, '[]', 'applied')`)
    .run(importId, sourceId, '0'.repeat(64))
  const insert = bare.prepare(`insert into dossiers
    (id, source_id, import_id, row_number, code, received_at_log_ms, channel, counter_id)
    values (?, ?, ?, ?, ?, ?, 'walk-in', ?)`)
  const ids: string[] = []
  bare.transaction(() => {
    for (const [index, event] of events.entries()) {
      const id = newId()
      ids.push(id)
      insert.run(id, sourceId, importId, index + 1, `H42.18-260101-${index}`, event.atMs, counter1.id)
    }
  })()
  bare.close()
  return ids
}

/** A segment is stored as the recorder does it; then the update alone is timed. */
async function updateTimes(world: World, lastNumber: number): Promise<{ times: number[]; cpuMs: number }> {
  const { db, work, coverage, desk, first, time } = world
  const room = { roomIds: new Set([desk.id]), refresh: false }
  const times: number[] = []
  let cpuMicroseconds = 0
  for (let round = 1; round <= 200; round += 1) {
    time.nowMs += MINUTE_MS
    await work.bookkeep((transaction) =>
      insertSegment(transaction, segmentOf(first, lastNumber + round, START_MS), time.nowMs),
    )
    const before = process.cpuUsage()
    times.push(...(await timesOf(1, () => coverage.drain(room))))
    const { user, system } = process.cpuUsage(before)
    cpuMicroseconds += user + system
  }
  const left = await db.selectFrom('coverage_dirty').selectAll().execute()
  if (left.length > 0) throw new Error(`${left.length} changes were left`)
  return {
    times: times.toSorted((first_, second) => first_ - second),
    cpuMs: cpuMicroseconds / 1000 / times.length,
  }
}

/** Fills a database of its own, measures, and takes it away. */
export async function coverageBench(
  log: (text: string) => void,
  { segments = 3_000_000, events: count = 100_000, cameras = 10 }: CoverageBenchOptions = {},
): Promise<BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-coverage-'))
  try {
    const world = await openWorld(folder, cameras)
    const { db, path, time, dossiers, coverage, desk, filled, first, footage } = world
    const last = Math.floor(segments / cameras)
    for (const camera of filled) fillSegments(path, [camera], START_MS, { first: 1, last })
    await db.deleteFrom('coverage_dirty').execute()
    time.nowMs = START_MS + last * MINUTE_MS
    const source = await dossiers.createSource(systemCall('bench', 'log-source.create'), {
      roomId: desk.id,
      name: 'iGate',
      ...WINDOW,
      offsetMs: 0,
      uncertaintyMs: UNCERTAINTY_MS,
    })
    const random = createRandom(7)
    const days = Math.floor((time.nowMs - START_MS) / DAY_MS) - 1
    // At any minute of eight office hours: at random around the clock, most would be findings.
    const anyMoment = (): number =>
      START_MS + Math.floor(random() * days) * DAY_MS + 8 * HOUR_MS + Math.floor(random() * 8 * HOUR_MS)
    // The last ones are still under way, as on any working day: their windows meet the segments to come.
    const past = Array.from({ length: count - 10 }, anyMoment)
    const recent = Array.from({ length: 10 }, (_, index) => time.nowMs + index * 20 * MINUTE_MS)
    const events = [...past, ...recent]
      .toSorted((left, right) => left - right)
      .map((atMs): EventWindow => ({ atMs, ...WINDOW, uncertaintyMs: UNCERTAINTY_MS }))
    const swept = await sweepLine(path, filled, events.slice(0, -10), time.nowMs)
    const ids = fillDossiers(world, source.id, events)
    log('filled')
    const [scratchMs = 0] = await timesOf(1, () =>
      coverage.drain({ roomIds: new Set([desk.id]), refresh: false }),
    )
    const one = await timesOf(500, (round) => {
      const id = ids[(round * 7919) % (ids.length - 10)] ?? ''
      return coverage.ofDossiers(actor, [id])
    })
    const withLanes = await timesOf(500, async (round) => {
      const [event] = await coverage.ofDossiers(actor, [ids[(round * 7919) % (ids.length - 10)] ?? ''])
      if (!event) throw new Error('no event')
      return footage.lanes([first.id], { fromMs: event.windowFromMs, toMs: event.windowToMs })
    })
    const updates = await updateTimes(world, last)
    await db.destroy()
    const line = (name: string, ours: number, limit: number, wanted: number | null): BenchLine => ({
      name,
      unit: 'ms',
      ours,
      limit,
      wanted,
    })
    const shape = `${count} events × ${segments} segments`
    return [
      line(`coverage of ${shape} from the same arrays as a plain sweep`, swept.ours, swept.plain, 2),
      line(`the same with reading the rows`, swept.ours + swept.readMs, swept.plain + swept.readMs, 2),
      line(
        `all of it from scratch by the service, stored with findings`,
        scratchMs,
        swept.plain + swept.readMs,
        null,
      ),
      line('one new segment, p50', at(updates.times, 0.5), 5, 1),
      line('one new segment, p99', at(updates.times, 0.99), 5, null),
      line('one new segment, processor time', updates.cpuMs, 5, null),
      line('coverage of one dossier, p50', at(one, 0.5), 5, null),
      line('coverage of one dossier, p99', at(one, 0.99), 5, 1),
      line('coverage and lanes of one dossier, p99', at(withLanes, 0.99), 5, 1),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { segments: { type: 'string' }, events: { type: 'string' } } })
  const lines = await coverageBench((text) => process.stderr.write(`${text}\n`), {
    segments: Number(values.segments ?? 3_000_000),
    events: Number(values.events ?? 100_000),
  })
  for (const line of lines) process.stdout.write(`${formatLine(line)}\n`)
}
