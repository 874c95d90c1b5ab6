import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, formatVietnamTime } from '#shared/kernel/instant.ts'
import { sumFigures } from '#shared/coverage/ledger.rules.ts'
import { DEFAULT_DEADLINE_RULES } from '#shared/units/working-calendar.model.ts'
import { type Actor, systemCall } from '#main/ports/call.ts'
import type { Role } from '#shared/users/users.model.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { createLedgerWorld } from '#tests/builders/ledger-world.ts'
import { seedStation, type StationWorld, unitIdOf } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

/** A Friday, and the day before it. */
const at = (time: string, day = '2026-11-20'): number => Date.parse(`${day}T${time}+07:00`)
const FRIDAY_MS = at('00:00:00')
const FRIDAY = { fromMs: FRIDAY_MS, toMs: FRIDAY_MS + DAY_MS }
const range = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) })

describe.each(testDatabases)('the ledger on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let services: ReturnType<typeof createLedgerWorld>
  let world: StationWorld
  let layer: ReturnType<typeof createRowLayer>
  let cameras: { desk: Id; reception: Id }
  const time = { nowMs: 0 }

  const actorOf = (role: Role): Actor => ({
    kind: 'user',
    id: role,
    label: role,
    role,
    unitId: unitIdOf(world, role),
  })
  const system = systemCall('test', 'test.look').actor
  const ledger = () => services.ledger

  beforeAll(async () => {
    database = await openMigrated()
    const createdAtMs = at('00:00:00', '2026-11-19')
    services = createLedgerWorld(database.db, { nowMs: () => time.nowMs })
    world = await seedStation(services)
    layer = createRowLayer(database.db)
    cameras = {
      desk: await layCamera(database.db, { roomId: world.desk.id, name: 'Một cửa', createdAtMs }),
      reception: await layCamera(database.db, { roomId: world.reception.id, name: 'Tiếp dân', createdAtMs }),
    }
  })
  afterAll(() => database.close())

  beforeEach(async () => {
    time.nowMs = at('17:00:00')
    const { desk, reception } = cameras
    await layer.footage(desk, { fromMs: at('00:00:00', '2026-11-19'), toMs: at('08:00:00') })
    await layer.absence(desk, at('08:00:00'), at('09:00:00'), 'camera-offline', 'rtsp-timeout')
    await layer.footage(desk, range('08:30:00', '08:40:00'), { origin: 'backfilled' })
    await layer.footage(desk, range('09:00:00', '10:00:00'), { state: 'expired' })
    await layer.footage(desk, range('10:00:00', '10:05:00'), { state: 'damaged' })
    await layer.onDevice(desk, range('09:30:00', '11:00:00'))
    await layer.footage(desk, range('11:30:00', '17:00:00'))
    await layer.absence(reception, at('00:00:00', '2026-11-19'), null, 'recorder-down', 'stopped-by-person')
  })
  afterEach(async () => {
    for (const table of ['segments', 'absences', 'device_recordings', 'working_calendars'] as const) {
      await database.db.deleteFrom(table).execute()
    }
  })

  it('gives every scheduled minute of a camera its state, and names the row that proves it', async () => {
    const { sum, spans, minutes } = await ledger().day(system, cameras.desk, at('12:00:00'))
    const told = spans.map(
      ({ fromMs, state, reason, proof }) =>
        `${formatVietnamTime(fromMs).slice(0, 5)} ${reason ?? state} ${proof?.table ?? '–'}`,
    )
    expect(told).toEqual([
      '00:00 recorded –',
      '08:00 rtsp-timeout absences',
      '08:30 backfilled –',
      '08:40 rtsp-timeout absences',
      '09:00 expired segment_tombstones',
      '10:00 segment-damaged segments',
      '10:05 on-device device_recordings',
      '11:00 unexplained –',
      '11:30 recorded –',
    ])
    expect(spans.at(-1)?.toMs).toBe(at('17:00:00'))
    expect(sum.figures).toMatchObject({ scheduledMs: 17 * 3_600_000, unexplainedMs: 30 * 60_000 })
    expect(minutes[8 * 60 + 35]).toBe('backfilled')
    expect(minutes[17 * 60]).toBeNull()
    const damaged = spans.find(({ reason }) => reason === 'segment-damaged')
    expect(damaged?.proof?.id).toMatch(/^\d+–\d+$/)
  })

  it('adds up: the month to its days, the communes to all, the months to the range', async () => {
    const month = await ledger().month(system, { fromMs: FRIDAY_MS - DAY_MS, toMs: FRIDAY.toMs })
    for (const camera of month.cameras) {
      expect(sumFigures(camera.days.map(({ figures }) => figures))).toEqual(camera.sum.figures)
    }
    const all = sumFigures(month.cameras.map(({ sum }) => sum.figures))
    expect(month.totals.all.figures).toEqual(all)
    expect(sumFigures(month.totals.months.map(({ sum }) => sum.figures))).toEqual(all)
    expect(month.totals.communes.map(({ cameras: count, rooms }) => [count, rooms.length])).toEqual([[2, 2]])
    expect(month.cameras.map(({ days }) => days.length)).toEqual([2, 2])
    expect(month.totals.all.causes[0]).toEqual({
      state: 'recorder-down',
      reason: 'stopped-by-person',
      lengthMs: 41 * 3_600_000,
    })
  })

  it('counts uptime in office hours alone, where footage that was deleted since was filmed', async () => {
    const { figures } = await ledger().camera(system, cameras.desk, FRIDAY)
    // 07:30–11:30 and 13:30–17:00; without 08:00–08:30, 08:40–09:00 and 10:00–11:30.
    expect(figures.officeMs).toBe(7.5 * 3_600_000)
    expect(figures.officeFilmedMs).toBe((7.5 - 0.5 - 1 / 3 - 1.5) * 3_600_000)
  })

  it('follows the calendar of the commune, or of the unit above it', async () => {
    const call = () => systemCall('test', 'unit.set-calendar')
    const calendar = {
      sessions: [{ weekdays: [5], fromMinute: 540, toMinute: 600 }],
      holidays: [],
      makeUpDays: [],
      deadlines: DEFAULT_DEADLINE_RULES,
    }
    await services.units.setCalendar(call(), world.commune.id, calendar, FRIDAY_MS)
    const { figures } = await ledger().camera(system, cameras.desk, FRIDAY)
    expect([figures.officeFilmedMs, figures.officeMs]).toEqual([3_600_000, 3_600_000])
  })

  it('stops at now, and asks nothing of a camera before it was added', async () => {
    time.nowMs = at('08:10:00')
    const sum = await ledger().camera(system, cameras.desk, {
      fromMs: at('00:00:00', '2026-11-01'),
      toMs: FRIDAY.toMs,
    })
    expect(sum.figures.scheduledMs).toBe(DAY_MS + (8 * 60 + 10) * 60_000)
    expect(sum.figures.byState).toMatchObject({ recorded: DAY_MS + 8 * 3_600_000, 'camera-offline': 600_000 })
  })

  it('says each day whether a camera recorded, worst first', async () => {
    const digest = await ledger().digest(system)
    const told = digest.cameras.map(({ name, yesterday, today }) => [name, yesterday.verdict, today.verdict])
    expect(told).toEqual([
      ['Tiếp dân', 'never-came', 'never-came'],
      ['Một cửa', 'ok', 'gaps'],
    ])
    expect(digest.cameras[1]?.today.longest).toMatchObject({
      state: 'not-yet-fetched',
      fromMs: at('10:05:00'),
    })
  })

  it('shows cameras to those who may view their room and to administrators, and sums alone to a committee', async () => {
    const namesOf = async (role: Role) =>
      (await ledger().month(actorOf(role), FRIDAY)).cameras.map(({ name }) => name).toSorted()
    expect(await namesOf('administrator')).toEqual(['Một cửa', 'Tiếp dân'])
    expect(await namesOf('inspector')).toEqual(['Tiếp dân'])
    expect(await namesOf('office-staff')).toEqual(['Một cửa'])
    expect(await namesOf('committee-member')).toEqual([])
    const sums = await ledger().totals(actorOf('committee-member'), FRIDAY)
    expect(sums.communes.map(({ cameras: count }) => count)).toEqual([2])
    expect((await ledger().totals(actorOf('inspector'), FRIDAY)).communes[0]?.cameras).toBe(1)
    expect((await ledger().digest(actorOf('committee-member'))).cameras).toEqual([])
  })

  it('refuses a camera of another room, one that never was, and a range that is too long', async () => {
    const { desk } = cameras
    await expect(ledger().day(actorOf('inspector'), desk, FRIDAY_MS)).rejects.toMatchObject({
      code: 'room.not-yours',
    })
    await expect(ledger().day(actorOf('committee-member'), desk, FRIDAY_MS)).rejects.toMatchObject({
      code: 'room.not-yours',
    })
    await expect(ledger().day(system, world.commune.id, FRIDAY_MS)).rejects.toMatchObject({
      code: 'camera.unknown',
    })
    const long = { fromMs: FRIDAY_MS, toMs: FRIDAY_MS + 63 * DAY_MS }
    await expect(ledger().month(system, long)).rejects.toMatchObject({ code: 'range.too-long' })
    await expect(ledger().month(system, { fromMs: 5, toMs: 5 })).rejects.toMatchObject({
      code: 'range.empty',
    })
  })

  it('asks of one commune alone when told to', async () => {
    const none = await ledger().month(system, { ...FRIDAY, communeUnitId: world.office.id })
    expect([none.cameras.length, none.totals.all.figures.scheduledMs]).toEqual([0, 0])
    const one = await ledger().month(system, { ...FRIDAY, communeUnitId: world.commune.id })
    expect(one.cameras).toHaveLength(2)
  })
})
