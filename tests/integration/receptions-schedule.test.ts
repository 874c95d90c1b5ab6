import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import type { ImportScope } from '#main/ports/import-target.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import {
  buildReceptionWorld,
  FRIDAY_MS,
  receptionRow,
  type ReceptionWorld,
  scheduleRow,
} from '#tests/builders/reception-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const day = (offset: number): number => FRIDAY_MS + offset * DAY_MS
const at = (offset: number, hour: number): number => day(offset) + hour * HOUR_MS
const WEEK = { fromMs: day(-4), toMs: day(3) }

describe.each(testDatabases)('the reception schedule on $name', ({ openMigrated }) => {
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
    world.time.nowMs = at(0, 15)
  })

  const schedule = () => world.receptions.schedule(world.actorOf('inspector'), scope.roomId, WEEK)
  const findings = async () =>
    (await world.findings.list(world.actorOf('inspector'), { roomId: scope.roomId, limit: 50, offset: 0 }))
      .rows

  /** The room's camera filmed Monday and Tuesday, was off on Wednesday, and films again on Thursday's afternoon. */
  async function film(): Promise<void> {
    const cameraId = await layCamera(world.db, {
      roomId: scope.roomId,
      name: 'Phòng tiếp dân',
      createdAtMs: day(-10),
    })
    const layer = createRowLayer(world.db)
    await layer.footage(cameraId, { fromMs: at(-4, 7.5), toMs: at(-4, 11.5) })
    await layer.footage(cameraId, { fromMs: at(-3, 8), toMs: at(-3, 9) }, { state: 'expired' })
    await layer.absence(cameraId, day(-2), day(-1), 'camera-offline', 'rtsp-timeout')
  }

  const sessions = [-4, -3, -2, -1, 0].map((offset) => scheduleRow({ dayMs: day(offset) }))

  it('holds each session against register and footage, and says why there is none', async () => {
    await film()
    await world.importRows('reception-schedule', scope, [
      ...sessions,
      scheduleRow({ session: 'afternoon', regime: 'regular', hostRole: 'officer' }),
    ])
    await world.importRows('reception-register', scope, [
      receptionRow({ dayMs: day(-4), regime: 'head', content: 'a' }),
      receptionRow({ dayMs: day(-4), atLogMs: at(-4, 15), content: 'b' }),
      receptionRow({ dayMs: day(-2), regime: 'head', content: 'c' }),
    ])
    world.time.nowMs = at(0, 15)
    const { sessions: told, weeks, registerToMs } = await schedule()
    expect(
      told.map(({ sessionState, visits, visitsOfDay, footage }) => ({
        sessionState,
        visits,
        visitsOfDay,
        filmedHours: footage === null ? null : footage.filmedMs / HOUR_MS,
        footageHours: footage === null ? null : footage.footageMs / HOUR_MS,
      })),
    ).toEqual([
      { sessionState: 'held-recorded', visits: 1, visitsOfDay: 1, filmedHours: 4, footageHours: 4 },
      { sessionState: 'recorded-unregistered', visits: 0, visitsOfDay: 0, filmedHours: 1, footageHours: 0 },
      { sessionState: 'held-unrecorded', visits: 1, visitsOfDay: 1, filmedHours: 0, footageHours: 0 },
      { sessionState: 'not-held', visits: 0, visitsOfDay: 0, filmedHours: 0, footageHours: 0 },
      { sessionState: 'not-held', visits: 0, visitsOfDay: 0, filmedHours: 0, footageHours: 0 },
      { sessionState: 'under-way', visits: 0, visitsOfDay: 0, filmedHours: null, footageHours: null },
    ])
    expect(told[2]?.footage?.causes).toEqual([
      { state: 'camera-offline', reason: 'rtsp-timeout', lengthMs: 4 * HOUR_MS },
    ])
    expect(weeks).toEqual([
      {
        fromMs: day(-4),
        scheduled: 5,
        due: 5,
        held: 2,
        delegated: 0,
        unclear: 1,
        notHeld: 2,
        minimum: 1,
      },
    ])
    expect(registerToMs).toBe(day(-2))
  })

  it('has a session with neither as a finding, which goes when a register entry comes', async () => {
    await film()
    await world.importRows('reception-schedule', scope, sessions.slice(0, 4))
    world.time.nowMs = at(0, 15)
    await world.receptions.sweep()
    const notHeld = await findings()
    expect(notHeld.map(({ kind, fromMs, toMs, subject }) => [kind, fromMs, toMs, subject.kind])).toEqual([
      ['session-not-held', at(-1, 7.5), at(-1, 11.5), 'reception-session'],
      ['session-not-held', at(-2, 7.5), at(-2, 11.5), 'reception-session'],
    ])
    expect(notHeld[1]?.detail).toMatchObject({
      incidentCode: 'RC-01',
      cause: 'camera-offline',
      registerReaches: false,
      registerToMs: null,
    })
    const { importId } = await world.importRows('reception-register', scope, [
      receptionRow({ dayMs: day(-1) }),
    ])
    world.time.nowMs = at(0, 15)
    await world.receptions.sweep()
    expect((await findings()).map(({ fromMs }) => fromMs)).toEqual([at(-2, 7.5)])
    await world.undo('reception-register', importId)
    await world.receptions.sweep()
    expect((await findings()).map(({ fromMs }) => fromMs)).toEqual([at(-1, 7.5), at(-2, 7.5)])
    expect(await world.db.selectFrom('reception_refreshes').selectAll().execute()).toEqual([])
  })

  it('flags a deputy in place of the chair from 01/07/2026 on, not before', async () => {
    const lawMs = Date.parse('2026-07-01T00:00:00+07:00')
    const delegated = (dayMs: number) =>
      receptionRow({ dayMs, regime: 'delegated', receiverName: 'Phó Chủ tịch' })
    await world.importRows('reception-register', scope, [delegated(lawMs - DAY_MS), delegated(lawMs)])
    await world.receptions.sweep()
    const range = { fromMs: lawMs - 2 * DAY_MS, toMs: lawMs + DAY_MS }
    await world.receptions.refreshReceptionFindings(scope.roomId, range)
    expect(await findings()).toMatchObject([
      {
        kind: 'delegated-to-deputy',
        fromMs: lawMs + 7.5 * HOUR_MS,
        toMs: lawMs + 17 * HOUR_MS,
        subject: { kind: 'reception-visit' },
        detail: { incidentCode: 'RC-02', visits: 1, receiverName: 'Phó Chủ tịch' },
      },
    ])
  })

  it('is for those who may look into the room, and for no more than two months at once', async () => {
    const { receptions, actorOf } = world
    await expect(receptions.schedule(actorOf('committee-member'), scope.roomId, WEEK)).rejects.toMatchObject({
      code: 'room.not-yours',
    })
    const year = { fromMs: day(-300), toMs: day(0) }
    await expect(receptions.schedule(actorOf('inspector'), scope.roomId, year)).rejects.toMatchObject({
      code: 'range.too-long',
    })
  })
})
