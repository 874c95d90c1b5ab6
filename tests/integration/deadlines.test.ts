import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { DEFAULT_CALENDAR } from '#shared/units/working-calendar.rules.ts'
import { systemCall } from '#main/ports/call.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import { buildReportsWorld, type ReportsWorld } from '#tests/builders/reports-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const BIRTH = { procedureCode: '1.001193.000.00.00.H42', received: '20/11/2026 09:15' }
const RANGE = { fromMs: at('2026-11-01 00:00'), toMs: at('2026-12-01 00:00') }

describe.each(testDatabases)('deadlines on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReportsWorld

  beforeEach(async () => {
    database = await openMigrated()
    world = await buildReportsWorld(database.db)
    world.time.nowMs = at('2026-12-05 10:00')
  })
  afterEach(() => database.close())

  const lay = (...dossiers: Parameters<typeof layDossiers>[2]) =>
    layDossiers(database.db, world.source.id, dossiers)

  it('hold an imported due date against the procedure and the calendar of the commune, step by step', async () => {
    const [id = ''] = await lay({ ...BIRTH, due: '26/11/2026 09:15' })
    const { audit, procedure } = await world.reports.deadline(world.officeStaff, id)
    expect(procedure?.code).toBe('1.001193')
    expect(audit).toMatchObject({ verdict: 'agrees', computedDueMs: at('2026-11-26 09:15') })
    expect(audit.steps.map(({ kind }) => kind)).toEqual([
      'received',
      'day-skipped',
      'day-skipped',
      'day-counted',
      'day-skipped',
      'day-counted',
      'day-counted',
      'due',
    ])
  })

  it('follow the rules of the calendar in force, and never touch what was imported', async () => {
    const [id = ''] = await lay({ ...BIRTH, due: '26/11/2026 09:15' })
    const calendar = {
      ...DEFAULT_CALENDAR,
      deadlines: { ...DEFAULT_CALENDAR.deadlines, style: 'session' as const },
    }
    await world.units.setCalendar(
      systemCall('test', 'unit.set-calendar'),
      world.commune.id,
      calendar,
      RANGE.fromMs,
    )
    expect((await world.reports.deadline(world.officeStaff, id)).audit).toMatchObject({
      verdict: 'differs',
      computedDueMs: at('2026-11-26 11:30'),
      importedDueMs: at('2026-11-26 09:15'),
      byDays: 0,
    })
    expect((await world.dossiers.get(id)).dueAtLogMs).toBe(at('2026-11-26 09:15'))
  })

  it('are not known of a procedure without a time limit, nor while papers are awaited', async () => {
    const [unknown = '', awaited = ''] = await lay(
      { ...BIRTH, procedureCode: '9.999999', due: '26/11/2026 09:15' },
      { ...BIRTH, due: '26/11/2026 09:15', status: 'supplement-requested' },
    )
    const why = async (id: string) => (await world.reports.deadline(world.officeStaff, id)).audit
    expect(await why(unknown)).toMatchObject({ verdict: 'not-computable', why: 'no-time-limit' })
    expect(await why(awaited)).toMatchObject({ verdict: 'not-computable', why: 'supplement-open' })
  })

  it('are shown to those alone who may look into the room', async () => {
    const [id = ''] = await lay({ ...BIRTH, due: '26/11/2026 09:15' })
    await expect(world.reports.deadline(world.inspector, id)).rejects.toMatchObject({
      code: 'room.not-yours',
    })
  })

  const findings = async () =>
    (await world.findings.list(world.officeStaff, { roomId: world.desk.id, limit: 100, offset: 0 })).rows

  it('become findings where another day was promised, and go again when the log is right', async () => {
    const [wrong = ''] = await lay(
      { ...BIRTH, due: '27/11/2026 09:15' },
      { ...BIRTH, due: '26/11/2026 16:00' },
      { ...BIRTH, due: '26/11/2026 09:15' },
    )
    expect(await world.reports.refreshDeadlineFindings(world.desk.id, RANGE)).toBe(1)
    expect(await findings()).toMatchObject([
      {
        kind: 'due-date-disagrees',
        subject: { kind: 'dossier', id: wrong },
        atMs: at('2026-11-20 09:15'),
        detail: {
          byDays: 1,
          byMs: DAY_MS,
          procedureCode: '1.001193',
          limitAmount: 3,
          limitUnit: 'working-day',
        },
      },
    ])
    await world.reports.refreshDeadlineFindings(world.desk.id, RANGE)
    expect(await findings()).toHaveLength(1)
    await database.db
      .updateTable('dossiers')
      .set({ due_at_log_ms: at('2026-11-26 09:15') })
      .where('id', '=', wrong)
      .execute()
    expect(await world.reports.refreshDeadlineFindings(world.desk.id, RANGE)).toBe(0)
    expect(await findings()).toEqual([])
  })

  it('say nothing of apologies while no list of them was imported', async () => {
    await lay({ ...BIRTH, due: '26/11/2026 09:15', finished: '30/11/2026 10:00' })
    await world.reports.refreshDeadlineFindings(world.desk.id, RANGE)
    expect(await findings()).toEqual([])
  })
})

describe.each(testDatabases)('apologies and supplements on $name', ({ openMigrated }) => {
  let database: OpenDatabase

  beforeEach(async () => {
    database = await openMigrated()
  })
  afterEach(() => database.close())

  it('name the overdue dossiers without a letter, finished or not', async () => {
    const sorry = new Set<string>()
    const world = await buildReportsWorld(database.db, { apologised: async () => sorry })
    world.time.nowMs = at('2026-12-05 10:00')
    const [late = '', open = '', excused = ''] = await layDossiers(database.db, world.source.id, [
      { ...BIRTH, due: '26/11/2026 09:15', finished: '30/11/2026 10:00' },
      { ...BIRTH, due: '26/11/2026 09:15' },
      { ...BIRTH, due: '26/11/2026 09:15', finished: '30/11/2026 10:00' },
      { ...BIRTH, due: '26/11/2026 09:15', finished: '26/11/2026 16:00' },
    ])
    sorry.add(excused)
    await world.reports.refreshDeadlineFindings(world.desk.id, RANGE)
    const { rows } = await world.findings.list(world.officeStaff, { limit: 100, offset: 0 })
    expect(rows.map(({ kind }) => kind)).toEqual(['overdue-without-apology', 'overdue-without-apology'])
    expect(new Set(rows.map(({ subject }) => subject.id))).toEqual(new Set([late, open]))
  })

  it('count the office time in which papers were awaited', async () => {
    const span = { fromMs: at('2026-11-20 15:00'), toMs: at('2026-11-23 08:30') }
    const world = await buildReportsWorld(database.db, {
      supplements: async (ids) => new Map(ids.map((id) => [id, [span]])),
    })
    const [id = ''] = await layDossiers(database.db, world.source.id, [{ ...BIRTH, due: '26/11/2026 14:45' }])
    // The built-in office opens at 07:30: 2 h of Friday and 1 h of Monday.
    expect((await world.reports.deadline(world.officeStaff, id)).audit).toMatchObject({
      computedDueMs: at('2026-11-26 14:15'),
      byMs: 1_800_000,
    })
  })
})
