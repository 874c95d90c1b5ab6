import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_DEADLINE_RULES, type WorkingCalendarBody } from '#shared/units/working-calendar.model.ts'
import { DEFAULT_CALENDAR, officeSessions, vietnamDayOf } from '#shared/units/working-calendar.rules.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { systemCall } from '#main/ports/call.ts'
import { createLedgerWorld } from '#tests/builders/ledger-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)
/** Open on Wednesdays for an hour from the given one on. */
const wednesdaysFrom = (hour: number): WorkingCalendarBody => ({
  sessions: [{ weekdays: [3], fromMinute: hour * 60, toMinute: hour * 60 + 60 }],
  holidays: [{ day: '2026-11-24', name: 'Ngày nghỉ' }],
  makeUpDays: [{ day: '2026-11-28', likeWeekday: 3 }],
  deadlines: DEFAULT_DEADLINE_RULES,
})

describe.each(testDatabases)('working calendars on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReturnType<typeof createLedgerWorld>
  let province: Id
  let commune: Id
  let room: Id

  beforeEach(async () => {
    database = await openMigrated()
    world = createLedgerWorld(database.db, { nowMs: () => midnight('2026-11-25') + 1 })
    const unit = async (kind: 'province' | 'commune', parentId: Id | null) => {
      const made = { kind, name: kind, code: null, parentId, validFromMs: 0, predecessorId: null, roles: [] }
      return (await world.units.createUnit(systemCall('test', 'unit.create'), made)).id
    }
    province = await unit('province', null)
    commune = await unit('commune', province)
    const made = {
      communeUnitId: commune,
      kind: 'one-stop-desk',
      name: 'Một cửa',
      ownerUnitId: province,
    } as const
    room = (await world.units.createRoom(systemCall('test', 'room.create'), made)).id
  })
  afterEach(() => database.close())

  const set = (unitId: Id, hour: number, from: string) =>
    world.units.setCalendar(
      systemCall('test', 'unit.set-calendar'),
      unitId,
      wednesdaysFrom(hour),
      midnight(from),
    )
  /** Hour at which the room's office opens first on a day; null: it does not. */
  async function opensAt(day: string): Promise<number | null> {
    const range = { fromMs: midnight(day), toMs: midnight(day) + DAY_MS }
    const [first] = officeSessions(await world.units.calendarsOfRoom(room), range)
    return first ? (first.fromMs - range.fromMs) / 3_600_000 : null
  }
  const wednesdays = async () => Promise.all(['2026-11-11', '2026-11-18', '2026-11-25'].map(opensAt))

  it('come built in until a unit has one of its own', async () => {
    expect(await wednesdays()).toEqual([7.5, 7.5, 7.5])
    expect((await world.units.calendar(commune)).today).toEqual({ ...DEFAULT_CALENDAR, fromUnitId: null })
  })

  it('hold for the units below, and yield there to one of their own from its day on', async () => {
    await set(province, 8, '2026-11-11')
    await set(commune, 9, '2026-11-25')
    expect(await wednesdays()).toEqual([8, 8, 9])
    const { own, today } = await world.units.calendar(commune)
    expect(own.map(({ validFromMs, validToMs }) => [vietnamDayOf(validFromMs), validToMs])).toEqual([
      ['2026-11-25', null],
    ])
    expect(today).toEqual({ ...wednesdaysFrom(9), fromUnitId: commune })
    expect((await world.units.calendar(province)).today.fromUnitId).toBe(province)
  })

  it('end where the next begins, and go where an earlier one is set in their place', async () => {
    await set(commune, 8, '2026-11-11')
    await set(commune, 9, '2026-11-18')
    await set(commune, 10, '2026-11-25')
    expect(await wednesdays()).toEqual([8, 9, 10])
    await set(commune, 11, '2026-11-18')
    expect(await wednesdays()).toEqual([8, 11, 11])
    await set(commune, 12, '2026-11-18')
    expect(await wednesdays()).toEqual([8, 12, 12])
  })

  it('begin with a day, for a unit that there is', async () => {
    const call = systemCall('test', 'unit.set-calendar')
    const body = wednesdaysFrom(8)
    await expect(
      world.units.setCalendar(call, commune, body, midnight('2026-11-11') + 1),
    ).rejects.toMatchObject({ code: 'calendar.not-midnight' })
    await expect(set(room, 8, '2026-11-11')).rejects.toMatchObject({ code: 'unit.unknown' })
    await expect(world.units.calendar(room)).rejects.toMatchObject({ code: 'unit.unknown' })
  })

  it('leave a row in the log that says from which day they hold', async () => {
    await set(commune, 8, '2026-11-11')
    const rows = await database.db
      .selectFrom('audit_rows')
      .selectAll()
      .where('verb', '=', 'unit.set-calendar')
      .execute()
    expect(rows.map(({ subject_id: id }) => id)).toEqual([commune])
    expect(JSON.parse(rows[0]?.detail_json ?? '')).toMatchObject({
      from: '2026-11-11',
      sessions: 1,
      replaced: 0,
    })
  })
})
