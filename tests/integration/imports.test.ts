import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Actor } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { importRows } from '#tests/builders/import-rows.ts'
import { readInline } from '#tests/builders/inline-reader.ts'
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
const CONSENT = 'import.consent'

describe.each(testDatabases)('imports on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let source: LogSource

  beforeAll(async () => {
    database = await openMigrated()
  })
  afterAll(() => database.close())

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
  const undo = (id: string) => world.imports.undo(callOf(world.officeStaff, 'import.undo'), id)
  const everything = (actor: Actor = world.officeStaff) =>
    world.dossiers.list(actor, { limit: 500, offset: 0 })

  async function begin(
    rows: RegisterCells | Uint8Array,
    actor: Actor = world.officeStaff,
    imports = world.imports,
  ) {
    const bytes = rows instanceof Uint8Array ? rows : csvBytes(rows)
    const file = { kind: 'dossier-register', sourceId: source.id, fileName: 'so.csv', bytes } as const
    const id = await imports.previews.begin(actor, file)
    await imports.previews.settled(actor, id)
    return id
  }

  async function preview(rows: RegisterCells | Uint8Array, actor: Actor = world.officeStaff) {
    const state = await world.imports.previews.state(actor, await begin(rows, actor))
    return state.state === 'ready' ? state.preview : expect.unreachable(state.state)
  }

  const apply = (id: string, actor: Actor = world.officeStaff) =>
    world.imports.apply(callOf(actor, CONSENT), id)

  describe('a preview', () => {
    it('says what would come in and what not, and writes nothing', async () => {
      const tables = ['dossiers', 'imports', 'import_rejections', 'audit_rows', 'jobs'] as const
      const contents = () =>
        Promise.all(tables.map((table) => database.db.selectFrom(table).selectAll().execute()))
      const before = await contents()
      const shown = await preview(FIVE_ROWS)
      expect(shown).toMatchObject({
        kind: 'dossier-register',
        fileName: 'so.csv',
        profileName: 'Sổ theo dõi hồ sơ',
        rows: 5,
        accepted: 3,
        fresh: 3,
        changed: 0,
        unchanged: 0,
        vanished: 0,
        rejected: 2,
        findings: 0,
        period: {
          fromMs: Date.parse('2026-11-20T00:00:00+07:00'),
          toMs: Date.parse('2026-11-22T00:00:00+07:00'),
        },
      })
      expect(shown.rejectedRows).toMatchObject([
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

    it('is the same of XLSX as of any CSV', async () => {
      const shown = await preview(FIVE_ROWS)
      const files = [
        await xlsxBytes(FIVE_ROWS),
        csvBytes(FIVE_ROWS, { encoding: 'utf-8-bom', delimiter: ';', form: 'NFD' }),
        csvBytes(FIVE_ROWS, { encoding: 'utf-16le', delimiter: '\t' }),
      ]
      for (const bytes of files) {
        const other = await preview(bytes)
        expect([other.sample, other.rejectedRows]).toEqual([shown.sample, shown.rejectedRows])
      }
    })

    it('is for its owner, once, within half an hour, and the oldest of too many is forgotten', async () => {
      const gone = { kind: 'not-found', code: 'import.preview-gone' }
      const first = await begin(FIVE_ROWS)
      await expect(apply(first, world.officeInspector)).rejects.toMatchObject(gone)
      await apply(first)
      await expect(apply(first)).rejects.toMatchObject(gone)
      await world.jobs.idle()
      const second = await begin(FIVE_ROWS)
      world.time.nowMs += 30 * MINUTE_MS
      await expect(apply(second)).rejects.toMatchObject(gone)
      const third = await begin(FIVE_ROWS)
      for (let count = 0; count < 8; count += 1) await begin(FIVE_ROWS)
      await expect(apply(third)).rejects.toMatchObject(gone)
      expect(await world.uploads.store.list('')).toHaveLength(2 * 8)
    })

    it('is corrected by hand, and the correction is kept as a profile', async () => {
      const headers = REGISTER_HEADERS.map((name) => (name === 'Người tiếp nhận' ? 'Cột lạ' : name))
      const id = await begin([headers, registerRow()])
      const index = headers.indexOf('Cột lạ')
      const { previews, profiles } = world.imports
      await previews.correct(world.officeStaff, id, {
        profileId: null,
        overrides: [{ index, field: 'officerName' }],
      })
      await previews.settled(world.officeStaff, id)
      const saved = await profiles.save(callOf(world.officeStaff, 'import-profile.save'), id, 'Sổ riêng')
      const save = profiles.save(callOf(world.officeStaff, 'import-profile.save'), id, 'Sổ riêng')
      await expect(save).rejects.toMatchObject({ code: 'import-profile.name-taken' })
      const file = { kind: 'dossier-register', sourceId: source.id, fileName: 'so.csv' } as const
      const bytes = csvBytes([headers, registerRow()])
      const again = await previews.begin(world.officeStaff, { ...file, bytes, profileId: saved.id })
      const compared = await previews.settled(world.officeStaff, again)
      expect(compared.sample).toMatchObject([{ officerName: 'Trần Thị Bình' }])
      await profiles.remove(callOf(world.officeStaff, 'import-profile.delete'), saved.id ?? '')
      await expect(
        previews.begin(world.officeStaff, { ...file, bytes, profileId: saved.id }),
      ).rejects.toMatchObject({ code: 'import-profile.unknown' })
    })

    it('refuses what is no register, and another office’s source', async () => {
      const garbage = [
        ['a', 'b'],
        ['1', '2'],
      ]
      await expect(begin(garbage)).rejects.toMatchObject({ code: 'import.no-register' })
      await expect(begin(FIVE_ROWS, world.inspector)).rejects.toMatchObject({ code: 'room.not-yours' })
      await expect(begin(new Uint8Array())).rejects.toMatchObject({ code: 'import.unreadable' })
    })

    it('is stopped in the middle of reading, and nothing of it stays', async () => {
      const reached = Promise.withResolvers<null>()
      const { imports } = world.startImports({
        readImport: async (file, request, options) => {
          reached.resolve(null)
          await new Promise((resume) => options?.signal?.addEventListener('abort', resume))
          return readInline(file, request, options)
        },
      })
      const file = { kind: 'dossier-register', sourceId: source.id, fileName: 'so.csv' } as const
      const id = await imports.previews.begin(world.officeStaff, { ...file, bytes: csvBytes(FIVE_ROWS) })
      await reached.promise
      await imports.previews.dropOwn(world.officeStaff, id)
      expect(await world.uploads.store.list('')).toEqual([])
      await expect(imports.previews.state(world.officeStaff, id)).rejects.toMatchObject({
        code: 'import.preview-gone',
      })
    })
  })

  describe('an import', () => {
    it('takes in a preview as a whole: dossiers, rejected rows with reasons, who consented and what came of it', async () => {
      const record = await load(FIVE_ROWS)
      expect(record).toMatchObject({
        kind: 'dossier-register',
        rows: 5,
        accepted: 3,
        fresh: 3,
        rejected: 2,
        state: 'applied',
        importedBy: 'office-staff',
      })
      expect(await world.imports.list(world.officeStaff)).toEqual([record])
      expect(await world.imports.rejections(world.officeStaff, record.id)).toMatchObject([
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
      const audited = await world.audit.list({ limit: 2 })
      expect(audited).toMatchObject([
        { verb: 'import.apply', subjectId: record.id, actor: 'system:imports' },
        { verb: CONSENT, subjectId: record.id, actor: 'office-staff' },
      ])
      expect(await world.uploads.store.list('')).toEqual([])
    })

    it('holds the file again against what came in since the preview', async () => {
      const stale = await begin(FIVE_ROWS)
      await load([REGISTER_HEADERS, registerRow(), registerRow({ code: 'H42.18-261120-0002', dueAt: '' })])
      const { importId } = await apply(stale)
      await world.jobs.idle()
      const { record } = await world.imports.progress(world.officeStaff, importId)
      expect(record).toMatchObject({ fresh: 1, changed: 1, rejected: 3 })
      const codes = (await world.imports.rejections(world.officeStaff, importId)).map((each) => [
        each.row,
        each.code,
      ])
      expect(codes).toEqual([
        [7, 'duplicate'],
        [10, 'bad-date'],
        [11, 'duplicate'],
      ])
    })

    it('waits for the one before it, and both are whole', async () => {
      const first = await begin(FIVE_ROWS)
      const second = await begin(framedRegister([registerRow({ code: 'H42.18-261121-0009' }), registerRow()]))
      await Promise.all([apply(first), apply(second)])
      await world.jobs.idle()
      const records = await world.imports.list(world.officeStaff)
      // Whichever comes second finds the one row that both hold.
      const fresh = records.map((each) => each.fresh).toSorted((one, other) => one - other)
      expect([
        [1, 3],
        [2, 2],
      ]).toContainEqual(fresh)
      expect((await everything()).total).toBe(4)
    })

    it('leaves nothing when it fails in the middle, says why, and can be tried again', async () => {
      const targets = { ...world.dossiers.importTargets }
      const failing = { ...targets['dossier-register'] }
      let broken = true
      const { imports, jobs } = world.startImports({
        targets: {
          ...world.targets,
          'dossier-register': {
            ...failing,
            store: async (...args) => {
              await failing.store(...args)
              if (broken) throw new AppError('unavailable', 'disk.full')
            },
          },
        },
      })
      const id = await begin(FIVE_ROWS, world.officeStaff, imports)
      const { importId } = await imports.apply(callOf(world.officeStaff, CONSENT), id)
      await jobs.idle()
      expect(await imports.progress(world.officeStaff, importId)).toMatchObject({
        state: 'failed',
        errorCode: 'disk.full',
        record: null,
      })
      expect((await everything()).total).toBe(0)
      expect(await imports.list(world.officeStaff)).toEqual([])
      broken = false
      await imports.apply(callOf(world.officeStaff, CONSENT), id)
      await jobs.idle()
      expect((await everything()).total).toBe(3)
    })

    it('is cancelled between two batches: nothing is written', async () => {
      const many = Array.from({ length: 1201 }, (_, index) =>
        registerRow({ code: `H42.18-261120-${String(index).padStart(4, '0')}`, number: `${index}` }),
      )
      const target = world.dossiers.importTargets['dossier-register']
      const { imports, jobs } = world.startImports({
        targets: {
          ...world.targets,
          'dossier-register': {
            ...target,
            store: async (transaction, stored, comparison) => {
              let batches = 0
              const pace = async (rows: number) => {
                batches += 1
                if (batches === 2) throw new AppError('cancelled', 'job.cancelled')
                await stored.pace?.(rows)
              }
              await target.store(transaction, { ...stored, pace }, comparison)
            },
          },
        },
      })
      const id = await begin([REGISTER_HEADERS, ...many], world.officeStaff, imports)
      const { importId } = await imports.apply(callOf(world.officeStaff, CONSENT), id)
      await jobs.idle()
      expect(await imports.progress(world.officeStaff, importId)).toMatchObject({
        errorCode: 'job.cancelled',
      })
      expect((await everything()).total).toBe(0)
    })

    it('goes on after the program was ended between consent and import, once', async () => {
      const held = Promise.withResolvers<never>()
      const reached = Promise.withResolvers<null>()
      const ended = world.startImports({
        work: {
          ...world.work,
          change: (call, change) => {
            if (call.verb !== 'import.apply') return world.work.change(call, change)
            reached.resolve(null)
            return held.promise
          },
        },
      })
      const id = await begin(FIVE_ROWS, world.officeStaff, ended.imports)
      const { importId } = await ended.imports.apply(callOf(world.officeStaff, CONSENT), id)
      await reached.promise
      world.time.nowMs += 60 * MINUTE_MS
      const { imports, jobs } = world.startImports()
      await imports.start()
      await jobs.resume()
      await jobs.idle()
      expect(await imports.progress(world.officeStaff, importId)).toMatchObject({
        state: 'succeeded',
        record: { fresh: 3 },
      })
      expect(await world.uploads.store.list('')).toEqual([])
    })

    it('refuses a file that changed while it waited', async () => {
      const id = await begin(FIVE_ROWS)
      world.uploads.tear(`${id}.upload`, csvBytes([registerRow()]))
      const { imports } = world.startImports()
      await expect(imports.previews.settled(world.officeStaff, id)).rejects.toMatchObject({
        code: 'import.file-changed',
      })
    })

    it('imports more rows than one statement holds', async () => {
      const many = Array.from({ length: 701 }, (_, index) =>
        registerRow({ code: `H42.18-261120-${String(index).padStart(4, '0')}`, number: `${index}` }),
      )
      const bad = Array.from({ length: 501 }, () => registerRow({ code: 'sai' }))
      const record = await load([REGISTER_HEADERS, ...many, ...bad])
      expect(record).toMatchObject({ rows: 1202, accepted: 701, rejected: 501 })
      expect((await everything()).total).toBe(701)
      expect(await world.imports.rejections(world.officeStaff, record.id)).toHaveLength(501)
      expect(await load([REGISTER_HEADERS, ...many])).toMatchObject({ accepted: 0, rejected: 701 })
      const moved = many.map((row) =>
        row.map((cell) => (cell === '26/11/2026 09:15:22' ? '27/11/2026' : cell)),
      )
      const second = await load([REGISTER_HEADERS, ...moved])
      expect(second).toMatchObject({ changed: 701, rejected: 0 })
      await undo(second.id)
      const { rows } = await everything()
      expect(new Set(rows.map((row) => row.dueAtLogMs))).toEqual(
        new Set([Date.parse('2026-11-26T09:15:22+07:00')]),
      )
    })
  })

  describe('undo', () => {
    it('takes an import out again, once, so that it can be made anew', async () => {
      const record = await load(FIVE_ROWS)
      expect(await undo(record.id)).toEqual({ ...record, state: 'undone' })
      expect((await everything()).total).toBe(0)
      await expect(undo(record.id)).rejects.toMatchObject({ kind: 'conflict', code: 'import.already-undone' })
      await expect(undo(newId())).rejects.toMatchObject({ code: 'import.unknown' })
      expect(await load(FIVE_ROWS)).toMatchObject({ accepted: 3 })
      expect(await world.imports.rejections(world.officeStaff, record.id)).toHaveLength(2)
    })

    it('is refused while a bookmark or a clip names a dossier', async () => {
      const record = await load(FIVE_ROWS)
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

    it('gives back what a second file changed and what it no longer told, and waits for the later one', async () => {
      const first = await load(FIVE_ROWS)
      const before = (await everything(world.officeInspector)).rows
      const second = await load(
        framedRegister([
          registerRow({ code: 'H42.18-261120-0001', dueAt: '30/11/2026', applicantName: 'Nguyễn Văn Anh' }),
          registerRow({ code: 'H42.18-261120-0003', receivedAt: '20/11/2026 11:00', channel: 'Trực tuyến' }),
          registerRow({ code: 'H42.18-261121-0005', receivedAt: '21/11/2026 08:00:00' }),
          registerRow({ code: 'H42.18-261120-0004', receivedAt: '20/11/2026 hỏng' }),
        ]),
      )
      expect(second).toMatchObject({ fresh: 1, changed: 1, vanished: 1, rejected: 2 })
      expect(await world.imports.changes(world.officeStaff, second.id)).toEqual([
        {
          row: 7,
          label: 'H42.18-261120-0001',
          fields: [
            { field: 'applicantName', before: null, after: null },
            {
              field: 'dueAtLogMs',
              before: String(Date.parse('2026-11-26T09:15:22+07:00')),
              after: String(Date.parse('2026-11-30T00:00:00+07:00')),
            },
          ],
        },
        { row: null, label: 'H42.18-261120-0002', fields: [] },
      ])
      await expect(undo(first.id)).rejects.toMatchObject({ kind: 'conflict', code: 'import.superseded' })
      await undo(second.id)
      expect((await everything(world.officeInspector)).rows).toEqual(before)
      expect(await undo(first.id)).toMatchObject({ state: 'undone' })
      expect((await everything()).total).toBe(0)
    })
  })
})
