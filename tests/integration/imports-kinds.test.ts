import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { importRows } from '#tests/builders/import-rows.ts'
import { framedRegister, type RegisterCells, registerRow } from '#tests/builders/register-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

type Kind = {
  readonly kind: ImportKind
  readonly table: 'transaction_events' | 'overdue_dossiers' | 'queue_tickets' | 'officer_roster'
  readonly headers: readonly string[]
  readonly first: RegisterCells
  /** One row the same, one told otherwise or replaced, one gone. */
  readonly second: RegisterCells
  readonly wanted: { readonly fresh: number; readonly changed: number; readonly vanished: number }
}

const CODE = 'H42.18-261120-0001'
const KINDS: readonly Kind[] = [
  {
    kind: 'dossier-history',
    table: 'transaction_events',
    headers: ['Mã hồ sơ', 'Thời gian', 'Thao tác', 'Người xử lý', 'Người nhận'],
    first: [
      [CODE, '20/11/2026 09:15:00', 'Tiếp nhận hồ sơ', 'Trần Thị Bình', ''],
      [CODE, '20/11/2026 10:00:00', 'Chuyển xử lý', 'Trần Thị Bình', 'Lê Văn Cường'],
      [CODE, '21/11/2026 09:00:00', 'Trả kết quả', 'Trần Thị Bình', 'Nguyễn Văn An'],
    ],
    second: [
      [CODE, '20/11/2026 09:15:00', 'Tiếp nhận hồ sơ', 'Trần Thị Bình', ''],
      [CODE, '20/11/2026 10:00:00', 'Chuyển xử lý', 'Trần Thị Bình', 'Phạm Thị Dung'],
    ],
    wanted: { fresh: 0, changed: 1, vanished: 1 },
  },
  {
    kind: 'overdue-list',
    table: 'overdue_dossiers',
    headers: ['Mã hồ sơ', 'Ngày hẹn trả', 'Lý do quá hạn', 'Số văn bản xin lỗi', 'Ngày xin lỗi'],
    first: [
      [CODE, '16/11/2026', 'Chờ xác minh', '', ''],
      ['H42.18-261120-0002', '17/11/2026', 'Chờ xác minh', '12/TXL', '18/11/2026'],
    ],
    second: [[CODE, '16/11/2026', 'Chờ xác minh', '15/TXL', '20/11/2026']],
    wanted: { fresh: 0, changed: 1, vanished: 0 },
  },
  {
    kind: 'queue-tickets',
    table: 'queue_tickets',
    headers: ['Số thứ tự', 'Giờ lấy số', 'Giờ gọi số', 'Quầy'],
    first: [
      ['A001', '20/11/2026 07:31:00', '20/11/2026 07:40:00', 'Quầy 1'],
      ['A002', '20/11/2026 07:35:00', '', 'Quầy 2'],
      ['A003', '20/11/2026 07:36:00', '20/11/2026 08:10:00', 'Quầy 2'],
    ],
    second: [
      ['A001', '20/11/2026 07:31:00', '20/11/2026 07:40:00', 'Quầy 1'],
      ['A002', '20/11/2026 07:35:00', '20/11/2026 08:00:00', 'Quầy 2'],
    ],
    wanted: { fresh: 0, changed: 1, vanished: 1 },
  },
  {
    kind: 'officer-roster',
    table: 'officer_roster',
    headers: ['Ngày', 'Buổi', 'Quầy', 'Cán bộ trực'],
    first: [
      ['20/11/2026', 'Sáng', 'Quầy 1', 'Trần Thị Bình'],
      ['20/11/2026', 'Chiều', 'Quầy 1', 'Trần Thị Bình'],
    ],
    second: [
      ['20/11/2026', 'Sáng', 'Quầy 1', 'Trần Thị Bình'],
      ['20/11/2026', 'Chiều', 'Quầy 1', 'Phạm Thị Dung'],
    ],
    wanted: { fresh: 1, changed: 0, vanished: 1 },
  },
]

