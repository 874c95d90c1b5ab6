import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { importRows } from '#tests/builders/import-rows.ts'
import { framedRegister, type RegisterCells, registerRow } from '#tests/builders/register-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const FIVE_ROWS = framedRegister([
  registerRow({ code: 'H42.18-261120-0001' }),
  registerRow({
    code: 'H42.18-261120-0002',
    receivedAt: '20/11/2026 10:00:00',
    counter: 'Q2',
    returnedAt: '21/11/2026 08:30:00',
  }),
  registerRow({ code: 'H42.18-261120-0003', receivedAt: '20/11/2026 11:00:00', channel: 'Trực tuyến' }),
  registerRow({ code: 'H42.18-261120-0004', receivedAt: '31/11/2026 11:00:00' }),
  registerRow({ code: 'H42.18-261120-0001' }),
])

describe.each(testDatabases)('dossiers on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let source: LogSource

  beforeAll(async () => {
    database = await openMigrated()
  })
  afterAll(() => database.close())

  /** Each test has a commune, offices and a source of its own in the one database. */
  beforeEach(async () => {
    world = await buildDossierWorld(database.db)
    source = await world.dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
      roomId: world.desk.id,
      name: 'iGate',
      windowBeforeMs: 900_000,
      windowAfterMs: 300_000,
      offsetMs: 90_000,
      uncertaintyMs: 30_000,
    })
  })

  const load = (rows: RegisterCells) => importRows(world, source.id, rows)

  const everything = (actor: Actor = world.officeStaff) =>
    world.dossiers.list(actor, { limit: 500, offset: 0 })

  it('keeps a source with its room, commune and first clock reading', async () => {
    expect(await world.dossiers.sources(world.officeStaff)).toEqual([source])
    expect(source).toMatchObject({
      communeUnitId: world.commune.id,
      clockOffset: {
        offsetMs: 90_000,
        uncertaintyMs: 30_000,
        method: 'entered',
        measuredAtMs: world.time.nowMs,
      },
    })
    expect(await world.dossiers.sources(world.inspector)).toEqual([])
    expect(await world.dossiers.allSources()).toContainEqual(source)
  })

  it('takes the newest clock reading of a source', async () => {
    const values = {
      source_kind: 'log',
      source_id: source.id,
      method: 'matched-events',
      uncertainty_ms: 2000,
    }
    await database.db
      .insertInto('clock_offsets')
      .values([
        { id: newId(), ...values, offset_ms: 85_000, measured_at_ms: world.time.nowMs + 1 },
        { id: newId(), ...values, offset_ms: 1, measured_at_ms: world.time.nowMs - 1 },
      ])
      .execute()
    expect((await world.dossiers.sources(world.officeStaff))[0]?.clockOffset).toMatchObject({
      offsetMs: 85_000,
      uncertaintyMs: 2000,
    })
  })

  it('makes no source for a room that is not yours, or without a window', async () => {
    const input = {
      roomId: world.desk.id,
      name: 'x',
      windowBeforeMs: 1,
      windowAfterMs: 1,
      offsetMs: 0,
      uncertaintyMs: 0,
    }
    const create = (actor: Actor, fields: object) =>
      world.dossiers.createSource(callOf(actor, 'log-source.create'), { ...input, ...fields })
    await expect(create(world.inspector, {})).rejects.toMatchObject({ code: 'room.not-yours' })
    await expect(create(world.officeStaff, { roomId: newId() })).rejects.toMatchObject({
      code: 'room.unknown',
    })
    await expect(create(world.officeStaff, { windowBeforeMs: 0, windowAfterMs: 0 })).rejects.toMatchObject({
      code: 'range.empty',
    })
  })

  it('masks names except for those who may see personal data, and hides other rooms', async () => {
    await load(FIVE_ROWS)
    const nameFor = async (actor: Actor) => (await everything(actor)).rows[0]?.applicantName
    expect(await nameFor(world.officeStaff)).toBe('N*** V*** A***')
    expect(await nameFor(world.officeInspector)).toBe('Nguyễn Văn An')
    expect(await everything(world.inspector)).toEqual({ total: 0, all: 0, rows: [] })
    const list = world.dossiers.list(world.inspector, { roomId: world.desk.id, limit: 10, offset: 0 })
    await expect(list).rejects.toMatchObject({ kind: 'forbidden', code: 'room.not-yours' })
    expect(await world.imports.list(world.inspector)).toEqual([])
  })

  it('lists by room, time of receipt and part of a code, page by page', async () => {
    await load(FIVE_ROWS)
    const codes = async (filter: object) => {
      const { total, rows } = await world.dossiers.list(world.officeStaff, {
        limit: 10,
        offset: 0,
        ...filter,
      })
      return [total, ...rows.map((row) => row.code.slice(-4))]
    }
    expect(await codes({ roomId: world.desk.id })).toEqual([3, '0001', '0002', '0003'])
    expect(await codes({ limit: 1, offset: 1 })).toEqual([3, '0002'])
    expect(await codes({ code: 'h42.18-261120-0003' })).toEqual([1, '0003'])
    expect(await codes({ code: '%' })).toEqual([0])
    expect(await codes({ code: '_' })).toEqual([0])
    const tenMs = Date.parse('2026-11-20T10:00:00+07:00')
    expect(await codes({ fromMs: tenMs })).toEqual([2, '0002', '0003'])
    expect(await codes({ toMs: tenMs })).toEqual([1, '0001'])
  })

  it('finds dossiers for other features by id, with their room and a masked name', async () => {
    await load(FIVE_ROWS)
    const ids = (await everything()).rows.map((row) => row.id)
    const found = await world.dossiers.byIds([...ids, ...ids, newId()])
    expect(found).toHaveLength(3)
    expect(await world.dossiers.get(ids[0] ?? '')).toMatchObject({
      roomId: world.desk.id,
      applicantName: 'N*** V*** A***',
    })
    await expect(world.dossiers.get(newId())).rejects.toMatchObject({ code: 'dossier.unknown' })
    expect(await world.dossiers.byIds([])).toEqual([])
  })

  it('tells what happened at the desk in station time: walk-in dossiers, received and returned', async () => {
    await load(FIVE_ROWS)
    const eventsIn = async (from: string, to: string) => {
      const range = { fromMs: Date.parse(`${from}+07:00`), toMs: Date.parse(`${to}+07:00`) }
      const events = await world.dossiers.deskEvents({ roomIds: [world.desk.id], ...range })
      return events.map((event) => [event.dossierCode.slice(-4), event.kind])
    }
    expect(await eventsIn('2026-11-20T00:00:00', '2026-11-22T00:00:00')).toEqual([
      ['0001', 'received'],
      ['0002', 'received'],
      ['0002', 'returned'],
    ])
    // The software runs 90 s ahead: 10:00:00 in the log was 09:58:30 at the station.
    expect(await eventsIn('2026-11-20T09:58:30', '2026-11-20T09:58:31')).toEqual([['0002', 'received']])
    expect(await eventsIn('2026-11-20T09:58:31', '2026-11-20T10:30:00')).toEqual([])
    const elsewhere = await world.dossiers.deskEvents({
      roomIds: [world.reception.id],
      fromMs: 0,
      toMs: world.time.nowMs,
    })
    expect(elsewhere).toEqual([])
  })
})
