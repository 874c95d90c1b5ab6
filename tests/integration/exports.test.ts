import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportedListRequest, ExportProgress } from '#shared/exports/exports.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { type AuditedStation, FOOTAGE_RANGE, openAuditedStation } from '#tests/builders/audited-station.ts'
import { layDossierRows, layImport } from '#tests/builders/laid-imports.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { someDossier } from '#tests/builders/some-dossier.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const PURPOSE = 'Kiểm tra quý IV'
const RECEIVED_MS = Date.parse('2026-11-20T09:15:22+07:00')

describe.each(testDatabases)('lists as spreadsheets on $name', (database) => {
  let station: AuditedStation
  let importId: string

  beforeEach(async () => {
    station = await openAuditedStation(database)
    const { services } = station.host
    const source = await services.dossiers.createSource(systemCall('test', 'test.set-up'), {
      roomId: station.world.reception.id,
      name: 'Phần mềm',
      windowBeforeMs: 900_000,
      windowAfterMs: 300_000,
      offsetMs: 0,
      uncertaintyMs: 0,
    })
    importId = newId()
    const made = (index: number, fields: object) =>
      someDossier({
        sourceId: source.id,
        importId,
        code: `H42.18-261120-000${index}`,
        rowNumber: index,
        applicantName: 'Nguyễn Văn An',
        receivedAtLogMs: RECEIVED_MS,
        ...fields,
      })
    await services.work.bookkeep(async (transaction) => {
      await layImport(transaction, { id: importId, sourceId: source.id, rows: 3 })
      await layDossierRows(transaction, [
        made(1, { procedureName: '=HYPERLINK("http://x")', officerName: '+84 912' }),
        made(2, { procedureName: '-1', officerName: '@SUM(A1)', channel: 'online' }),
        made(3, { status: 'returned', finishedAtLogMs: RECEIVED_MS + 1000 }),
      ])
    })
  })
  afterEach(() => station.close())

  /** What the person is told, and the answer of the address where the file waits. */
  async function exportAs(role: Role, wanted: ExportedListRequest, purpose = PURPOSE) {
    const client = await station.clientOf(role)
    const told: ExportProgress[] = []
    for await (const part of await client.exports.workbook({ wanted, purpose })) told.push(part)
    const last = told.at(-1)
    if (last?.kind !== 'file') throw new Error('no file')
    return { told, file: last.file, download: (as: Role) => downloadAs(as, last.file.id) }
  }

  async function downloadAs(role: Role, id: string): Promise<Response> {
    const { cookie } = await logIn(station.host.fetch, role)
    const url = `http://station.test/media/exports/${id}/x.xlsx`
    return station.host.fetch(new Request(url, { headers: { cookie } }))
  }

  /** The one sheet of a list as a reader of spreadsheets sees it; rows from 1. */
  async function sheetAs(role: Role, wanted: ExportedListRequest): Promise<ExcelJS.Worksheet> {
    const response = await (await exportAs(role, wanted)).download(role)
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    const [sheet] = workbook.worksheets
    if (!sheet) throw new Error('no sheet')
    return sheet
  }

  const textsOf = (sheet: ExcelJS.Worksheet, row: number): string[] => {
    const texts: string[] = []
    sheet.getRow(row).eachCell((cell) => texts.push(cell.text))
    return texts
  }
  const HEADER_ROW = 9

  it('writes title, station, who, when, purpose, filters and count above a frozen header with filters', async () => {
    const sheet = await sheetAs('inspector', {
      list: 'dossiers',
      filter: { channel: 'walk-in', code: '2611', roomId: station.world.reception.id },
    })
    expect([1, 2, 3, 5, 6, 7].map((row) => textsOf(sheet, row))).toEqual([
      ['Danh sách hồ sơ'],
      ['Trạm', 'Trạm thử'],
      ['Người xuất', 'inspector'],
      ['Mục đích', PURPOSE],
      [
        'Bộ lọc',
        'Phòng: reception-room · Hình thức nộp: Trực tiếp · Mã hồ sơ có: 2611 · Sắp xếp: theo ngày tiếp nhận, cũ trước',
      ],
      ['Số dòng', '2'],
    ])
    expect(textsOf(sheet, 4)[1]).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/)
    const header = sheet.getRow(HEADER_ROW)
    expect(header.getCell(1).value).toBe('Mã hồ sơ')
    expect(header.getCell(1).font.bold).toBe(true)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: HEADER_ROW })
    expect(sheet.autoFilter).toBe('A9:Q11')
    expect(sheet.rowCount).toBe(HEADER_ROW + 2)
    expect(sheet.getColumn(1).width).toBe(24)
  })

  it('writes instants as dates of Vietnam, and never a formula', async () => {
    const sheet = await sheetAs('inspector', { list: 'dossiers', filter: { sort: 'code' } })
    const first = sheet.getRow(HEADER_ROW + 1)
    expect(first.getCell(12).value).toEqual(new Date('2026-11-20T09:15:22Z'))
    expect(first.getCell(12).numFmt).toBe('dd/mm/yyyy hh:mm:ss')
    for (const [row, column, text] of [
      [1, 6, '=HYPERLINK("http://x")'],
      [1, 9, '+84 912'],
      [2, 6, '-1'],
      [2, 9, '@SUM(A1)'],
    ] as const) {
      const cell = sheet.getRow(HEADER_ROW + row).getCell(column)
      expect([cell.type, cell.value, cell.numFmt]).toEqual([ExcelJS.ValueType.String, text, '@'])
    }
  })

  it('masks names for those who may not see them', async () => {
    const nameFor = async (role: Role) =>
      (await sheetAs(role, { list: 'dossiers', filter: {} })).getRow(HEADER_ROW + 1).getCell(8).value
    expect(await nameFor('inspector')).toBe('Nguyễn Văn An')
    const grant = {
      roomId: station.world.reception.id,
      granteeUnitId: station.world.office.id,
      reason: 'Phối hợp kiểm tra',
    }
    await (await station.clientOf('administrator')).users.createGrant(grant)
    expect(await nameFor('office-staff')).toBe('N*** V*** A***')
  })

  it('takes the reception registers along, a denouncer hidden from those who may not know', async () => {
    const inspector = await station.clientOf('inspector')
    const roomId = station.world.reception.id
    const dayMs = startOfVietnamDay(RECEIVED_MS)
    const visit = { dayMs, regime: 'head', visitorName: 'Trần Văn Bình', content: 'Tố cáo' } as const
    await inspector.receptions.addVisit({ roomId, ...visit, kind: 'denunciation' })
    await inspector.receptions.addPetition({ roomId, dayMs, number: '7', senderName: 'Lê Thị Cúc' })
    const range = { fromMs: dayMs, toMs: dayMs + DAY_MS }
    const visits = { list: 'reception-visits', filter: { ...range, removed: false } } as const
    const sheet = await sheetAs('inspector', visits)
    expect(textsOf(sheet, 6)).toEqual(['Bộ lọc', 'Ngày: Từ 20/11/2026 đến hết 20/11/2026'])
    expect(sheet.getRow(HEADER_ROW + 1).getCell(4).value).toBe('Trần Văn Bình')
    const grant = {
      roomId,
      granteeUnitId: station.world.office.id,
      reason: 'Phối hợp kiểm tra',
    }
    await (await station.clientOf('administrator')).users.createGrant(grant)
    const hidden = JSON.stringify((await sheetAs('office-staff', visits)).getRow(HEADER_ROW + 1).values)
    expect(hidden).toContain('Tố cáo')
    expect(hidden).not.toContain('Bình')
    const petitions = { list: 'reception-petitions', filter: { removed: false } } as const
    expect((await sheetAs('inspector', petitions)).getRow(HEADER_ROW + 1).getCell(3).value).toBe('Lê Thị Cúc')
    const schedule = { list: 'reception-schedule', filter: { roomId, ...range } } as const
    expect((await sheetAs('inspector', schedule)).rowCount).toBe(HEADER_ROW)
    await expect(exportAs('inspector', visits, '')).rejects.toMatchObject({ data: { code: 'input.invalid' } })
  })

  it('leaves one audit row with list, filter, rows and purpose, before anything is written', async () => {
    await exportAs('inspector', { list: 'dossiers', filter: { channel: 'online' } })
    const rows = (await station.auditRows()).filter(({ verb }) => verb === 'list.export')
    expect(rows.map(({ actor, subjectId, detail }) => [actor, subjectId, JSON.parse(detail)])).toEqual([
      [
        'inspector',
        'dossiers',
        { filter: '{"channel":"online","sort":"received","descending":false}', purpose: PURPOSE, rows: 1 },
      ],
    ])
  })

  it('refuses a list with personal data without a purpose, and lists and rooms that are not theirs', async () => {
    const dossiers = { list: 'dossiers', filter: {} } as const
    await expect(exportAs('inspector', dossiers, 'xem')).rejects.toMatchObject({
      data: { code: 'input.invalid' },
    })
    await expect(exportAs('administrator', dossiers)).rejects.toMatchObject({
      data: { code: 'permission.denied' },
    })
    await expect(exportAs('office-staff', { list: 'audit', filter: {} })).rejects.toMatchObject({
      data: { code: 'permission.denied' },
    })
    const foreign = { list: 'dossiers', filter: { roomId: station.world.desk.id } } as const
    await expect(exportAs('inspector', foreign)).rejects.toMatchObject({ data: { code: 'room.not-yours' } })
    expect((await station.auditRows()).some(({ verb }) => verb === 'list.export')).toBe(false)
    expect((await sheetAs('office-staff', dossiers)).rowCount).toBe(HEADER_ROW)
  })

  it('hands a file to the person who asked, and to nobody else', async () => {
    const { file, told, download } = await exportAs('inspector', { list: 'dossiers', filter: {} })
    expect(told[0]).toEqual({ kind: 'rows', written: 0, total: 3 })
    expect(file).toMatchObject({ rows: 3, fileName: expect.stringMatching(/^dossiers-\d{8}-\d{4}\.xlsx$/) })
    expect((await download('inspector')).status).toBe(200)
    expect((await download('committee-member')).status).toBe(404)
    expect((await downloadAs('inspector', newId())).status).toBe(404)
  })

  it('writes every other list that its page shows', async () => {
    await station.layFootage()
    const { services } = station.host
    await services.work.bookkeep((transaction) =>
      services.findings.log.record(transaction, [
        someFinding(station.world.reception.id, { detail: { receptions: 4, firstMs: RECEIVED_MS } }),
      ]),
    )
    const day = { fromMs: RECEIVED_MS - 3_600_000, toMs: RECEIVED_MS + 3_600_000 }
    const lastRow = async (wanted: ExportedListRequest) => {
      const sheet = await sheetAs('inspector', wanted)
      return textsOf(sheet, sheet.rowCount).join(' | ')
    }
    expect(await lastRow({ list: 'coverage-events', filter: day })).toContain('Không có hình')
    expect(await lastRow({ list: 'findings', filter: {} })).toContain(
      'receptions: 4; firstMs: 20/11/2026 09:15:22',
    )
    expect(await lastRow({ list: 'cameras', filter: {} })).toContain('Camera phòng')
    const month = { fromMs: FOOTAGE_RANGE.fromMs - 86_400_000, toMs: FOOTAGE_RANGE.toMs + 86_400_000 }
    expect(await lastRow({ list: 'ledger-days', filter: month })).toContain('Camera phòng')
    expect(await lastRow({ list: 'rejections', filter: { importId } })).toBe(
      'Dòng | Cột | Mã lý do | Nội dung ô',
    )
    const audit = await sheetAs('inspector', { list: 'audit', filter: { verb: 'session.login' } })
    expect(Number(textsOf(audit, 7)[1])).toBe(audit.rowCount - HEADER_ROW)
    expect(textsOf(audit, audit.rowCount)).toContain('session.login')
  })
})
