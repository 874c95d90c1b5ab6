import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ReportScope, reportScopeSchema } from '#shared/reports/reports.model.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Actor } from '#main/ports/call.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import { buildReportsWorld, type ReportsWorld } from '#tests/builders/reports-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const NOVEMBER = { fromMs: at('2026-11-01 00:00'), toMs: at('2026-12-01 00:00') }
const scope = (changes: Partial<ReportScope> = {}): ReportScope =>
  reportScopeSchema.parse({ ...NOVEMBER, ...changes })
const page = { limit: 100, offset: 0 }

/** One dossier of each class, and one of each odd kind. */
const REGISTER = [
  {
    code: 'early',
    received: '03/11/2026 08:00',
    due: '09/11/2026 08:00',
    finished: '06/11/2026 10:00',
    returned: '06/11/2026 15:00',
  },
  // Finished in the morning of its day, handed over after the hour.
  {
    code: 'by-basis',
    received: '10/11/2026 09:00',
    due: '13/11/2026 09:00',
    finished: '13/11/2026 08:00',
    returned: '13/11/2026 16:00',
    channel: 'online',
  },
  {
    code: 'late',
    received: '10/11/2026 09:00',
    due: '13/11/2026 09:00',
    finished: '16/11/2026 08:00',
    returned: '16/11/2026 08:30',
    channel: 'postal',
  },
  { code: 'open', received: '20/11/2026 09:15', due: '26/11/2026 09:15', status: 'in-progress' },
  { code: 'carried', received: '10/10/2026 09:00', due: '15/10/2026 09:00' },
  {
    code: 'old',
    received: '10/10/2026 09:00',
    due: '15/10/2026 09:00',
    finished: '14/10/2026 09:00',
    returned: '14/10/2026 10:00',
  },
  { code: 'refused', received: '10/11/2026 09:00', status: 'not-received' },
  {
    code: 'last-year',
    received: '10/11/2025 09:00',
    due: '13/11/2025 09:00',
    finished: '12/11/2025 08:00',
    returned: '12/11/2025 08:00',
  },
]

describe.each(testDatabases)('reports on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: ReportsWorld

  beforeAll(async () => {
    database = await openMigrated()
    world = await buildReportsWorld(database.db)
    await layDossiers(database.db, world.source.id, REGISTER)
  })
  afterAll(() => database.close())
  beforeEach(() => {
    world.time.nowMs = at('2026-12-05 10:00')
  })

  const committee: Actor = { kind: 'user', id: 'c', label: 'c', role: 'committee-member', unitId: null }

  it('gives report 06a by the basis that was asked for, with its numerator and denominator', async () => {
    const told = await world.reports.timeliness(world.officeStaff, scope())
    expect(told.report).toEqual({
      rows: [{ unitId: world.commune.id, figures: told.report.total }],
      total: {
        received: 5,
        receivedOnline: 1,
        receivedDirect: 3,
        carriedOver: 1,
        resolved: 3,
        resolvedEarly: 1,
        resolvedOnTime: 1,
        resolvedOverdue: 1,
        pending: 2,
        pendingInTime: 0,
        pendingOverdue: 2,
      },
      excluded: [{ exclusion: 'not-taken-in', count: 1 }],
    })
    expect(told).toMatchObject({
      basis: { instant: 'finished', resolution: 'date' },
      onTime: { numerator: 2, denominator: 3, percent: 66.67 },
      asOfMs: NOVEMBER.toMs,
      differing: 1,
    })
  })

  it('counts walk-in receipts alone as visits to the desk', async () => {
    // early, open, refused; by-basis came online and late by post.
    expect((await world.reports.timeliness(world.officeStaff, scope())).deskVisits).toBe(3)
  })

  it('says what the other bases make of the same dossiers, and which ones differ', async () => {
    const { bases } = await world.reports.timeliness(world.officeStaff, scope())
    expect(bases.map(({ onTime }) => [onTime.numerator, onTime.denominator])).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
      [1, 3],
    ])
    const { total, rows } = await world.reports.differences(world.officeStaff, { ...scope(), ...page })
    expect([total, rows.map(({ code, classes }) => [code, classes])]).toEqual([
      1,
      [['by-basis', ['on-time', 'early', 'on-time', 'overdue']]],
    ])
  })

  it('leads from each number to its dossiers', async () => {
    const behind = async (cell: Parameters<typeof world.reports.dossiersBehind>[1]['cell'], changes = {}) => {
      const input = { ...scope(changes), ...page, cell, unitId: world.commune.id }
      return (await world.reports.dossiersBehind(world.officeStaff, input)).rows
        .map(({ code }) => code)
        .toSorted()
    }
    expect(await behind('received')).toEqual(['by-basis', 'carried', 'early', 'late', 'open'])
    expect(await behind('resolvedOverdue')).toEqual(['late'])
    expect(await behind('resolvedOverdue', { instant: 'returned', resolution: 'timestamp' })).toEqual([
      'by-basis',
      'late',
    ])
    expect(await behind('pendingOverdue')).toEqual(['carried', 'open'])
  })

  it('judges what is pending by now while the period runs', async () => {
    world.time.nowMs = at('2026-11-25 10:00')
    const { report, asOfMs } = await world.reports.timeliness(world.officeStaff, scope())
    expect(asOfMs).toBe(world.time.nowMs)
    expect([report.total.pendingInTime, report.total.pendingOverdue]).toEqual([1, 1])
  })

  it('stands beside the same period of the year before, as far as this one has come', async () => {
    world.time.nowMs = at('2026-11-25 10:00')
    const { now, previous } = await world.reports.comparison(world.officeStaff, scope())
    expect([now.total.received, previous.total.received]).toEqual([5, 1])
    expect(previous.period).toEqual({ fromMs: at('2025-11-01 00:00'), toMs: at('2025-11-25 10:00') })
    expect(previous.onTime).toMatchObject({ numerator: 1, denominator: 1, percent: 100 })
  })

  it('shows the dossiers of other people’s rooms to nobody, and their figures to a committee alone', async () => {
    expect((await world.reports.timeliness(world.inspector, scope())).report.total.received).toBe(0)
    expect((await world.reports.timeliness(committee, scope())).report.total.received).toBe(5)
    const input = { ...scope(), ...page, cell: 'received' as const }
    expect(await world.reports.dossiersBehind(committee, input)).toEqual({ total: 5, hidden: 5, rows: [] })
  })

  it('refuses a period that is empty or without end', async () => {
    const ask = (toMs: number) => world.reports.timeliness(world.officeStaff, scope({ toMs }))
    await expect(ask(NOVEMBER.fromMs)).rejects.toMatchObject({ code: 'range.empty' })
    await expect(ask(NOVEMBER.fromMs + 1101 * DAY_MS)).rejects.toMatchObject({ code: 'range.too-long' })
  })
})
