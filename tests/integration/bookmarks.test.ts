import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Bookmark, BookmarkChange } from '#shared/review/review.model.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, FOOTAGE_RANGE, openAuditedStation } from '#tests/builders/audited-station.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const NOBODY = '01900000-0000-7000-8000-00000000dead'

describe.each(testDatabases)('bookmarks on $name', (database) => {
  let station: AuditedStation
  let inspector: ApiClient
  let cameraId: string

  beforeEach(async () => {
    station = await openAuditedStation(database)
    inspector = await station.clientOf('inspector')
    cameraId = (await station.layFootage()).id
  })
  afterEach(() => station.close())

  const mark = (fields: Partial<Bookmark> = {}) =>
    inspector.review.createBookmark({
      cameraIds: [cameraId],
      ...FOOTAGE_RANGE,
      protects: false,
      ...fields,
    })
  const heldLocks = () =>
    station.db.selectFrom('locks').selectAll().where('state', '<>', 'released').orderBy('from_ms').execute()
  const notes = async (filter: Parameters<ApiClient['review']['bookmarkList']>[0]) =>
    (await inspector.review.bookmarkList(filter)).rows.map(({ note }) => note)

  it('are found by tag, criterion, lock, person, day and state, a page at a time, with what each filter offers', async () => {
    const { fromMs, toMs } = FOOTAGE_RANGE
    await mark({ note: 'một', tags: ['ca sáng', 'quầy  2'], criterionCode: '3.8' })
    await mark({ note: 'hai', tags: ['ca sáng'], protects: true, fromMs: fromMs + 1000 })
    const gone = await mark({ note: 'ba', fromMs: fromMs + 2000 })
    await inspector.review.removeBookmark({ id: gone.id })

    const all = await inspector.review.bookmarkList({})
    expect(all.total).toBe(2)
    expect(all.facets).toEqual({
      tags: [
        { value: 'ca sáng', count: 2 },
        { value: 'quầy 2', count: 1 },
      ],
      people: [{ value: 'inspector', count: 2 }],
      criteria: [{ value: '3.8', count: 1 }],
    })
    expect(await notes({})).toEqual(['hai', 'một'])
    expect(await notes({ limit: 1, offset: 1 })).toEqual(['một'])
    expect(await notes({ tag: 'quầy 2' })).toEqual(['một'])
    expect(await notes({ criterionCode: '3.8' })).toEqual(['một'])
    expect(await notes({ protects: true })).toEqual(['hai'])
    expect(await notes({ createdBy: 'ai-khac' })).toEqual([])
    expect(await notes({ state: 'removed' })).toEqual(['ba'])
    expect(await notes({ toMs: fromMs + 500 })).toEqual(['một'])
    expect(await notes({ fromMs: toMs })).toEqual([])
    expect(await notes({ dossierCode: '%' })).toEqual([])
  })

  it('say what locking them takes before it is done; footage under two of them counts once', async () => {
    const [first, second] = [await mark(), await mark()]
    const cost = await inspector.review.bookmarksLockCost({ ids: [first.id, second.id] })
    const { size_bytes: bytes } = await station.db
      .selectFrom('segments')
      .select('size_bytes')
      .where('camera_id', '=', cameraId)
      .executeTakeFirstOrThrow()
    expect(cost).toMatchObject({ segments: 1, bytes, newBytes: bytes, alreadyLockedBytes: 0 })
    expect(await heldLocks()).toEqual([])

    await inspector.review.changeBookmarks({ changes: [{ id: first.id, protects: true }] })
    const ids = [second.id]
    expect(await inspector.review.bookmarksLockCost({ ids })).toMatchObject({ newBytes: 0 })
  })

  it('change together, and the undo leads back, locks included', async () => {
    const first = await mark({ protects: true, tags: ['cũ'] })
    const second = await mark({ tags: ['mới'] })
    const before = (await inspector.review.bookmarkList({})).rows
    const both = [first.id, second.id]
    const { changed, undo } = await inspector.review.changeBookmarks({
      changes: both.map((id) => ({ id, addTags: ['mới'], criterionCode: '3.11', protects: true })),
    })
    expect(changed).toBe(2)
    expect(new Set((await heldLocks()).map((lock) => lock.bookmark_id))).toEqual(new Set(both))

    await inspector.review.changeBookmarks({ changes: undo })
    expect((await inspector.review.bookmarkList({})).rows).toEqual(before)
    expect((await heldLocks()).map((lock) => lock.bookmark_id)).toEqual([first.id])

    const removal = await inspector.review.changeBookmarks({
      changes: both.map((id) => ({ id, state: 'removed' as const })),
    })
    expect(await heldLocks()).toEqual([])
    await inspector.review.changeBookmarks({ changes: removal.undo })
    expect((await inspector.review.bookmarkList({})).rows).toEqual(before)
    expect(await heldLocks()).toHaveLength(1)
  })

  it('move their lock with their range', async () => {
    const { id } = await mark({ protects: true })
    const toMs = FOOTAGE_RANGE.fromMs + 3000
    await inspector.review.changeBookmarks({ changes: [{ id, toMs }] })
    expect(await heldLocks()).toMatchObject([{ bookmark_id: id, to_ms: toMs }])
  })

  it('keep what a clip rests on, and count it', async () => {
    const cited = await mark({ protects: true })
    const free = await mark()
    await inspector.evidence.create({ bookmarkId: cited.id, purpose: 'Thử trích xuất' })
    await station.host.services.jobs.idle()
    const locksBefore = await heldLocks()
    const removal = await inspector.review.changeBookmarks({
      changes: [cited.id, free.id].map((id) => ({ id, state: 'removed' as const })),
    })
    expect(removal).toMatchObject({ changed: 1, cited: 1 })
    const release = await inspector.review.changeBookmarks({ changes: [{ id: cited.id, protects: false }] })
    expect(release).toEqual({ changed: 0, cited: 1, undo: [] })
    expect(await heldLocks()).toEqual(locksBefore)
    await inspector.review.changeBookmarks({ changes: [{ id: cited.id, note: 'vẫn ghi thêm được' }] })
    expect((await inspector.review.bookmarkList({})).rows).toMatchObject([
      { id: cited.id, cited: true, note: 'vẫn ghi thêm được' },
    ])
  })

  it('change all or none, and never into what a new one may not be', async () => {
    const { id } = await mark({ note: 'nguyên' })
    const desk = await addSilentCamera(station.host.services, station.world.desk, 'Camera quầy')
    const tags = Array.from({ length: 12 }, (_, index) => `nhãn ${index}`)
    await inspector.review.changeBookmarks({ changes: [{ id, addTags: tags }] })
    const refused: [BookmarkChange[], string][] = [
      [[{ id: NOBODY, note: 'x' }], 'bookmark.unknown'],
      [[{ id, fromMs: FOOTAGE_RANGE.toMs }], 'range.empty'],
      [[{ id, cameraIds: [desk.id] }], 'room.not-yours'],
      [[{ id, addTags: ['một nữa'] }], 'bookmark.tags'],
      [[{ id, dossierId: NOBODY }], 'dossier.unknown'],
      [[{ id, note: 'khác' }, { id: NOBODY }], 'bookmark.unknown'],
    ]
    for (const [changes, code] of refused)
      await expect(inspector.review.changeBookmarks({ changes }), code).rejects.toMatchObject({
        data: { code },
      })
    const twice = inspector.review.changeBookmarks({ changes: [{ id }, { id }] })
    await expect(twice).rejects.toMatchObject({ code: 'INVALID' })
    expect(await notes({})).toEqual(['nguyên'])
  })

  it('stay out of sight of those who may not look into the room, and out of the log what people wrote', async () => {
    const { id } = await mark({ note: 'Nguyễn Văn A' })
    await inspector.review.changeBookmarks({ changes: [{ id, note: 'Trần Thị B', addTags: ['C'] }] })
    const row = (await station.auditRows()).find(({ verb }) => verb === 'bookmark.change')
    expect(row?.detail).toContain(`note +tags: ${id}`)
    expect(row?.detail).not.toContain('Trần')
    const staff = await station.clientOf('office-staff')
    expect((await staff.review.bookmarkList({})).total).toBe(0)
  })

  it('leave as a spreadsheet under the filter of their page', async () => {
    await mark({ note: '=1+1', tags: ['ca sáng'], criterionCode: '3.8' })
    await mark({ note: 'không có nhãn' })
    const wanted = { list: 'bookmarks', filter: { tag: 'ca sáng', state: 'active' } } as const
    const progress = await inspector.exports.workbook({ wanted, purpose: 'Báo cáo quý' })
    let fileId = ''
    for await (const part of progress) if (part.kind === 'file') fileId = part.file.id
    const { cookie } = await logIn(station.host.fetch, 'inspector')
    const url = `http://station.test/media/exports/${fileId}/x.xlsx`
    const answer = await station.host.fetch(new Request(url, { headers: { cookie } }))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await answer.arrayBuffer())
    const [sheet] = workbook.worksheets
    const texts: string[] = []
    sheet?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)))
    expect(texts).toEqual(expect.arrayContaining(['Dấu mốc', 'Nhãn: ca sáng', '=1+1', 'ca sáng', '3.8']))
    expect(texts).not.toContain('không có nhãn')
  })
})
