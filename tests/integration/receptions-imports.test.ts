import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
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

const WEEK = { fromMs: FRIDAY_MS - 4 * DAY_MS, toMs: FRIDAY_MS + 3 * DAY_MS }
const REGISTER = 'reception-register'
const ALL = { removed: false, limit: 100, offset: 0 }

describe.each(testDatabases)('imports of reception registers on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReceptionWorld
  let scope: ImportScope

  beforeAll(async () => {
    database = await openMigrated()
    world = await buildReceptionWorld(database.db)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    world.settings.keepsNames = true
    scope = await world.newScope()
  })

  const visits = async () =>
    (await world.receptions.visits(world.actorOf('inspector'), { ...ALL, roomId: scope.roomId })).rows
  const told = async () =>
    (await visits())
      .map(({ ordinal, content, peopleCount, state }) => `${ordinal} ${content} ${peopleCount} ${state}`)
      .toSorted()
  const rows = ['Đất đai', 'Hộ tịch', 'Đường ngõ'].map((content, index) =>
    receptionRow({ ordinal: index + 1, rowNumber: index + 5, content }),
  )

  it('finds new, changed, repeated and vanished lines, and takes all of it back', async () => {
    const first = await world.importRows(REGISTER, scope, rows, WEEK)
    expect(first.comparison).toMatchObject({ fresh: rows, changed: [], unchanged: [], vanished: [] })
    const before = await told()
    // A line is put in before them, so that all numbers move; one is corrected; one is gone; one stands twice.
    const second = [
      receptionRow({ ordinal: 1, content: 'Môi trường' }),
      receptionRow({ ordinal: 2, content: 'Đất đai', peopleCount: 6 }),
      receptionRow({ ordinal: 3, content: 'Hộ tịch' }),
      receptionRow({ ordinal: 3, content: 'HỘ TỊCH' }),
    ]
    const { importId, comparison } = await world.importRows(REGISTER, scope, second, WEEK)
    expect(comparison.fresh.map(({ content }) => content)).toEqual(['Môi trường'])
    expect(comparison.changed.map(({ fields }) => fields)).toEqual([
      [{ field: 'peopleCount', before: '1', after: '6' }],
    ])
    expect(comparison.unchanged.map(({ content }) => content)).toEqual(['Hộ tịch', 'HỘ TỊCH'])
    expect(comparison.vanished.map(({ label }) => label)).toEqual(['20/11/2026 · STT 3'])
    expect(await told()).toEqual([
      '1 Môi trường 1 current',
      '2 Đất đai 6 current',
      '3 Hộ tịch 1 current',
      '3 Đường ngõ 1 vanished',
    ])
    await expect(world.undo(REGISTER, first.importId)).rejects.toMatchObject({ code: 'import.superseded' })
    await world.undo(REGISTER, importId)
    expect(await told()).toEqual(before)
    await world.undo(REGISTER, first.importId)
    expect(await told()).toEqual([])
  })

  it('lets a line that a later file tells again come back, and nothing vanish outside the period', async () => {
    await world.importRows(REGISTER, scope, rows, WEEK)
    const outside = { fromMs: FRIDAY_MS + DAY_MS, toMs: FRIDAY_MS + 9 * DAY_MS }
    expect((await world.importRows(REGISTER, scope, [], outside)).comparison.vanished).toEqual([])
    expect((await world.importRows(REGISTER, scope, [], null)).comparison.vanished).toEqual([])
    await world.importRows(REGISTER, scope, rows.slice(1), WEEK)
    const { comparison } = await world.importRows(REGISTER, scope, rows, WEEK)
    expect(comparison.changed.map(({ fields }) => fields.map(({ field }) => field))).toEqual([['vanished']])
    expect((await visits()).map(({ state }) => state)).toEqual(['current', 'current', 'current'])
  })

  it('never tells or stores an identity number, nor who came in a list of changes', async () => {
    await world.importRows(REGISTER, scope, rows, WEEK)
    const renamed = rows.map((row) => ({ ...row, visitorName: 'Lê Văn Cường', identityNumber: '1' }))
    const { comparison } = await world.importRows(REGISTER, scope, renamed, WEEK)
    expect(comparison.changed[0]?.fields).toEqual([{ field: 'visitorName', before: null, after: null }])
    const stored = await world.db.selectFrom('reception_visits').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain('035012345678')
  })

  it('keeps no name where the station keeps none, and sees no change in that', async () => {
    await world.importRows(REGISTER, scope, rows, WEEK)
    world.settings.keepsNames = false
    expect((await world.importRows(REGISTER, scope, rows, WEEK)).comparison.changed).toEqual([])
    const fresh = [receptionRow({ ordinal: 9, content: 'Khác' })]
    await world.importRows(REGISTER, scope, fresh)
    const [added] = (await visits()).filter(({ content }) => content === 'Khác')
    expect(added).toMatchObject({ visitorName: null, address: null })
  })

  it('forgets every name when the station decides to keep none, those of earlier imports too', async () => {
    await world.importRows(REGISTER, scope, rows, WEEK)
    const { importId } = await world.importRows(
      REGISTER,
      scope,
      rows.map((row) => ({ ...row, peopleCount: 3 })),
      WEEK,
    )
    const dropped = await world.work.bookkeep((transaction) =>
      world.receptions.targets[REGISTER].dropNames(transaction),
    )
    expect(dropped).toBeGreaterThanOrEqual(3)
    const kept = await world.db.selectFrom('reception_import_touches').select('before_json').execute()
    expect(JSON.stringify(kept)).not.toContain('Nguyễn')
    await world.undo(REGISTER, importId)
    expect((await visits()).map(({ visitorName, peopleCount }) => [visitorName, peopleCount])).toEqual(
      rows.map(() => [null, 1]),
    )
  })

  it('respects what a person entered, edited and took out', async () => {
    const { receptions, callOf } = world
    const { importId } = await world.importRows(REGISTER, scope, rows, WEEK)
    const [first, second] = await visits()
    await receptions.removeVisit(callOf('inspector', 'reception-visit.remove'), first?.id ?? '')
    const again = await world.importRows(REGISTER, scope, rows, WEEK)
    expect(again.comparison).toMatchObject({ fresh: [], changed: [] })
    expect((await visits()).map(({ content }) => content)).not.toContain(first?.content)
    await world.undo(REGISTER, again.importId)
    world.time.nowMs += 1000
    await receptions.editVisit(callOf('inspector', 'reception-visit.edit'), second?.id ?? '', {
      ...receptionRowBody(),
      content: 'Sửa tay',
    })
    await expect(world.undo(REGISTER, importId)).rejects.toMatchObject({
      code: 'reception.edited-since',
      detail: { rows: 1 },
    })
  })

  it('knows petitions by number, day and words, and a schedule by day and half', async () => {
    const petitions = [petitionRow(), petitionRow({ number: '13', content: 'Xin xác nhận' })]
    await world.importRows('petition-register', scope, petitions, WEEK)
    const resolved = [
      petitionRow({ resolvedDayMs: FRIDAY_MS + DAY_MS, outcome: 'right' }),
      petitionRow({ number: '13', content: 'Xin xác nhận', receivedDayMs: FRIDAY_MS - 2 * DAY_MS }),
    ]
    const second = await world.importRows('petition-register', scope, resolved, WEEK)
    expect(second.comparison.changed.map(({ fields }) => fields)).toEqual([
      [
        { field: 'resolvedDayMs', before: null, after: '21/11/2026' },
        { field: 'outcome', before: null, after: 'right' },
      ],
      [{ field: 'dayMs', before: '20/11/2026', after: '18/11/2026' }],
    ])
    await world.undo('petition-register', second.importId)
    const listed = await world.receptions.petitions(world.actorOf('inspector'), {
      ...ALL,
      roomId: scope.roomId,
    })
    expect(listed.rows.map(({ dayMs, outcome }) => [dayMs, outcome])).toEqual([
      [FRIDAY_MS, null],
      [FRIDAY_MS, null],
    ])

    await world.importRows('reception-schedule', scope, [scheduleRow()], WEEK)
    const moved = [scheduleRow({ hostName: 'Phó Chủ tịch', hostRole: 'deputy', regime: 'delegated' })]
    const { comparison } = await world.importRows('reception-schedule', scope, moved, WEEK)
    expect(comparison.changed[0]?.fields.map(({ field }) => field)).toEqual([
      'regime',
      'hostName',
      'hostRole',
    ])
    const gone = await world.importRows('reception-schedule', scope, [], WEEK)
    expect(gone.comparison.vanished.map(({ label }) => label)).toEqual(['20/11/2026 · sáng'])
  })
})

function receptionRowBody() {
  const { rowNumber: _, identityNumber: __, ...body } = receptionRow()
  return { ...body, session: null, caseCode: null }
}
