import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isFootage } from '#shared/coverage/ledger.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { findAbsencePieces, findFilePieces } from '#main/features/recordings/lanes.repository.ts'
import { writeHeartbeat } from '#main/features/recordings/recordings.repository.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { createRowLayer, layCamera, type RowKind } from '#tests/builders/laid-rows.ts'
import { createLedgerWorld } from '#tests/builders/ledger-world.ts'
import { seedStation } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

/** A Friday. */
const DAY_FROM_MS = Date.parse('2026-11-20T00:00:00+07:00')
const minute = (count: number): number => DAY_FROM_MS + count * MINUTE_MS
const minutes = (from: number, to: number) => ({ fromMs: minute(from), toMs: minute(to) })
const DAY = minutes(0, 1440)

type Stretch = { readonly from: number; readonly length: number }
type Laid = Stretch & { readonly kind: RowKind }

const stretch = fc.record({ from: fc.nat(1380), length: fc.integer({ min: 1, max: 200 }) })
const dayArbitrary = fc.record({
  files: fc.array(
    fc.record({
      from: fc.nat(1380),
      length: fc.integer({ min: 1, max: 200 }),
      kind: fc.record({
        state: fc.constantFrom('present', 'present', 'damaged', 'expired', 'purged'),
        origin: fc.constantFrom('recorded', 'recorded', 'backfilled'),
      }),
    }),
    { maxLength: 8 },
  ),
  absences: fc.array(stretch, { maxLength: 5 }),
  onDevice: fc.uniqueArray(stretch, { maxLength: 3, selector: ({ from }) => from }),
  createdAt: fc.nat(300),
  rollMinutes: fc.nat(60),
  officeFrom: fc.integer({ min: 0, max: 1440 }),
})

/** What the rules say of a minute, asked one after the other. */
function truthOf(day: DrawnDay, at: number): string | null {
  const over = ({ from, length }: Stretch) => from <= at && at < from + length
  if (at < day.createdAt) return null
  const isOpen = (part: number) => (part >= 450 && part < 690) || (part >= 810 && part < 1020)
  const isScheduled =
    at < day.officeFrom ||
    Array.from({ length: 2 * day.rollMinutes + 1 }, (_, index) => at - day.rollMinutes + index).some(isOpen)
  if (!isScheduled) return null
  const files = day.files.filter(over)
  const has = (state: RowKind['state'], origin?: RowKind['origin']) =>
    files.some(({ kind }) => kind.state === state && (origin === undefined || kind.origin === origin))
  if (has('present', 'recorded')) return 'recorded'
  if (has('present', 'backfilled')) return 'backfilled'
  if (has('damaged')) return 'segment-damaged'
  if (has('purged')) return 'purged'
  if (has('expired')) return 'expired'
  if (day.onDevice.some(over)) return 'on-device'
  return day.absences.some(over) ? 'rtsp-timeout' : 'unexplained'
}

type DrawnDay = {
  readonly files: readonly Laid[]
  readonly absences: readonly Stretch[]
  readonly onDevice: readonly Stretch[]
  readonly createdAt: number
  readonly rollMinutes: number
  readonly officeFrom: number
}

const wordAt = (spans: readonly FootageSpan[], atMs: number): string | null => {
  const span = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
  return span ? (span.reason ?? span.state) : null
}

