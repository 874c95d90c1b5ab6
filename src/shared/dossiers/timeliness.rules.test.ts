import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../kernel/instant.ts'
import { DOSSIER_STATUSES } from './dossiers.model.ts'
import { BASES, type TimelinessBasis, type TimelinessOptions, VENDOR_OPTIONS } from './timeliness.model.ts'
import { judgeTimeliness, type JudgedDossier } from './timeliness.rules.ts'

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const AS_OF_MS = at('2026-12-01 00:00')
const FINISHED_BY_DATE: TimelinessBasis = { instant: 'finished', resolution: 'date' }

function dossier(
  changes: Partial<Record<'received' | 'due' | 'finished' | 'returned', string | null>>,
  status: JudgedDossier['status'] = null,
): JudgedDossier {
  const read = (text: string | null | undefined, otherwise: string | null): number | null => {
    const chosen = text === undefined ? otherwise : text
    return chosen === null ? null : at(chosen)
  }
  return {
    receivedAtLogMs: read(changes.received, '2026-11-20 09:15'),
    dueAtLogMs: read(changes.due, '2026-11-26 09:15'),
    finishedAtLogMs: read(changes.finished, null),
    returnedAtLogMs: read(changes.returned, null),
    status,
  }
}

const classOf = (
  given: JudgedDossier,
  basis = FINISHED_BY_DATE,
  options = VENDOR_OPTIONS,
  asOfMs = AS_OF_MS,
) => judgeTimeliness(given, { basis, options, asOfMs }).class

describe('timeliness by date of finishing', () => {
  it.each([
    ['the day before', { finished: '2026-11-25 16:00' }, 'early'],
    ['later on the very day', { finished: '2026-11-26 16:00' }, 'on-time'],
    ['the day after', { finished: '2026-11-27 07:00' }, 'overdue'],
    ['not yet, and the day has passed', {}, 'pending-overdue'],
    ['not yet, and the day has not passed', { due: '2026-11-30 09:00' }, 'pending-in-time'],
    ['after the report ends', { finished: '2026-12-01 00:00', due: '2026-12-02 09:00' }, 'pending-in-time'],
    ['handed over, with no time of finishing', { returned: '2026-11-25 16:00' }, 'early'],
    ['finished with no due date', { finished: '2026-11-25 16:00', due: null }, 'on-time'],
    ['pending with no due date', { due: null }, 'pending-in-time'],
    ['without a receipt', { received: null }, 'excluded'],
  ])('is told: %s', (_, changes, expected) => {
    expect(classOf(dossier(changes))).toBe(expected)
  })
})

describe('the basis', () => {
  const late = dossier({ finished: '2026-11-26 08:00', returned: '2026-11-26 16:00' })
  it.each([
    [0, 'on-time'],
    [1, 'early'],
    [2, 'on-time'],
    [3, 'overdue'],
  ])('number %i makes the same dossier %s', (index, expected) => {
    expect(classOf(late, BASES[index])).toBe(expected)
  })

  it('does not take what is finished for handed over', () => {
    expect(
      classOf(dossier({ finished: '2026-11-25 16:00' }, 'finished'), {
        instant: 'returned',
        resolution: 'date',
      }),
    ).toBe('pending-overdue')
  })

  it.each([
    ['2026-11-25 23:59', 'early'],
    ['2026-11-26 23:59', 'on-time'],
    ['2026-11-27 00:00', 'overdue'],
  ])('takes a due date without a time of day for the whole day: %s', (finished, expected) => {
    const given = dossier({ due: '2026-11-26 00:00', finished })
    expect(classOf(given, { instant: 'finished', resolution: 'timestamp' })).toBe(expected)
  })
})

describe('what the vendor counts in the office’s favour, by name', () => {
  const without = (name: keyof TimelinessOptions): TimelinessOptions => ({ ...VENDOR_OPTIONS, [name]: false })
  it.each([
    ['withdrawnOnTime', dossier({}, 'withdrawn'), 'on-time', 'excluded'],
    ['supplementInTime', dossier({}, 'supplement-requested'), 'pending-in-time', 'pending-overdue'],
    ['noDueOnTime', dossier({ due: null, finished: '2026-11-25 16:00' }), 'on-time', 'excluded'],
    ['noDueOnTime', dossier({ due: null }), 'pending-in-time', 'excluded'],
  ] as const)('%s', (name, given, withIt, withoutIt) => {
    expect([classOf(given), classOf(given, FINISHED_BY_DATE, without(name))]).toEqual([withIt, withoutIt])
  })

  it.each([
    ['registered', 'not-taken-in'],
    ['not-received', 'not-taken-in'],
    ['returned', 'no-end-date'],
    ['finished', 'no-end-date'],
  ] as const)('leaves out %s and says why', (status, exclusion) => {
    const judged = judgeTimeliness(dossier({}, status), {
      basis: FINISHED_BY_DATE,
      options: VENDOR_OPTIONS,
      asOfMs: AS_OF_MS,
    })
    expect(judged).toEqual({ class: 'excluded', exclusion, resolvedAtMs: null })
  })
})

const instant = fc.option(fc.nat(20 * 1440).map((minutes) => at('2026-11-16 00:00') + minutes * MINUTE_MS))
const anyDossier: fc.Arbitrary<JudgedDossier> = fc.record({
  receivedAtLogMs: instant,
  dueAtLogMs: instant,
  finishedAtLogMs: instant,
  returnedAtLogMs: instant,
  status: fc.option(fc.constantFrom(...DOSSIER_STATUSES)),
})

describe('any dossier', () => {
  it('is not better off by the moment than by the date: overdue by date is overdue by timestamp', () => {
    fc.assert(
      fc.property(anyDossier, fc.constantFrom('finished', 'returned'), (given, instantOf) => {
        const byDate = classOf(given, { instant: instantOf, resolution: 'date' })
        const byMoment = classOf(given, { instant: instantOf, resolution: 'timestamp' })
        if (byDate === 'overdue' || byDate === 'pending-overdue') expect(byMoment).toBe(byDate)
        if (byDate === 'early') expect(byMoment).toBe('early')
      }),
    )
  })

  it('does not become in time again as days pass while it is pending', () => {
    fc.assert(
      fc.property(anyDossier, fc.nat(20), fc.nat(20), (given, one, other) => {
        const open = { ...given, finishedAtLogMs: null, returnedAtLogMs: null }
        const [early, late] = [Math.min(one, other), Math.max(one, other)]
        const on = (day: number) =>
          classOf(open, FINISHED_BY_DATE, VENDOR_OPTIONS, at('2026-11-16 00:00') + day * DAY_MS)
        if (on(early) === 'pending-overdue') expect(on(late)).toBe('pending-overdue')
      }),
    )
  })
})
