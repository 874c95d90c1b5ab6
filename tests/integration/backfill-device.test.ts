import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Backfill } from '#shared/backfill/backfill.model.ts'
import { DEFAULT_BACKFILL_SETTINGS } from '#shared/backfill/backfill.model.ts'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import { BACKFILL_NUMBERS_FROM } from '#main/features/recordings/segment.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import {
  type BackfillWorld,
  openBackfillWorld,
  playingFaults,
  segmentsOf,
} from '#tests/builders/backfill-world.ts'
import { BURNED_FPS, BURNED_SIZE } from '#tests/builders/burned-files.ts'
import { addVirtualCamera } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 60_000
/** For all waits of a test together, so that one that fails says what it waited for. */
const TEST_MS = 4 * LIMIT_MS
/** The slowest that may be set. */
const SLOW_KILOBITS = 64
/** Two hours ago, on a full minute. */
const BASE_MS = Math.floor((Date.now() - 7_200_000) / 60_000) * 60_000
const RANGE = { fromMs: BASE_MS, toMs: BASE_MS + 28_000 }
const OFFSET_MS = 90_000
const call = () => systemCall('test', 'backfill.start')

let virtual: VirtualCamera

beforeAll(async () => {
  virtual = await startVirtualCamera({
    name: 'Quay 2',
    ...BURNED_SIZE,
    framesPerSecond: BURNED_FPS,
    keyframeSpacingSeconds: 2,
    clockOffsetMs: OFFSET_MS,
    sdCard: { recordings: [{ fromMs: BASE_MS - 60_000, toMs: BASE_MS + 120_000 }] },
    script: createScript({
      seed: 5,
      startMs: BASE_MS - 60_000,
      durationMs: 3_600_000,
      room: 'one-stop-desk',
      unitCode: 'H42.18',
      firstCounter: 1,
    }),
  })
}, LIMIT_MS)
afterAll(() => virtual.stop())

