import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { DEFAULT_RECEPTION_RULES } from '#shared/receptions/reception-rules.model.ts'
import { type VisitBody, visitBodySchema } from '#shared/receptions/receptions.model.ts'
import type { ImportScope } from '#main/ports/import-target.ts'
import {
  buildReceptionWorld,
  FRIDAY_MS,
  petitionRow,
  receptionRow,
  type ReceptionWorld,
  scheduleRow,
} from '#tests/builders/reception-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const ALL = { removed: false, limit: 100, offset: 0 }
const body = (part: Partial<VisitBody>): VisitBody => ({
  ...visitBodySchema.parse({ dayMs: FRIDAY_MS, regime: 'regular' }),
  ...part,
})

describe.each(testDatabases)('reception registers on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReceptionWorld
  let scope: ImportScope

  beforeAll(async () => {
    database = await openMigrated()
    world = await buildReceptionWorld(database.db)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    scope = await world.newScope()
    world.time.nowMs = FRIDAY_MS + 2 * DAY_MS
  })

  const add = (part: Partial<VisitBody>) =>
    world.receptions.addVisit(world.callOf('inspector', 'reception-visit.add'), scope.roomId, body(part))
  const list = (role: 'inspector' | 'office-staff', filter = {}) =>
    world.receptions.visits(world.actorOf(role), { ...ALL, roomId: scope.roomId, ...filter })

  it('show names to those who may see them, and of a denunciation nothing to anyone else', async () => {
    await add({ kind: 'complaint', visitorName: 'Nguyễn Văn An', content: 'Đất đai' })
    await add({
      kind: 'denunciation',
      visitorName: 'Trần Thị Bình',
      content: 'Bà Bình tố cáo',
      note: 'Bà Bình',
    })
    const full = await list('inspector')
    expect(full.rows.map(({ visitorName }) => visitorName)).toEqual(['Nguyễn Văn An', 'Trần Thị Bình'])
    const masked = await list('office-staff')
    expect(masked.rows.map(({ visitorName, withheld }) => [visitorName, withheld])).toEqual([
      ['N*** V*** A***', 'names'],
      [null, 'all'],
    ])
    expect(JSON.stringify(masked)).not.toContain('Bình')
  })

  it('leave what was hidden as it is when somebody edits who was not shown it', async () => {
    const { receptions, callOf } = world
    const { id } = await add({ kind: 'denunciation', visitorName: 'Trần Thị Bình', content: 'Tố cáo' })
    const edit = (part: Partial<VisitBody>) =>
      receptions.editVisit(callOf('office-staff', 'reception-visit.edit'), id, body(part))
    await edit({ kind: 'denunciation', peopleCount: 3 })
    expect((await list('inspector')).rows[0]).toMatchObject({
      visitorName: 'Trần Thị Bình',
      content: 'Tố cáo',
      peopleCount: 3,
    })
    await expect(edit({ kind: 'complaint' })).rejects.toMatchObject({ code: 'reception.secret' })
  })

  it('take a row out and put it back, count only what stands, and say so in the log', async () => {
    const { receptions, callOf } = world
    const { id } = await add({ peopleCount: 6, kind: 'complaint' })
    await add({ peopleCount: 2, regime: 'head' })
    const sums = async (filter = {}) => {
      const { total, people } = await list('inspector', filter)
      return [total, people]
    }
    expect(await sums()).toEqual([2, 8])
    expect(await sums({ regime: 'head' })).toEqual([1, 2])
    expect(await sums({ kind: 'complaint', fromMs: FRIDAY_MS + DAY_MS })).toEqual([0, 0])
    await receptions.removeVisit(callOf('inspector', 'reception-visit.remove'), id)
    expect([await sums(), await sums({ removed: true })]).toEqual([
      [1, 2],
      [1, 6],
    ])
    const edit = callOf('inspector', 'reception-visit.edit')
    await expect(receptions.editVisit(edit, id, body({}))).rejects.toMatchObject({
      code: 'reception.removed',
    })
    await receptions.restoreVisit(callOf('inspector', 'reception-visit.restore'), id)
    expect(await sums()).toEqual([2, 8])
    const restore = callOf('inspector', 'reception-visit.restore')
    await expect(receptions.restoreVisit(restore, id)).rejects.toMatchObject({
      code: 'reception.not-removed',
    })
  })

  it('are closed to whoever may not look into the room, whatever the role', async () => {
    const { receptions, callOf, actorOf } = world
    const { id } = await add({})
    const stranger = actorOf('committee-member')
    await expect(receptions.visit(stranger, id)).rejects.toMatchObject({ code: 'room.not-yours' })
    await expect(receptions.visits(stranger, { ...ALL, roomId: scope.roomId })).rejects.toMatchObject({
      code: 'room.not-yours',
    })
    expect((await receptions.visits(stranger, ALL)).total).toBe(0)
    const call = callOf('committee-member', 'reception-visit.remove')
    await expect(receptions.removeVisit(call, id)).rejects.toMatchObject({ code: 'room.not-yours' })
    await expect(add({ dayMs: FRIDAY_MS + 1 })).rejects.toMatchObject({ code: 'reception.not-midnight' })
  })

  it('become Biểu 01/TCD of a period, against the same period of the year before', async () => {
    const lastYear = FRIDAY_MS - 365 * DAY_MS
    const register = [
      receptionRow({ regime: 'head', peopleCount: 7, content: 'a' }),
      receptionRow({ regime: 'regular', visitNumber: 2, content: 'b', ordinal: 2 }),
      receptionRow({ regime: 'delegated', content: 'c', ordinal: 3 }),
      // After the cut-off day of the year: next year's.
      receptionRow({ dayMs: Date.parse('2026-12-15T00:00:00+07:00'), content: 'd' }),
      receptionRow({ dayMs: lastYear, peopleCount: 2, content: 'e' }),
    ]
    await world.importRows('reception-register', scope, register)
    await world.importRows('reception-schedule', scope, [
      scheduleRow(),
      scheduleRow({ dayMs: FRIDAY_MS - DAY_MS }),
    ])
    await world.importRows('petition-register', scope, [
      petitionRow({ resolvedDayMs: FRIDAY_MS, dueDayMs: FRIDAY_MS }),
      petitionRow({ number: '13', content: 'Khác', withinCompetence: false }),
    ])
    world.time.nowMs = FRIDAY_MS + 2 * DAY_MS
    const year = { preset: 'year', year: 2026, index: 1 } as const
    const report = await world.receptions.report(world.actorOf('inspector'), year, scope.communeUnitId)
    const others = await world.receptions.report(world.actorOf('inspector'), { ...year, year: 2030 })
    expect(others.total.every((value) => value === 0)).toBe(true)
    // The commune has the rooms of the other tests too, which hold visits of that Friday alone: count this test's part.
    const { total, counts, ratios, rows, petitions } = report
    expect(rows).toHaveLength(1)
    expect(rows[0]?.values).toEqual(total)
    expect(total[0]).toBe((total[3] ?? 0) + (total[12] ?? 0) + (total[21] ?? 0))
    expect([total[16], total[17], total[20], total[21]]).toEqual([1, 7, 1, 1])
    expect(counts.visits.previous).toBe(1)
    expect(counts.people).toMatchObject({ unit: 'people', previous: 2 })
    expect(petitions).toMatchObject({ received: 2, eligible: 2, withinCompetence: 1, resolved: 1, onTime: 1 })
    expect(ratios.resolved).toMatchObject({ current: { numerator: 1, denominator: 1 }, points: null })
    expect(ratios.chairHeld.current).toEqual({ numerator: 1, denominator: 2 })
    const told = await world.receptions.report(world.actorOf('committee-member'), year)
    expect(told.total).toEqual(total)
    const stranger = { ...world.actorOf('inspector'), unitId: world.station.office.id }
    expect((await world.receptions.report(stranger, year)).rows).toEqual([])
  })

  it('follow the rules that the station keeps', async () => {
    const { receptions, callOf } = world
    expect(await receptions.rules()).toEqual(DEFAULT_RECEPTION_RULES)
    const rules = { ...DEFAULT_RECEPTION_RULES, cutOffDay: null }
    await receptions.setRules(callOf('inspector', 'reception-rules.set'), rules)
    const month = { preset: 'month', year: 2026, index: 11 } as const
    const { period } = await receptions.report(world.actorOf('inspector'), month)
    expect(period.fromMs).toBe(Date.parse('2026-11-01T00:00:00+07:00'))
    const bad = { ...rules, delegationEndsMs: FRIDAY_MS + 1 }
    await expect(receptions.setRules(callOf('inspector', 'reception-rules.set'), bad)).rejects.toMatchObject({
      code: 'reception.not-midnight',
    })
    await receptions.setRules(callOf('inspector', 'reception-rules.set'), DEFAULT_RECEPTION_RULES)
  })
})
