import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../kernel/instant.ts'
import type { EventCoverage } from './coverage.model.ts'
import { burstsOf, findingsOf, LATE_KEYING_EVENTS, LATE_KEYING_MS } from './coverage-findings.rules.ts'

const at = (time: string): number => Date.parse(`2026-11-20T${time}+07:00`)
const SESSIONS = [
  { fromMs: at('07:30:00'), toMs: at('11:30:00') },
  { fromMs: at('13:30:00'), toMs: at('17:00:00') },
]

function event(id: string, atLogMs: number, more: Partial<EventCoverage> = {}): EventCoverage {
  return {
    dossierId: id,
    dossierCode: `H42.18-261120-${id}`,
    procedureName: null,
    kind: 'received',
    roomId: 'room',
    counterId: 'counter-1',
    cameraIds: ['camera'],
    atLogMs,
    atMs: atLogMs,
    windowFromMs: atLogMs - 15 * MINUTE_MS,
    windowToMs: atLogMs + 5 * MINUTE_MS,
    coveredMs: 20 * MINUTE_MS,
    verdict: 'covered',
    missing: [],
    uncertaintyMs: 0,
    verdictDependsOnClock: false,
    ...more,
  }
}

function unfilmed(cause: EventCoverage['missing'][number]['cause'], more: Partial<EventCoverage> = {}) {
  const fromMs = at('09:00:00')
  const missing = [{ fromMs, toMs: fromMs + 20 * MINUTE_MS, cause }]
  return event('1', at('09:15:00'), { verdict: 'missing', coveredMs: 0, missing, ...more })
}

const kinds = (events: readonly EventCoverage[]): string[] =>
  findingsOf(events, SESSIONS).map(({ kind }) => kind)

describe('a dossier without footage', () => {
  it.each([
    ['camera-offline', true],
    ['obstructed', true],
    ['recorder-down', false],
    ['disk-full', false],
    ['purged', false],
    ['unknown', false],
  ] as const)('is told for %s, and whose end it was at', (cause, atOffice) => {
    expect(findingsOf([unfilmed(cause)], SESSIONS)).toMatchObject([
      {
        kind: 'dossier-without-footage',
        detail: { cause, atOffice, missingMs: 20 * MINUTE_MS },
        confidence: 1,
      },
    ])
  })
  it.each(['no-camera', 'not-scheduled', 'expired', 'not-yet-fetched'] as const)(
    'is not told for %s',
    (cause) => {
      expect(kinds([unfilmed(cause)])).toEqual([])
    },
  )
  it('has half the weight where the clock decides', () => {
    expect(findingsOf([unfilmed('unknown', { verdictDependsOnClock: true })], SESSIONS)).toMatchObject([
      { confidence: 0.5 },
    ])
  })
  it('is not told of a partly filmed one, nor of one whose log tells no time of day', () => {
    expect(kinds([unfilmed('unknown', { verdict: 'partial' })])).toEqual([])
    expect(kinds([unfilmed('unknown', { atLogMs: at('00:00:00') })])).toEqual([])
  })
})

describe('late keying', () => {
  const burst = ['09:00:00', '09:00:20', '09:00:59'].map((time, index) => event(String(index), at(time)))
  it('is three receptions of one counter within a minute', () => {
    expect(findingsOf(burst, SESSIONS)).toMatchObject([
      {
        kind: 'late-keying',
        atMs: at('09:00:00'),
        subject: { kind: 'counter', id: 'counter-1' },
        detail: { count: 3 },
      },
    ])
  })
  it('is not two, nor three that take a whole minute, nor three at different counters, nor results handed out', () => {
    expect(kinds(burst.slice(1))).toEqual([])
    expect(kinds([...burst.slice(0, 1), event('8', at('09:00:45')), event('9', at('09:01:00'))])).toEqual([
      'two-receptions-at-once',
    ])
    expect(kinds(burst.map((each, index) => ({ ...each, counterId: `counter-${index}` })))).toEqual([])
    expect(kinds(burst.map((each) => ({ ...each, kind: 'returned' as const })))).toEqual([])
  })
  it('puts each reception into one burst at most, none shorter than three or longer than a minute', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { maxLength: 40 }), (instants) => {
        const events = instants.map((atMs, index) => event(String(index), at('08:00:00') + atMs))
        const bursts = burstsOf(events)
        expect(new Set(bursts.flat()).size).toBe(bursts.flat().length)
        for (const each of bursts) {
          const times = each.map(({ atLogMs }) => atLogMs)
          expect(each.length).toBeGreaterThanOrEqual(LATE_KEYING_EVENTS)
          expect(Math.max(...times) - Math.min(...times)).toBeLessThan(LATE_KEYING_MS)
        }
        const left = events
          .filter((each) => !bursts.flat().includes(each))
          .toSorted((a, b) => a.atLogMs - b.atLogMs)
        for (const [index, first] of left.entries()) {
          const third = left[index + 2]?.atLogMs ?? Infinity
          expect(third - first.atLogMs).toBeGreaterThanOrEqual(LATE_KEYING_MS)
        }
      }),
    )
  })
})

it('tells of two receptions at once, with half the weight, and not where the log names no counter', () => {
  const pair = [event('1', at('09:00:00')), event('2', at('09:00:29'))]
  expect(findingsOf(pair, SESSIONS)).toMatchObject([{ kind: 'two-receptions-at-once', confidence: 0.5 }])
  expect(kinds(pair.map((each) => ({ ...each, counterId: null })))).toEqual([])
  expect(kinds([event('1', at('09:00:00')), event('2', at('09:00:30'))])).toEqual([])
})

it('tells of receptions outside office hours by more than the clock may be off', () => {
  expect(kinds([event('1', at('11:30:00'))])).toEqual(['received-outside-hours'])
  expect(kinds([event('1', at('11:30:20'), { uncertaintyMs: 30_000 })])).toEqual([])
  expect(kinds([event('1', at('07:29:40'), { uncertaintyMs: 30_000 })])).toEqual([])
  expect(kinds([event('1', at('07:29:00'), { uncertaintyMs: 30_000 })])).toEqual(['received-outside-hours'])
  expect(kinds([event('1', at('12:00:00'), { kind: 'returned' })])).toEqual([])
})