describe.each(testDatabases)('backfill from the card on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: BackfillWorld

  beforeEach(async () => {
    opened = await openMigrated()
    world = await openBackfillWorld(opened.db, {
      baseMs: BASE_MS,
      clockOffsetMs: OFFSET_MS,
      addCamera: (host, { desk }) => addVirtualCamera(host.services, desk, virtual, 'onvif'),
    })
    world.moveClock(Date.now)
  }, LIMIT_MS)
  afterEach(async () => {
    await world.close()
    await opened.close()
  })

  const backfill = () => world.host.services.backfill
  const wish = () => ({ cameraId: world.camera.id, ...RANGE, mode: 'all' as const })
  const newest = async (): Promise<Backfill | undefined> => (await backfill().list(call().actor))[0]
  const lane = async () =>
    (await world.host.services.recordings.lanes([world.camera.id], RANGE))[0]?.spans ?? []

  it(
    'fills the hole, placed by the camera clock, marked, and without a break in the playing',
    async () => {
      await expect(backfill().startFetch(call(), { ...wish(), when: 'now' })).rejects.toMatchObject({
        code: 'backfill.nothing-to-fetch',
      })
      const card = await backfill().refreshCard(call().actor, world.camera.id)
      expect(card.ranges).toHaveLength(1)
      expect(Math.abs((card.ranges[0]?.fromMs ?? 0) - (BASE_MS - 60_000))).toBeLessThan(1500)
      const plan = await backfill().plan(call().actor, wish())
      expect(plan).toMatchObject({
        scheduledMs: 28_000,
        missingMs: 12_000,
        wantedMs: 12_000,
        onCardMs: 12_000,
      })
      expect(plan.estimate).toMatchObject({ basis: 'own-footage', enough: true, nights: 1 })

      await backfill().startFetch(call(), { ...wish(), when: 'now' })
      await world.host.services.jobs.idle()
      const done = await newest()
      expect(done).toMatchObject({ kind: 'device', state: 'done', filledMs: 12_000, errorCode: null })
      const uncertaintyMs = done?.uncertaintyMs ?? 0
      expect(uncertaintyMs).toBeGreaterThan(0)

      const segments = await segmentsOf(world)
      expect(segments.map(({ number, origin }) => [number, origin])).toEqual([
        [1, 'recorded'],
        [BACKFILL_NUMBERS_FROM, 'backfilled'],
        [2, 'recorded'],
      ])
      const errorMs = uncertaintyMs + 100
      const faults = await playingFaults(world.host, segments, errorMs, OFFSET_MS)
      // At the seams the two clocks differ by their uncertainty; inside nothing is missing.
      expect(faults.filter((fault) => !/missing before/.test(fault))).toEqual([])
      const missing = faults.flatMap((fault) => Number(/(\d+) ms missing/.exec(fault)?.[1] ?? 0))
      expect(Math.max(0, ...missing)).toBeLessThan(errorMs + 1000 / BURNED_FPS)
      expect((await lane()).map(({ state, fromMs, toMs }) => [state, toMs - fromMs])).toEqual([
        ['recorded', 8000],
        ['backfilled', 12_000],
        ['recorded', 8000],
      ])
      expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
      expect((await backfill().plan(call().actor, wish())).missingMs).toBe(0)
    },
    TEST_MS,
  )

  it(
    'takes back what it filled, leaves the rest, and may fill it again',
    async () => {
      await backfill().refreshCard(call().actor, world.camera.id)
      const { id } = await backfill().startFetch(call(), { ...wish(), when: 'now' })
      await world.host.services.jobs.idle()
      const undone = await backfill().undo(systemCall('test', 'backfill.undo'), id)
      expect(undone.state).toBe('undone')
      expect((await lane()).map(({ state }) => state)).toEqual(['recorded', 'purged', 'recorded'])
      expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
      await expect(backfill().undo(systemCall('test', 'backfill.undo'), id)).rejects.toMatchObject({
        code: 'backfill.nothing-left',
      })
      await backfill().startFetch(call(), { ...wish(), when: 'now' })
      await world.host.services.jobs.idle()
      expect(await newest()).toMatchObject({ state: 'done', filledMs: 12_000 })
      expect((await segmentsOf(world)).map(({ number }) => number)).toEqual([1, BACKFILL_NUMBERS_FROM + 1, 2])
    },
    TEST_MS,
  )

  it(
    'waits for the night, stops when it ends, and goes on in the next',
    async () => {
      await backfill().refreshCard(call().actor, world.camera.id)
      const minuteOf = (atMs: number): number => {
        const { hour, minute } = toVietnamDateTime(atMs)
        return hour * 60 + minute
      }
      const night = {
        ...DEFAULT_BACKFILL_SETTINGS,
        windowFromMinute: minuteOf(Date.now() + 3_600_000),
        windowToMinute: minuteOf(Date.now() + 7_200_000),
        maxKilobitsPerSecond: SLOW_KILOBITS,
      }
      await backfill().setSettings(systemCall('test', 'backfill.settings'), night)
      await backfill().startFetch(call(), { ...wish(), when: 'night' })
      await backfill().tick()
      expect(await newest()).toMatchObject({ state: 'planned', progress: null })

      // What is left of the night goes by in two seconds: at that speed nothing can be fetched whole in them.
      const openedMs = Date.now()
      world.moveClock(() => openedMs + 4_500_000 + (Date.now() - openedMs) * 1350)
      await backfill().tick()
      await until(LIMIT_MS, 'it waits again', async () => (await newest())?.state === 'planned')
      world.moveClock(() => Date.now() + 10_800_000)
      await backfill().tick()
      const waiting = await newest()
      expect(waiting).toMatchObject({ state: 'planned', progress: null })
      expect(waiting?.filledMs).toBeLessThan(12_000)

      world.moveClock(() => Date.now() + 4_500_000 + 86_400_000)
      await backfill().setSettings(systemCall('test', 'backfill.settings'), {
        ...night,
        maxKilobitsPerSecond: 9000,
      })
      await backfill().tick()
      await world.host.services.jobs.idle()
      expect(await newest()).toMatchObject({ state: 'done', filledMs: 12_000 })
      expect(totalMs((await lane()).filter(({ state }) => state === 'backfilled'))).toBe(12_000)
    },
    TEST_MS,
  )

  it(
    'is cancelled on the way and keeps what it has',
    async () => {
      await backfill().refreshCard(call().actor, world.camera.id)
      const slow = { ...DEFAULT_BACKFILL_SETTINGS, maxKilobitsPerSecond: SLOW_KILOBITS }
      await backfill().setSettings(systemCall('test', 'backfill.settings'), slow)
      const { id } = await backfill().startFetch(call(), { ...wish(), when: 'now' })
      await until(LIMIT_MS, 'something is filled', async () => ((await newest())?.bytes ?? 0) > 0)
      const cancelled = await backfill().cancel(systemCall('test', 'backfill.cancel'), id)
      expect(cancelled).toMatchObject({ state: 'cancelled', errorCode: null })
      const filled = totalMs((await lane()).filter(({ state }) => state === 'backfilled'))
      expect(filled).toBeGreaterThan(0)
      expect(filled).toBeLessThan(12_000)
      expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
    },
    TEST_MS,
  )
})
