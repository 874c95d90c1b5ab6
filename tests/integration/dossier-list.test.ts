import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIST_TIMELINESS } from '#shared/dossiers/dossier-list.model.ts'
import { listTimelinessOf } from '#shared/dossiers/dossier-list.rules.ts'
import { DOSSIER_STATUSES, type LogSource } from '#shared/dossiers/dossiers.model.ts'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf, type DossierWorld, WORLD_NOW_MS } from '#tests/builders/dossier-world.ts'
import { layDossierRows, layImport } from '#tests/builders/laid-imports.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { type SomeDossier, someDossier } from '#tests/builders/some-dossier.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

describe.each(testDatabases)('the list of dossiers on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let source: LogSource
  let importId: string

  beforeEach(async () => {
    database = await openMigrated()
    world = await buildDossierWorld(database.db)
    source = await sourceIn(world.desk.id, 'Phần mềm một cửa')
    importId = newId()
    await world.work.bookkeep((transaction) =>
      layImport(transaction, { id: importId, sourceId: source.id, rows: 1 }),
    )
  })
  afterEach(() => database.close())

  const sourceIn = (roomId: string, name: string) =>
    world.dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
      roomId,
      name,
      windowBeforeMs: 900_000,
      windowAfterMs: 300_000,
      offsetMs: 0,
      uncertaintyMs: 0,
    })

  async function store(...dossiers: SomeDossier[]) {
    const rows = dossiers.map((one, index) =>
      someDossier({ sourceId: source.id, importId, rowNumber: index + 1, ...one }),
    )
    await world.work.bookkeep((transaction) => layDossierRows(transaction, rows))
    return rows
  }

  async function codes(filter: object, actor = world.officeStaff) {
    const { total, rows } = await world.dossiers.list(actor, { limit: 100, offset: 0, ...filter })
    expect(total).toBe(rows.length)
    return rows.map(({ code }) => code)
  }

  it('narrows by every filter, alone and together', async () => {
    await store(
      { code: 'H42.18-261120-0001', procedureName: 'Khai sinh', officerName: 'Bình', channel: 'walk-in' },
      { code: 'H42.18-261120-0002', procedureName: 'Khai tử', officerName: 'Bình', channel: 'online' },
      {
        code: 'H42.18-261121-0003',
        procedureName: 'Khai sinh',
        officerName: 'Cúc',
        channel: 'walk-in',
        status: 'returned',
        counterId: world.counter2.id,
        receivedAtLogMs: WORLD_NOW_MS,
      },
    )
    const [first, second, third] = ['H42.18-261120-0001', 'H42.18-261120-0002', 'H42.18-261121-0003']
    expect(await codes({})).toEqual([first, second, third])
    expect(await codes({ procedure: 'Khai sinh' })).toEqual([first, third])
    expect(await codes({ officer: 'Bình', channel: 'online' })).toEqual([second])
    expect(await codes({ verdict: 'not-at-desk' })).toEqual([second])
    expect(await codes({ counterId: world.counter2.id })).toEqual([third])
    expect(await codes({ statuses: ['returned', 'stopped'] })).toEqual([third])
    expect(await codes({ statuses: [] })).toHaveLength(3)
    expect(await codes({ fromMs: WORLD_NOW_MS })).toEqual([third])
    expect(await codes({ toMs: WORLD_NOW_MS })).toEqual([first, second])
    expect(await codes({ code: '261121' })).toEqual([third])
    expect(await codes({ code: 'h4218 2611210003' })).toEqual([third])
    expect(await codes({ communeUnitId: world.commune.id, sourceId: source.id })).toHaveLength(3)
    expect(await codes({ communeUnitId: world.inspectorateId })).toEqual([])
    expect((await world.dossiers.list(world.officeStaff, { limit: 1, offset: 9, code: '0002' })).all).toBe(3)
  })

  it('narrows to dossiers with a finding that nobody dismissed', async () => {
    const [one, two] = await store({ code: 'H42.18-261120-0001' }, { code: 'H42.18-261120-0002' })
    const findings = createFindingsService({ ...world, newId })
    const about = (id = '', dedupeKey = 'a') =>
      someFinding(world.desk.id, { subject: { kind: 'dossier', id }, dedupeKey })
    await world.work.bookkeep((transaction) =>
      findings.log.record(transaction, [about(one?.id), about(two?.id, 'b')]),
    )
    expect(await codes({ findingKind: 'late-keying' })).toHaveLength(2)
    expect(await codes({ findingKind: 'due-date-moved' })).toEqual([])
    const { rows } = await findings.list(world.officeStaff, { subjectId: two?.id, limit: 1, offset: 0 })
    await findings.decide(callOf(world.officeStaff, 'finding.decide'), {
      ids: [rows[0]?.id ?? ''],
      state: 'dismissed',
      note: '',
    })
    expect(await codes({ findingKind: 'late-keying' })).toEqual(['H42.18-261120-0001'])
  })

  it('asks coverage for the dossiers of a verdict, of the rooms in question alone', async () => {
    const [one] = await store({ code: 'H42.18-261120-0001' }, { code: 'H42.18-261120-0002' })
    world.verdicts.dossiersWith = async (verdict, roomIds) => {
      expect([verdict, ...roomIds]).toEqual(['missing', world.desk.id])
      return new Set([one?.id ?? ''])
    }
    expect(await codes({ verdict: 'missing' })).toEqual(['H42.18-261120-0001'])
  })

  it('tells timeliness in SQL as its rule does, whatever the dates', async () => {
    const instant = fc.option(
      fc.integer({ min: -5 * 24, max: 5 * 24 }).map((hours) => WORLD_NOW_MS + hours * HOUR_MS),
    )
    const dates = fc.record({
      status: fc.option(fc.constantFrom(...DOSSIER_STATUSES)),
      receivedAtLogMs: instant,
      dueAtLogMs: instant,
      finishedAtLogMs: instant,
      returnedAtLogMs: instant,
    })
    const drawn = fc.sample(dates, { numRuns: 300, seed: 7 })
    const stored = await store(
      ...drawn.map((one, index) => ({ ...one, code: `H42.18-261120-${String(index).padStart(4, '0')}` })),
    )
    for (const timeliness of LIST_TIMELINESS) {
      const expected = stored.filter((one) => listTimelinessOf(one, WORLD_NOW_MS) === timeliness)
      const found = await world.dossiers.list(world.officeStaff, { limit: 500, offset: 0, timeliness })
      expect(found.rows.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
      expect(expected.length).toBeGreaterThan(0)
    }
  })

  it.each(['received', 'due', 'code'] as const)(
    'pages by %s without repeating or skipping a row, and knows the place of each',
    async (sort) => {
      // Many rows of one instant and of none: only the whole order tells them apart.
      await store(
        ...Array.from({ length: 25 }, (_, index) => ({
          code: `H42.18-261120-${String((index * 7) % 25).padStart(4, '0')}`,
          receivedAtLogMs: index % 5 === 0 ? null : WORLD_NOW_MS - (index % 3) * DAY_MS,
          dueAtLogMs: index % 4 === 0 ? null : WORLD_NOW_MS + (index % 2) * DAY_MS,
        })),
      )
      for (const descending of [false, true]) {
        const whole = await world.dossiers.list(world.officeStaff, {
          limit: 100,
          offset: 0,
          sort,
          descending,
        })
        const ids = whole.rows.map(({ id }) => id)
        const paged: string[] = []
        for (let offset = 0; offset < 25; offset += 4) {
          const page = await world.dossiers.list(world.officeStaff, { limit: 4, offset, sort, descending })
          paged.push(...page.rows.map(({ id }) => id))
        }
        expect(paged).toEqual(ids)
        for (const index of [0, 1, 12, 24]) {
          expect(
            await world.dossiers.place(world.officeStaff, ids[index] ?? '', { sort, descending }),
          ).toEqual({
            index,
            total: 25,
            previousId: ids[index - 1] ?? null,
            nextId: ids[index + 1] ?? null,
          })
        }
      }
    },
  )

  it('has no place for a dossier that the filter leaves out', async () => {
    const [one] = await store({ code: 'H42.18-261120-0001' }, { code: 'H42.18-261120-0002' })
    expect(await world.dossiers.place(world.officeStaff, one?.id ?? '', { code: '0002' })).toEqual({
      index: null,
      total: 1,
      previousId: null,
      nextId: null,
    })
  })

  it('names the procedures and officers of the rooms that one may see, most frequent first', async () => {
    await store(
      { code: 'H42.18-261120-0001', procedureName: 'Khai sinh', officerName: 'Bình' },
      { code: 'H42.18-261120-0002', procedureName: 'Khai tử', officerName: null },
      { code: 'H42.18-261120-0003', procedureName: 'Khai tử', officerName: 'Bình' },
    )
    expect(await world.dossiers.choices(world.officeStaff, {})).toEqual({
      procedures: [
        { value: 'Khai tử', count: 2 },
        { value: 'Khai sinh', count: 1 },
      ],
      officers: [{ value: 'Bình', count: 2 }],
    })
    expect(await world.dossiers.choices(world.inspector, {})).toEqual({ procedures: [], officers: [] })
  })

  it('shows one dossier with its room to those who may, its name to those who may see names', async () => {
    const [one] = await store({ code: 'H42.18-261120-0001', applicantName: 'Nguyễn Văn An' })
    const id = one?.id ?? ''
    expect(await world.dossiers.inRoom(world.officeStaff, id)).toMatchObject({
      roomId: world.desk.id,
      communeUnitId: world.commune.id,
      applicantName: 'N*** V*** A***',
    })
    expect((await world.dossiers.inRoom(world.officeInspector, id)).applicantName).toBe('Nguyễn Văn An')
    await expect(world.dossiers.inRoom(world.inspector, id)).rejects.toMatchObject({ code: 'room.not-yours' })
    await expect(world.dossiers.inRoom(world.officeStaff, newId())).rejects.toMatchObject({
      code: 'dossier.unknown',
    })
  })
})