describe.each(testDatabases)('other files of the one-stop software on $name', ({ openMigrated }) => {
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
      offsetMs: 0,
      uncertaintyMs: 0,
    })
  })

  it.each(KINDS)('$kind: rows, changes against the earlier file, and all of it back', async (each) => {
    const { kind, table, headers, wanted } = each
    const titled = (rows: RegisterCells) => [
      ['Từ ngày 01/11/2026 đến ngày 30/11/2026'],
      [...headers],
      ...rows,
    ]
    const stored = async () =>
      (await database.db.selectFrom(table).selectAll().where('source_id', '=', source.id).execute())
        .map((row) => JSON.stringify(row))
        .toSorted()
    const first = await importRows(world, source.id, titled(each.first), { kind })
    expect(first).toMatchObject({ kind, fresh: each.first.length, rejected: 0 })
    const before = await stored()
    expect(before).toHaveLength(each.first.length)
    const second = await importRows(world, source.id, titled(each.second), { kind })
    expect(second).toMatchObject(wanted)
    await world.imports.undo(callOf(world.officeStaff, 'import.undo'), second.id)
    expect(await stored()).toEqual(before)
    await world.imports.undo(callOf(world.officeStaff, 'import.undo'), first.id)
    expect(await stored()).toEqual([])
  })

  it('keeps no citizen who took a result home', async () => {
    const history = KINDS[0]
    if (!history) throw new Error('no history')
    await importRows(world, source.id, [[...history.headers], ...history.first], { kind: history.kind })
    const rows = await database.db.selectFrom('transaction_events').selectAll().execute()
    const text = JSON.stringify(rows.filter((row) => row.source_id === source.id))
    expect(text).toContain('Lê Văn Cường')
    expect(text).not.toContain('Nguyễn Văn An')
  })

  describe('citizens’ names', () => {
    const nameFor = async (actor: Actor) =>
      (await world.dossiers.list(actor, { limit: 10, offset: 0 })).rows[0]?.applicantName

    it('are dropped for good when the station keeps none, and no later file brings them', async () => {
      const set = (keepNames: boolean) =>
        world.imports.settings.setKeepNames(callOf(world.officeStaff, 'personal-data.set'), keepNames)
      const named = (applicantName: string, dueAt = '') =>
        framedRegister([registerRow({ applicantName, dueAt })])
      await importRows(world, source.id, named('Nguyễn Văn An'))
      const changing = await importRows(world, source.id, named('Nguyễn Văn Anh', '30/11/2026'))
      expect(await nameFor(world.officeInspector)).toBe('Nguyễn Văn Anh')
      try {
        expect((await set(false)).dropped).toBeGreaterThanOrEqual(1)
        expect(await nameFor(world.officeInspector)).toBe(null)
        await world.imports.undo(callOf(world.officeStaff, 'import.undo'), changing.id)
        expect(await nameFor(world.officeInspector)).toBe(null)
        const again = await importRows(world, source.id, named('Nguyễn Văn An', '02/12/2026'))
        expect(again).toMatchObject({ changed: 1 })
        expect(await nameFor(world.officeInspector)).toBe(null)
        const tables = ['dossiers', 'import_changes', 'import_rejections', 'imports', 'jobs'] as const
        for (const table of tables) {
          const rows = await database.db.selectFrom(table).selectAll().execute()
          expect(JSON.stringify(rows)).not.toContain('Nguyễn Văn')
        }
      } finally {
        await set(true)
      }
    })

    it('stand in no rejected row, and neither do long numbers', async () => {
      const rows = framedRegister([
        registerRow({ code: 'H42.18-261120-0001', channel: '0912 345 678' }),
        ['1', 'H42.18-261120-0002', 'Đăng ký khai sinh', '', 'Nguyễn Văn An'],
      ])
      const { id } = await importRows(world, source.id, rows)
      const kept = JSON.stringify(await world.imports.rejections(world.officeStaff, id))
      expect(kept).toContain('unknown-channel')
      expect(kept).toContain('too-few-columns')
      expect(kept).not.toContain('345')
      expect(kept).not.toContain('Nguyễn')
    })
  })
})