describe.each(testDatabases)('lanes on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReturnType<typeof createLedgerWorld>
  let roomId: Id
  const system = systemCall('test', 'test.look').actor

  let nowMs = 0

  beforeAll(async () => {
    database = await openMigrated()
    world = createLedgerWorld(database.db, { nowMs: () => nowMs })
    roomId = (await seedStation(world)).desk.id
  })
  afterAll(() => database.close())
  beforeEach(() => {
    nowMs = DAY_FROM_MS + 2 * DAY_MS
  })
  afterEach(async () => {
    for (const table of ['segments', 'absences', 'device_recordings'] as const) {
      await database.db.deleteFrom(table).execute()
    }
  })

  const camera = (createdAt: number): Promise<Id> =>
    layCamera(database.db, { roomId, name: 'Quầy', createdAtMs: minute(createdAt) })
  const piecesOf = (cameraId: Id, missingFolders: string[] = []) =>
    findFilePieces(database.db, cameraId, DAY, missingFolders)

  async function lay(cameraId: Id, day: DrawnDay): Promise<void> {
    const layer = createRowLayer(database.db)
    for (const { from, length, kind } of day.files) {
      await layer.footage(cameraId, minutes(from, from + length), kind)
    }
    for (const { from, length } of day.absences) {
      await layer.absence(cameraId, minute(from), minute(from + length), 'camera-offline', 'rtsp-timeout')
    }
    for (const { from, length } of day.onDevice) await layer.onDevice(cameraId, minutes(from, from + length))
    const schedule = { id: newId(), camera_id: cameraId, kind: 'office-hours', valid_to_ms: null }
    const rollMs = day.rollMinutes * MINUTE_MS
    await database.db
      .insertInto('camera_schedules')
      .values({
        ...schedule,
        pre_roll_ms: rollMs,
        post_roll_ms: rollMs,
        valid_from_ms: minute(day.officeFrom),
      })
      .execute()
  }

  it('tell of whatever day what a look at each minute tells', async () => {
    for (const day of fc.sample(dayArbitrary, { numRuns: 12, seed: 20_261_120 })) {
      const cameraId = await camera(day.createdAt)
      await lay(cameraId, day)
      const { spans, sum } = await world.ledger.day(system, cameraId, DAY_FROM_MS)
      const truths = Array.from({ length: 1440 }, (_, at) => truthOf(day, at))
      const told = truths.map((_, at) => wordAt(spans, minute(at)))
      expect(told).toEqual(truths)
      const count = (word: string) => truths.filter((truth) => truth === word).length * MINUTE_MS
      expect(sum.figures.scheduledMs).toBe(truths.filter((truth) => truth !== null).length * MINUTE_MS)
      expect(sum.figures.unexplainedMs).toBe(count('unexplained'))
      const footage = spans.filter(({ state }) => isFootage(state))
      expect(footage.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0)).toBe(
        count('recorded') + count('backfilled'),
      )
    }
  })

  it('join files that follow each other and are of one kind', async () => {
    const cameraId = await camera(0)
    const layer = createRowLayer(database.db)
    await layer.footage(cameraId, minutes(-3, 10))
    await layer.footage(cameraId, minutes(10, 12), { state: 'expired' })
    await layer.footage(cameraId, minutes(12, 13), { state: 'purged' })
    await layer.footage(cameraId, minutes(20, 25))
    await layer.footage(cameraId, minutes(25, 26), { origin: 'backfilled' })
    await layer.footage(cameraId, minutes(1440, 1441))
    const told = (await piecesOf(cameraId)).map(
      ({ fromMs, toMs, state, origin, proof }) =>
        `${(fromMs - DAY_FROM_MS) / MINUTE_MS}–${(toMs - DAY_FROM_MS) / MINUTE_MS} ${state} ${origin} ${proof?.id ?? ''}`,
    )
    expect(told).toEqual([
      '0–10 present recorded ',
      '10–12 expired recorded 14–15',
      '12–13 purged recorded 16',
      '20–25 present recorded ',
      '25–26 present backfilled ',
    ])
  })

  it('do not call footage what lies in a folder that is not there', async () => {
    const cameraId = await camera(0)
    const layer = createRowLayer(database.db)
    await layer.footage(cameraId, minutes(0, 5))
    await layer.footage(cameraId, minutes(5, 8), { folder: 'usb-2/' })
    await layer.footage(cameraId, minutes(8, 9), { folder: 'usb-20/' })
    await layer.footage(cameraId, minutes(9, 10), { folder: 'usb-2/', state: 'expired' })
    const states = async (missing: string[]) =>
      (await piecesOf(cameraId, missing)).map(({ state, proof }) => `${state} ${proof?.id ?? ''}`)
    expect(await states([])).toEqual(['present ', 'expired 10'])
    expect(await states(['usb-2/'])).toEqual(['present ', 'unreachable 6–8', 'present ', 'expired 10'])
  })

  it('find the absence that is still going on, those inside, and none that is over', async () => {
    const cameraId = await camera(0)
    const layer = createRowLayer(database.db)
    const lay1 = (from: number, to: number | null) =>
      layer.absence(cameraId, minute(from), to === null ? null : minute(to), 'camera-offline', 'x')
    await lay1(-60, -1)
    await lay1(-50, 0)
    const reaching = await lay1(-40, 1)
    const inside = await lay1(30, 40)
    await lay1(1440, 1500)
    const open = await lay1(100, null)
    const found = await findAbsencePieces(database.db, cameraId, DAY)
    expect(found.map(({ proof }) => proof.id)).toEqual([reaching, inside, open])
  })

  describe('beside a station that records, or after one', () => {
    const toldAt = async (heartbeat: number, now: number, from: number, open?: number): Promise<string[]> => {
      const state = 'recording' as const
      const createdAtMs = minute(0)
      const cameraId = await layCamera(database.db, { roomId, name: 'Quầy', createdAtMs, state })
      const layer = createRowLayer(database.db)
      await layer.footage(cameraId, minutes(from, 60))
      if (open !== undefined)
        await layer.absence(cameraId, minute(open), null, 'camera-offline', 'rtsp-timeout')
      await writeHeartbeat(database.db, minute(heartbeat))
      nowMs = minute(now)
      const [lane] = await world.footage.provenLanes([cameraId], minutes(from, 1440))
      return (lane?.spans ?? []).map(
        ({ fromMs, toMs, state: is, reason, proof }) =>
          `${(fromMs - DAY_FROM_MS) / MINUTE_MS}–${(toMs - DAY_FROM_MS) / MINUTE_MS} ${reason ?? is} ${proof?.table ?? ''}`,
      )
    }

    it('takes the file that is being written for on its way, and no longer than a file can be', async () => {
      expect(await toldAt(61.9, 62, 50)).toEqual(['50–60 recorded ', '60–62 in-progress recording_runs'])
      expect(await toldAt(69.9, 70, 50)).toEqual([
        '50–60 recorded ',
        '60–65 in-progress recording_runs',
        '65–70 unexplained ',
      ])
    })

    it('knows from the last heartbeat on that nobody records', async () => {
      expect(await toldAt(60.5, 120, 50)).toEqual([
        '50–60 recorded ',
        '60–60.5 in-progress recording_runs',
        '60.5–120 host-down settings',
      ])
    })

    it('believes an absence that stands open up to the last heartbeat', async () => {
      expect(await toldAt(80, 120, 50, 60)).toEqual([
        '50–60 recorded ',
        '60–80 rtsp-timeout absences',
        '80–120 host-down settings',
      ])
    })
  })
})
