import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import {
  csvBytes,
  framedRegister,
  REGISTER_HEADERS,
  type RegisterCells,
  registerRow,
  xlsxBytes,
} from '#tests/builders/register-files.ts'
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

  const preview = async (rows: RegisterCells, actor: Actor = world.officeStaff) =>
    world.dossiers.previewImport(actor, source.id, { fileName: 'so.csv', bytes: csvBytes(rows) })

  async function importRows(rows: RegisterCells) {
    const { previewId } = await preview(rows)
    return world.dossiers.applyImport(callOf(world.officeStaff, 'dossier-import.apply'), previewId)
  }

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

  it('previews a file and writes nothing', async () => {
    const tables = ['dossiers', 'dossier_imports', 'dossier_import_rejections', 'audit_rows'] as const
    const contents = () =>
      Promise.all(tables.map((table) => database.db.selectFrom(table).selectAll().execute()))
    const before = await contents()
    const shown = await preview(FIVE_ROWS)
    expect(shown).toMatchObject({ fileName: 'so.csv', rows: 5, accepted: 3 })
    expect(shown.rejected).toEqual([
      { row: 10, column: 'Ngày tiếp nhận', code: 'bad-date', value: '31/11/2026 11:00:00' },
      { row: 11, column: 'Mã hồ sơ', code: 'duplicate', value: 'H42.18-261120-0001' },
    ])
    expect(shown.sample[0]).toMatchObject({
      rowNumber: 7,
      applicantName: 'N*** V*** A***',
      counterId: world.counter1.id,
    })
    expect(await contents()).toEqual(before)
  })

  it('imports the same from XLSX as from any CSV', async () => {
    const shown = await preview(FIVE_ROWS)
    const files = [
      await xlsxBytes(FIVE_ROWS),
      csvBytes(FIVE_ROWS, { encoding: 'utf-8-bom', delimiter: ';', form: 'NFD' }),
      csvBytes(FIVE_ROWS, { encoding: 'utf-16le', delimiter: '\t' }),
    ]
    for (const bytes of files) {
      const other = await world.dossiers.previewImport(world.officeStaff, source.id, {
        fileName: 'so',
        bytes,
      })
      expect(other.sample).toEqual(shown.sample)
      expect(other.rejected).toEqual(shown.rejected)
    }
  })

  it('applies a preview as a whole: dossiers, rejected rows with their reasons, one audit row', async () => {
    const record = await importRows(FIVE_ROWS)
    expect(record).toMatchObject({
      rows: 5,
      accepted: 3,
      rejected: 2,
      state: 'applied',
      importedBy: 'office-staff',
    })
    expect(await world.dossiers.imports(world.officeStaff)).toEqual([record])
    expect(await world.dossiers.rejections(world.officeStaff, record.id)).toMatchObject([
      { row: 10, code: 'bad-date' },
      { row: 11, code: 'duplicate' },
    ])
    const { total, rows } = await everything()
    expect(total).toBe(3)
    expect(rows.map((row) => [row.code, row.rowNumber, row.counterId, row.channel])).toEqual([
      ['H42.18-261120-0001', 7, world.counter1.id, 'walk-in'],
      ['H42.18-261120-0002', 8, world.counter2.id, 'walk-in'],
      ['H42.18-261120-0003', 9, world.counter1.id, 'online'],
    ])
    const [audited] = await world.audit.list({ limit: 1 })
    expect(audited).toMatchObject({
      verb: 'dossier-import.apply',
      subjectId: record.id,
      actor: 'office-staff',
    })
  })

  it('applies a preview once, for its owner, within half an hour', async () => {
    const apply = (actor: Actor, id: string) =>
      world.dossiers.applyImport(callOf(actor, 'dossier-import.apply'), id)
    const gone = { kind: 'not-found', code: 'import.preview-gone' }
    const first = await preview(FIVE_ROWS)
    await expect(apply(world.officeInspector, first.previewId)).rejects.toMatchObject(gone)
    await apply(world.officeStaff, first.previewId)
    await expect(apply(world.officeStaff, first.previewId)).rejects.toMatchObject(gone)
    const second = await preview(FIVE_ROWS)
    world.time.nowMs += 30 * 60_000
    await expect(apply(world.officeStaff, second.previewId)).rejects.toMatchObject(gone)
    expect((await everything()).total).toBe(3)
  })

  it('forgets the oldest of too many previews', async () => {
    const first = await preview(FIVE_ROWS)
    for (let count = 0; count < 8; count += 1) await preview(FIVE_ROWS)
    await expect(
      world.dossiers.applyImport(callOf(world.officeStaff, 'dossier-import.apply'), first.previewId),
    ).rejects.toMatchObject({ code: 'import.preview-gone' })
  })

  it('checks again when applied: what came in meanwhile is a duplicate or a conflict', async () => {
    const stale = await preview(FIVE_ROWS)
    await importRows([
      REGISTER_HEADERS,
      registerRow(),
      registerRow({ code: 'H42.18-261120-0002', dueAt: '' }),
    ])
    const call = callOf(world.officeStaff, 'dossier-import.apply')
    const record = await world.dossiers.applyImport(call, stale.previewId)
    expect(record).toMatchObject({ accepted: 1, rejected: 4 })
    const codes = (await world.dossiers.rejections(world.officeStaff, record.id)).map(({ row, code }) => [
      row,
      code,
    ])
    expect(codes).toEqual([
      [7, 'duplicate'],
      [8, 'conflict'],
      [10, 'bad-date'],
      [11, 'duplicate'],
    ])
    expect((await preview(FIVE_ROWS)).accepted).toBe(0)
  })

  it('rolls an import back as a whole and keeps the preview when the database fails', async () => {
    const { previewId } = await preview(FIVE_ROWS)
    const failing = callOf(world.officeStaff, 'dossier-import.apply')
    await expect(world.dossiers.applyImport({ ...failing, verb: null }, previewId)).rejects.toMatchObject({
      code: 'audit.no-verb',
    })
    expect((await everything()).total).toBe(0)
    expect(await world.dossiers.applyImport(failing, previewId)).toMatchObject({ accepted: 3 })
  })

  it('imports more rows than one statement holds', async () => {
    const many = Array.from({ length: 1201 }, (_, index) =>
      registerRow({ code: `H42.18-261120-${String(index).padStart(4, '0')}`, number: `${index}` }),
    )
    const bad = Array.from({ length: 601 }, () => registerRow({ code: 'sai' }))
    const record = await importRows([REGISTER_HEADERS, ...many, ...bad])
    expect(record).toMatchObject({ rows: 1802, accepted: 1201, rejected: 601 })
    expect((await everything()).total).toBe(1201)
    expect(await world.dossiers.rejections(world.officeStaff, record.id)).toHaveLength(601)
    expect(await importRows([REGISTER_HEADERS, ...many])).toMatchObject({ accepted: 0, rejected: 1201 })
  })

  it('refuses what is no register, and another office’s source', async () => {
    await expect(
      preview([
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).rejects.toMatchObject({ code: 'import.no-register' })
    await expect(preview(FIVE_ROWS, world.inspector)).rejects.toMatchObject({ code: 'room.not-yours' })
    await expect(
      world.dossiers.previewImport(world.officeStaff, source.id, { fileName: 'x', bytes: new Uint8Array() }),
    ).rejects.toMatchObject({ code: 'import.unreadable', detail: { reason: 'empty' } })
    await expect(
      world.dossiers.previewImport(world.officeStaff, newId(), { fileName: 'x', bytes: new Uint8Array() }),
    ).rejects.toMatchObject({ code: 'log-source.unknown' })
  })

  const undo = (id: string) => world.dossiers.undoImport(callOf(world.officeStaff, 'dossier-import.undo'), id)

  it('takes an import out again, once, so that it can be made anew', async () => {
    const record = await importRows(FIVE_ROWS)
    expect(await undo(record.id)).toEqual({ ...record, state: 'undone' })
    expect((await everything()).total).toBe(0)
    await expect(undo(record.id)).rejects.toMatchObject({ kind: 'conflict', code: 'import.already-undone' })
    await expect(undo(newId())).rejects.toMatchObject({ code: 'import.unknown' })
    expect(await importRows(FIVE_ROWS)).toMatchObject({ accepted: 3 })
    expect((await world.dossiers.imports(world.officeStaff)).map((one) => one.state).toSorted()).toEqual([
      'applied',
      'undone',
    ])
    expect(await world.dossiers.rejections(world.officeStaff, record.id)).toHaveLength(2)
  })

  it('does not undo an import that a bookmark or a clip names', async () => {
    const record = await importRows(FIVE_ROWS)
    const dossier = (await everything()).rows[0]
    await database.db
      .insertInto('bookmarks')
      .values({
        id: newId(),
        room_id: world.desk.id,
        from_ms: 0,
        to_ms: 1,
        dossier_id: dossier?.id ?? null,
        criterion_code: null,
        note: '',
        protects: 0,
        state: 'removed',
        created_at_ms: 0,
        created_by: 'x',
      })
      .execute()
    await expect(undo(record.id)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'import.in-use',
      detail: { bookmarks: 1, clips: 0 },
    })
    expect((await everything()).total).toBe(3)
  })

  it('masks names except for those who may see personal data, and hides other rooms', async () => {
    await importRows(FIVE_ROWS)
    const nameFor = async (actor: Actor) => (await everything(actor)).rows[0]?.applicantName
    expect(await nameFor(world.officeStaff)).toBe('N*** V*** A***')
    expect(await nameFor(world.officeInspector)).toBe('Nguyễn Văn An')
    expect(await everything(world.inspector)).toEqual({ total: 0, all: 0, rows: [] })
    const list = world.dossiers.list(world.inspector, { roomId: world.desk.id, limit: 10, offset: 0 })
    await expect(list).rejects.toMatchObject({ kind: 'forbidden', code: 'room.not-yours' })
    expect(await world.dossiers.imports(world.inspector)).toEqual([])
  })

  it('lists by room, time of receipt and part of a code, page by page', async () => {
    await importRows(FIVE_ROWS)
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
    await importRows(FIVE_ROWS)
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
    await importRows(FIVE_ROWS)
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
