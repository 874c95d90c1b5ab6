import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  durationMs,
  intersect,
  mergeRanges,
  subtractRanges,
  type TimeRange,
  totalMs,
} from '#shared/kernel/time-range.ts'
import { UNEXPLAINED } from '#shared/recordings/recordings.model.ts'
import { liveThroughDay, type SimulatedDay } from '#tests/builders/simulated-day.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const HOUR_MS = 3_600_000
const database = testDatabases.find(({ name }) => name === 'sqlite')

/** Where more than one of the ranges lies. */
function twice(ranges: readonly TimeRange[]): TimeRange[] {
  const seen: TimeRange[] = []
  return mergeRanges(
    ranges.flatMap((range) => {
      const again = seen.flatMap((before) => intersect(before, range) ?? [])
      seen.push(range)
      return again
    }),
  )
}

/** SQLite alone: time that is simulated stands still while a program of promises works, and a server's answers are none. */
describe.each([1])('eight cameras through eight simulated hours of random faults, seed %i', (seed) => {
  let opened: OpenDatabase
  let day: SimulatedDay

  beforeAll(async () => {
    if (!database) throw new Error('no database')
    opened = await database.openMigrated()
    day = await liveThroughDay(opened.db, seed, 8 * HOUR_MS)
  }, 120_000)
  afterAll(() => opened.close())

  const lanes = () =>
    day.station.recordings().provenLanes(
      day.cameras.map(({ camera }) => camera.id),
      day.range,
    )

  it('lets every kind of fault happen', () => {
    for (const what of ['killStation', 'stepClock', 'failDisk', 'stopByPerson', 'changeCamera', 'frozen'])
      expect(day.happened.get(what) ?? 0, what).toBeGreaterThanOrEqual(2)
  })

  it('gives every scheduled millisecond one state, and none without a cause', async () => {
    for (const { scheduled, spans } of await lanes()) {
      expect(totalMs(spans)).toBe(durationMs(day.range))
      expect(spans.map(({ fromMs }) => fromMs)).toEqual([
        day.range.fromMs,
        ...spans.slice(0, -1).map(({ toMs }) => toMs),
      ])
      expect(spans.filter(({ reason }) => reason === UNEXPLAINED)).toEqual([])
      const due = scheduled.flatMap((range) => intersect(range, day.range) ?? [])
      const inSchedule = spans.flatMap((span) => due.flatMap((range) => intersect(span, range) ?? []))
      expect(totalMs(inSchedule)).toBe(totalMs(due))
    }
  })

  it('has footage wherever nothing was amiss', async () => {
    for (const { cameraId, scheduled, spans } of await lanes()) {
      const recorded = spans.filter(({ state }) => state === 'recorded')
      const disturbed = day.cameras.find(({ camera }) => camera.id === cameraId)?.disturbed ?? []
      const begun = { fromMs: day.range.fromMs, toMs: day.range.fromMs + 60_000 }
      const latest = { fromMs: day.range.toMs - 60_000, toMs: day.range.toMs }
      const missing = scheduled.flatMap((range) =>
        subtractRanges(range, [...recorded, ...disturbed, begun, latest]),
      )
      expect(missing.map((range) => [range, spans.filter((span) => intersect(span, range))])).toEqual([])
    }
  })

  it('writes no absence outside the schedule, and no two for one instant', async () => {
    for (const { camera } of day.cameras) {
      const rows = await opened.db
        .selectFrom('absences')
        .selectAll()
        .where('camera_id', '=', camera.id)
        .orderBy('from_ms')
        .execute()
      const ranges = rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms ?? day.range.toMs }))
      expect(twice(ranges).flatMap((range) => subtractRanges(range, day.repeated))).toEqual([])
      const scheduled = await day.station.rangesOf(camera.id, day.range)
      // Set back, the clock comes again to instants for which another schedule was in force the first time.
      expect(ranges.flatMap((range) => subtractRanges(range, [...scheduled, ...day.repeated]))).toEqual([])
    }
  })

  it('counts no instant twice but those that the clock went through twice', async () => {
    for (const { camera } of day.cameras) {
      const segments = await day.station.recordings().segmentsIn(camera.id, day.range)
      const ranges = segments.map(({ startAtMs, endAtMs }) => ({ fromMs: startAtMs, toMs: endAtMs }))
      expect(twice(ranges).flatMap((range) => subtractRanges(range, day.repeated))).toEqual([])
    }
  })

  it('leaves rows, files, hashes, numbers and chains in agreement', async () => {
    await day.station.recordings().stop()
    expect(await day.station.recordings().check('hash')).toMatchObject({ problems: [] })
    for (const { camera } of day.cameras) {
      const rows = await opened.db
        .selectFrom('segments')
        .select(['number', 'root', 'previous_root', 'group_count'])
        .where('camera_id', '=', camera.id)
        .orderBy('number')
        .execute()
      expect(rows.length).toBeGreaterThan(50)
      expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1))
      expect(rows.map((row) => row.previous_root)).toEqual([
        null,
        ...rows.slice(0, -1).map((row) => row.root),
      ])
    }
    const open = await opened.db
      .selectFrom('recording_runs')
      .select('id')
      .where('ended_at_ms', 'is', null)
      .execute()
    expect(open).toEqual([])
  })
})
