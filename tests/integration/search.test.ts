import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foldWords } from '#shared/kernel/fold-words.ts'
import type { SearchInput } from '#shared/search/search.model.ts'
import { codeKey } from '#shared/search/search-query.rules.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { LOG_OFFSET_MS, openRegister, RECEIVED_AT_LOG_MS, titlesOf } from '#tests/builders/search-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const BIRTH = 'Đăng ký khai sinh'
const DEATH = 'Đăng ký khai tử'
const DAY_MS = 86_400_000

describe.each(testDatabases)('search on $name', (database) => {
  let station: AuditedStation
  let register: Awaited<ReturnType<typeof openRegister>>
  let inspector: ApiClient

  beforeEach(async () => {
    station = await openAuditedStation(database)
    register = await openRegister(station, station.world.reception.id)
    inspector = await station.clientOf('inspector')
  })
  afterEach(() => station.close())

  const search = (text: string, more: Partial<SearchInput> = {}) => inspector.search.query({ text, ...more })
  const dossiers = async (text: string) => titlesOf(await search(text), 'dossier')
  const code = (day: string, number: string): string => `H42.18-${day}-${number}`

  it('finds "Đăng ký khai sinh" by "dang ky khai sinh", and where its footage is', async () => {
    const { counterId, id: roomId } = station.world.reception
    await register.add([
      { procedureName: BIRTH, officerName: 'Trần Thị Bình', counterId, applicantName: 'Lò Văn Kín' },
    ])
    const camera = await station.layFootage()
    const { groups } = await search('dang ky khai sinh')
    expect(groups.map(({ kind }) => kind)).toEqual(['dossier', 'procedure'])
    const [hit] = groups[0]?.hits ?? []
    expect(hit).toMatchObject({
      title: { text: code('261120', '0001'), marks: [] },
      subtitle: [
        {
          text: BIRTH,
          marks: [
            { from: 0, to: 4 },
            { from: 5, to: 7 },
            { from: 8, to: 12 },
            { from: 13, to: 17 },
          ],
        },
        { text: 'Trần Thị Bình', marks: [] },
        { text: 'Quầy 1', marks: [] },
      ],
      atMs: RECEIVED_AT_LOG_MS - LOG_OFFSET_MS,
      roomId,
    })
    expect(hit?.cameraIds).toEqual([])
    expect(JSON.stringify(groups)).not.toContain('Kín')
    await register.add([
      { code: 'H42.18-270101-0001', procedureName: BIRTH, counterId, receivedAtLogMs: Date.now() + DAY_MS },
    ])
    const [newest] = (await search('đăng ký')).groups[0]?.hits ?? []
    expect(newest).toMatchObject({ cameraIds: [camera.id], dossier: { code: 'H42.18-270101-0001' } })
    expect((await search('lo van kin')).groups).toEqual([])
  })

  it('finds a code by its beginning, end and inside, with or without separators, newest first', async () => {
    await register.add([
      { code: code('261120', '0007') },
      { code: code('261120', '0017'), receivedAtLogMs: RECEIVED_AT_LOG_MS + 60_000 },
      { code: code('261119', '0007'), receivedAtLogMs: RECEIVED_AT_LOG_MS - DAY_MS },
      { code: code('261120', '10007'), receivedAtLogMs: RECEIVED_AT_LOG_MS + 90_000 },
    ])
    const first = code('261120', '0007')
    expect(await dossiers('H42.18-261120-0007')).toEqual([first])
    expect(await dossiers('h4218 261120 0007')).toEqual([first])
    expect(await dossiers('2611200007')).toEqual([first])
    expect(await dossiers('0007')).toEqual([code('261120', '10007'), first, code('261119', '0007')])
    expect(await dossiers('200017')).toEqual([code('261120', '0017')])
    expect(await dossiers('h4218 261120')).toEqual([code('261120', '10007'), code('261120', '0017'), first])
    expect(await dossiers('0007 261119')).toEqual([code('261119', '0007')])
    expect(await dossiers('0007 19/11/2026')).toEqual([code('261119', '0007')])
    expect(await dossiers('20/11/2026')).toHaveLength(3)
    expect(await dossiers('9999')).toEqual([])
    expect(await dossiers('007')).toEqual([])
  })

  it('wants every word, in any of procedure, officer and counter', async () => {
    const { counterId } = station.world.reception
    await register.add([
      { procedureName: BIRTH, officerName: 'Trần Thị Hoa' },
      { procedureName: DEATH, officerName: 'Trần Thị Hoa', counterId },
      { procedureName: BIRTH, officerName: 'Lê Văn Nam', counterId },
    ])
    const [one, two, three] = ['0001', '0002', '0003'].map((number) => code('261120', number))
    expect(await dossiers('khai sinh')).toEqual([three, one])
    expect(await dossiers('khai hoa')).toEqual([two, one])
    expect(await dossiers('sinh nam')).toEqual([three])
    expect(await dossiers('hoa quầy 1')).toEqual([two])
    expect(await dossiers('"khai tử"')).toEqual([two])
    expect(await dossiers('"tử khai"')).toEqual([])
    expect(await dossiers('0003 sinh')).toEqual([three])
    expect(await dossiers('0003 tu')).toEqual([])
    const { groups } = await search('tran thi')
    expect(groups.find(({ kind }) => kind === 'officer')?.hits).toMatchObject([
      { title: { text: 'Trần Thị Hoa' }, dossiers: { count: 2, isMore: false } },
    ])
  })

  it('forgets what an undone import brought and what a row no longer says', async () => {
    const kept = await register.add([{ procedureName: BIRTH, officerName: 'Lê Văn Nam' }])
    const undone = await register.add([
      { code: code('261121', '0001'), procedureName: DEATH, officerName: 'Lê Văn Nam' },
    ])
    await register.undo(undone)
    expect((await search('khai tu')).groups).toEqual([])
    expect(await dossiers('261121')).toEqual([])
    expect(await dossiers('nam')).toEqual([code('261120', '0001')])
    await station.db
      .updateTable('dossiers')
      .set({ procedure_name: 'Chứng thực', code: code('261122', '0009') })
      .execute()
    expect((await search('khai sinh')).groups).toEqual([])
    expect(await dossiers('chung thuc 2611220009')).toEqual([code('261122', '0009')])
    await register.undo(kept)
    expect(await station.db.selectFrom('search_terms').selectAll().execute()).toEqual([])
  })

  it('looks into the rooms alone that a person may look into', async () => {
    const hidden = await openRegister(station, station.world.desk.id)
    await hidden.add([{ code: code('261120', '0500'), procedureName: BIRTH, officerName: 'Lê Văn Nam' }])
    for (const text of ['khai sinh', 'nam', '0500', '2611200500', 'H42.18', '20/11/2026', 'sinh nam'])
      expect((await search(text)).groups).toEqual([])
    const staff = await station.clientOf('office-staff')
    expect(titlesOf(await staff.search.query({ text: 'khai sinh' }), 'dossier')).toHaveLength(1)
    const committee = await station.clientOf('committee-member')
    expect((await committee.search.query({ text: 'khai sinh' })).groups).toEqual([])
    await expect((await station.clientOf('administrator')).search.query({ text: 'x' })).rejects.toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    )
  })

  it('finds bookmarks by note, criterion and dossier, until they are removed', async () => {
    await register.add([{}])
    const camera = await station.layFootage()
    const [dossier] = await station.db.selectFrom('dossiers').select('id').execute()
    const made = await inspector.review.createBookmark({
      cameraIds: [camera.id],
      fromMs: 1000,
      toMs: 2000,
      dossierId: dossier?.id ?? null,
      criterionCode: '5.5',
      note: 'Đọc báo khi có dân chờ',
      protects: false,
    })
    const found = async (text: string) => titlesOf(await search(text), 'bookmark')
    for (const text of ['doc bao', 'ĐỌC', '5.5', '2611200001', 'h42.18-261120-0001'])
      expect(await found(text)).toEqual(['Đọc báo khi có dân chờ'])
    expect((await search('doc bao')).groups[0]?.hits[0]).toMatchObject({
      atMs: 1000,
      cameraIds: [camera.id],
      dossier: { code: code('261120', '0001') },
    })
    await inspector.review.removeBookmark({ id: made.id })
    expect(await found('doc bao')).toEqual([])
    await inspector.review.restoreBookmark({ id: made.id })
    expect(await found('doc bao')).toHaveLength(1)
  })

  it('finds findings by what they are called, counters by name and place, incidents by code and label', async () => {
    const { id: roomId } = station.world.reception
    const { work, findings } = station.host.services
    await work.bookkeep((transaction) =>
      findings.log.record(transaction, [
        someFinding(roomId, { kind: 'desk-unattended', dedupeKey: 'a' }),
        someFinding(station.world.desk.id, { kind: 'desk-unattended', dedupeKey: 'b' }),
      ]),
    )
    const unattended = await search('quay khong co nguoi truc')
    expect(titlesOf(unattended, 'finding')).toEqual(['Quầy không có người trực'])
    expect(titlesOf(unattended, 'incident')).toEqual(['Quầy không có người trực trong giờ'])
    expect(titlesOf(await search('unattended', { language: 'en' }), 'finding')).toEqual(['Desk unattended'])
    expect(titlesOf(await search('OS-01'), 'incident')).toEqual(['Quầy không có người trực trong giờ'])
    expect(titlesOf(await search('quay 1 tan son'), 'counter')).toEqual(['Quầy 1'])
    const [finding] = (await inspector.findings.list({ roomId })).rows
    await inspector.findings.decide({ ids: [finding?.id ?? ''], state: 'accepted', note: 'Đã xác minh' })
    expect(titlesOf(await search('da xac minh'), 'finding')).toHaveLength(1)
  })

  it('takes whatever is typed', async () => {
    await register.add([
      { procedureName: BIRTH, code: 'h/42_x-1' },
      { code: 'Ф', officerName: '' },
    ])
    const nasty = [
      '"',
      '*',
      'a* OR (b',
      "'; drop table dossiers; --",
      '<->',
      'NEAR(a b)',
      '%_',
      '-',
      '\u0000',
      'ф',
      'đ&!',
    ]
    for (const text of nasty) expect((await search(text)).groups).toBeInstanceOf(Array)
    expect(await dossiers('H42X')).toEqual(['h/42_x-1'])
  })
})

