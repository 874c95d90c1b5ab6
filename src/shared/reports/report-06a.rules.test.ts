import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOSSIER_STATUSES } from '../dossiers/dossiers.model.ts'
import { BASES, VENDOR_OPTIONS } from '../dossiers/timeliness.model.ts'
import { judgeTimeliness } from '../dossiers/timeliness.rules.ts'
import { HOUR_MS } from '../kernel/instant.ts'
import type { JudgedRow } from './report-06a.model.ts'
import { cellsOf, deskVisits, holdsTogether, noFigures, report06a } from './report-06a.rules.ts'

const at = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)
const NOVEMBER = { fromMs: at('2026-11-01'), toMs: at('2026-12-01') }

const row = (changes: Partial<JudgedRow>): JudgedRow => ({
  dossierId: 'd',
  unitId: 'xa',
  channel: 'walk-in',
  receivedAtMs: at('2026-11-10'),
  resolvedAtMs: null,
  class: 'pending-in-time',
  exclusion: null,
  ...changes,
})

describe('where a dossier counts', () => {
  it.each([
    [
      'taken in online, resolved early',
      { channel: 'online', class: 'early', resolvedAtMs: at('2026-11-12') },
      ['received', 'receivedOnline', 'resolved', 'resolvedEarly'],
    ],
    [
      'taken in by post, pending',
      { channel: 'postal' },
      ['received', 'receivedDirect', 'pending', 'pendingInTime'],
    ],
    [
      'taken in before, still pending',
      { receivedAtMs: at('2026-10-10'), class: 'pending-overdue' },
      ['received', 'carriedOver', 'pending', 'pendingOverdue'],
    ],
    [
      'taken in before, resolved in the period',
      { receivedAtMs: at('2026-10-10'), class: 'overdue', resolvedAtMs: at('2026-11-02') },
      ['received', 'carriedOver', 'resolved', 'resolvedOverdue'],
    ],
    [
      'resolved before the period',
      { receivedAtMs: at('2026-10-10'), class: 'on-time', resolvedAtMs: at('2026-10-12') },
      [],
    ],
    ['taken in after the period', { receivedAtMs: at('2026-12-01') }, []],
    ['left out', { class: 'excluded', exclusion: 'withdrawn' }, []],
  ] as const)('%s', (_, changes, cells) => {
    expect(cellsOf(row(changes), NOVEMBER)).toEqual(cells)
  })

  it('counts walk-in receipts of the period alone as visits to the desk', () => {
    const rows = [
      row({}),
      row({ class: 'excluded', exclusion: 'not-taken-in' }),
      row({ channel: 'online' }),
      row({ channel: 'postal' }),
      row({ receivedAtMs: at('2026-10-10') }),
      row({ receivedAtMs: at('2026-12-01') }),
      row({ receivedAtMs: null, class: 'excluded', exclusion: 'no-receipt' }),
    ]
    expect(deskVisits(rows, NOVEMBER)).toBe(2)
  })

  it('has a row for a unit without dossiers, and names what it left out', () => {
    const left = [row({ class: 'excluded', exclusion: 'no-receipt', receivedAtMs: null })]
    expect(report06a(left, NOVEMBER, ['xa', 'phuong'])).toEqual({
      rows: [
        { unitId: 'xa', figures: noFigures() },
        { unitId: 'phuong', figures: noFigures() },
      ],
      total: noFigures(),
      excluded: [{ exclusion: 'no-receipt', count: 1 }],
    })
  })
})

const instant = fc.option(
  fc.integer({ min: -40 * 24, max: 50 * 24 }).map((hours) => NOVEMBER.fromMs + hours * HOUR_MS),
  { freq: 6 },
)
const dossiers = fc.array(
  fc.record({
    unitId: fc.constantFrom('xa', 'phuong', 'dac-khu'),
    channel: fc.constantFrom('walk-in', 'online', 'postal'),
    receivedAtLogMs: instant,
    dueAtLogMs: instant,
    finishedAtLogMs: instant,
    returnedAtLogMs: instant,
    status: fc.option(fc.constantFrom(...DOSSIER_STATUSES)),
  }),
  { maxLength: 60 },
)
const options = fc.record({
  withdrawnOnTime: fc.boolean(),
  supplementInTime: fc.boolean(),
  noDueOnTime: fc.boolean(),
})

describe('report 06a of any dossiers, however odd their dates', () => {
  it('received = resolved + pending, for every unit and in all, by every basis', () => {
    fc.assert(
      fc.property(dossiers, fc.constantFrom(...BASES), options, (given, basis, chosen) => {
        const judged = given.map((each, index) => {
          const scope = { basis, options: chosen, asOfMs: NOVEMBER.toMs }
          return {
            ...judgeTimeliness(each, scope),
            dossierId: String(index),
            unitId: each.unitId,
            channel: each.channel,
            receivedAtMs: each.receivedAtLogMs,
          }
        })
        const report = report06a(judged, NOVEMBER, ['xa'])
        expect([...report.rows.map(({ figures }) => figures), report.total].every(holdsTogether)).toBe(true)
        expect(report.total.received).toBe(judged.filter((each) => cellsOf(each, NOVEMBER).length > 0).length)
      }),
    )
  })

  it('carries into the next period exactly what this one left pending', () => {
    const DECEMBER = { fromMs: NOVEMBER.toMs, toMs: at('2027-01-01') }
    const judgedAt = (given: Parameters<typeof judgeTimeliness>[0], asOfMs: number) =>
      judgeTimeliness(given, {
        basis: { instant: 'finished', resolution: 'date' },
        options: VENDOR_OPTIONS,
        asOfMs,
      })
    fc.assert(
      fc.property(dossiers, (given) => {
        const sane = given
          .filter(
            ({ receivedAtLogMs: came, finishedAtLogMs: done, status }) =>
              status === null && (done === null || came === null || done >= came),
          )
          .map((each) => ({ ...each, returnedAtLogMs: null }))
        const rowsAt = (asOfMs: number) =>
          sane.map((each, index) => ({
            ...judgedAt(each, asOfMs),
            dossierId: String(index),
            unitId: each.unitId,
            channel: each.channel,
            receivedAtMs: each.receivedAtLogMs,
          }))
        const november = report06a(rowsAt(NOVEMBER.toMs), NOVEMBER, [])
        const december = report06a(rowsAt(DECEMBER.toMs), DECEMBER, [])
        expect(december.total.carriedOver).toBe(november.total.pending)
      }),
    )
  })
})