describe('search of generated registers', () => {
  it('finds any dossier by any piece of its code of four characters and any word of its procedure', async () => {
    const [sqlite] = testDatabases
    const station = await openAuditedStation(sqlite ?? { name: 'sqlite', open: fail, openMigrated: fail })
    try {
      const register = await openRegister(station, station.world.reception.id)
      const inspector = await station.clientOf('inspector')
      const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
      const unit = fc.constantFrom('H42.18', 'H42.18.3', '000.00.18.H42', 'HSTT')
      const codes = fc
        .tuple(unit, digits(6), digits(4), fc.constantFrom('', '5', 'A'))
        .map(([head, day, number, end]) => `${head}-${day}-${number}${end}`)
      const procedures = fc.constantFrom(BIRTH, DEATH, 'Chứng thực bản sao', 'Cấp giấy xác nhận đất ở')
      const one = fc.record({
        code: codes,
        procedureName: procedures,
        from: fc.nat(),
        length: fc.nat(),
        word: fc.nat(),
      })
      await fc.assert(
        fc.asyncProperty(
          one,
          fc.array(codes, { maxLength: 5 }),
          fc.boolean(),
          async (given, others, bare) => {
            const { code, procedureName } = given
            const rows = [...new Set([code, ...others])].map((some) => ({ code: some, procedureName }))
            const imported = await register.add(rows)
            const key = codeKey(code)
            const from = given.from % (key.length - 3)
            const piece = key.slice(from, from + 4 + (given.length % (key.length - from - 3)))
            const tokens = procedureName.split(' ')
            const word = tokens[given.word % tokens.length] ?? ''
            for (const text of [piece, bare ? foldWords(word) : word])
              expect(titlesOf(await inspector.search.query({ text }), 'dossier'), text).toContain(code)
            await register.undo(imported)
          },
        ),
        { numRuns: 60 },
      )
    } finally {
      await station.close()
    }
  })
})

function fail(): never {
  throw new Error('no SQLite among the test databases')
}
