import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../kernel/instant.ts'
import { mergeRanges, totalMs } from '../kernel/time-range.ts'
import { packStays, unpackStays } from './packed-stays.rules.ts'
import {
  type LoggedEvent,
  openingHours,
  percentileMs,
  presenceMatrix,
  unattended,
} from './presence-matrix.rules.ts'

const MINUTE = 60_000
const minutes = (from: number, to: number) => ({ fromMs: from * MINUTE, toMs: to * MINUTE })
const event = (code: string, minute: number, uncertaintyMs = 0): LoggedEvent => ({
  dossierId: code,
  dossierCode: code,
  atMs: minute * MINUTE,
  uncertaintyMs,
})
const day = [minutes(0, 240)]

describe('people at a counter against its log', () => {
  it('tells apart who came with a dossier, who without, and which dossier came alone', () => {
    const matrix = presenceMatrix({
      stays: [minutes(10, 20), minutes(30, 34), minutes(40, 42), minutes(50, 60)],
      events: [event('A', 19), event('B', 62), event('C', 100), event('D', 19.5)],
      sessions: [minutes(0, 120)],
      analysed: day,
    })
    expect(matrix.personAndDossier.map(({ events }) => events.map(({ dossierCode }) => dossierCode))).toEqual(
      [['A', 'D'], ['B']],
    )
    expect(matrix.personOnly).toEqual([minutes(30, 34)])
    expect(matrix.briefPersonOnly).toEqual([minutes(40, 42)])
    expect(matrix.dossierOnly.map(({ dossierCode }) => dossierCode)).toEqual(['C'])
    // 120 minutes less 26 in which somebody sat there, less the instants of B and C.
    expect(totalMs(matrix.neither)).toBe(94 * MINUTE - 2)
  })

  it('accuses nobody where the picture was not looked at, and follows the clock as far as it may be off', () => {
    const input = { stays: [minutes(10, 20)], sessions: day, analysed: [minutes(0, 30)] }
    expect(presenceMatrix({ ...input, events: [event('A', 60)] })).toMatchObject({
      dossierOnly: [],
      notLookedAt: [{ dossierCode: 'A' }],
    })
    expect(presenceMatrix({ ...input, events: [event('A', 26)] }).dossierOnly).toHaveLength(1)
    expect(presenceMatrix({ ...input, events: [event('A', 26, 2 * MINUTE)] }).personAndDossier).toHaveLength(
      1,
    )
  })

  it('puts every event and every stay into exactly one place', () => {
    const range = fc
      .tuple(fc.nat(200), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]) => minutes(from, from + length))
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 8 }).map(mergeRanges),
        fc.array(fc.tuple(fc.nat(230), fc.nat(120_000)), { maxLength: 12 }),
        fc.array(range, { maxLength: 4 }).map(mergeRanges),
        (stays, drawn, analysed) => {
          const events = drawn.map(([minute, uncertaintyMs], index) =>
            event(String(index), minute, uncertaintyMs),
          )
          const matrix = presenceMatrix({ stays, events, sessions: day, analysed })
          const placed = [
            ...matrix.personAndDossier.flatMap((each) => each.events),
            ...matrix.dossierOnly,
            ...matrix.notLookedAt,
          ].map(({ dossierId }) => dossierId)
          expect(placed.toSorted()).toEqual(events.map(({ dossierId }) => dossierId).toSorted())
          const seated = [
            ...matrix.personAndDossier.map(({ stay }) => stay),
            ...matrix.personOnly,
            ...matrix.briefPersonOnly,
          ]
          expect(mergeRanges(seated)).toEqual(stays)
          expect(seated).toHaveLength(stays.length)
        },
      ),
    )
  })
})

describe('a desk that nobody serves', () => {
  it('counts only while somebody waits, in office hours, where it was looked at', () => {
    const found = unattended(
      [minutes(0, 30), minutes(50, 90)],
      [minutes(10, 60)],
      [minutes(5, 80)],
      [minutes(0, 75)],
      2 * MINUTE,
    )
    expect(found).toEqual([minutes(5, 10), minutes(60, 75)])
  })

  it('tells how late it opened and how early it closed, and nothing where nobody looked', () => {
    const sessions = [minutes(0, 100), minutes(120, 200)]
    expect(openingHours([minutes(12, 80), minutes(115, 200)], sessions, day)).toEqual([
      { session: minutes(0, 100), lateMs: 12 * MINUTE, earlyMs: 20 * MINUTE },
      { session: minutes(120, 200), lateMs: 0, earlyMs: 0 },
    ])
    expect(openingHours([], [minutes(0, 100)], day)).toMatchObject([
      { lateMs: 100 * MINUTE, earlyMs: 100 * MINUTE },
    ])
    expect(openingHours([minutes(12, 80)], [minutes(0, 100)], [minutes(5, 90)])).toMatchObject([
      { lateMs: null, earlyMs: null },
    ])
  })

  it.each([
    [[], 0.5, null],
    [[5], 0.9, 5],
    [[4, 1, 3, 2], 0.5, 2],
    [[10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 0.9, 90],
  ])('takes of %j the share %d at %j', (durations, share, expected) => {
    expect(percentileMs(durations, share)).toBe(expected)
  })
})

it('packs stays of an hour so that they come back to the tenth of a second', () => {
  const hourStartMs = 1_795_000_000_000 - (1_795_000_000_000 % HOUR_MS)
  const range = fc
    .tuple(fc.integer({ min: -2000, max: 38_000 }), fc.integer({ min: 1, max: 9000 }))
    .map(([from, length]) => ({
      fromMs: hourStartMs + from * 100,
      toMs: hourStartMs + (from + length) * 100,
    }))
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (stays) => {
      const hour = { fromMs: hourStartMs, toMs: hourStartMs + HOUR_MS }
      const expected = mergeRanges(
        stays.map(({ fromMs, toMs }) => ({
          fromMs: Math.max(fromMs, hour.fromMs),
          toMs: Math.min(toMs, hour.toMs),
        })),
      )
      expect(unpackStays(packStays(stays, hourStartMs), hourStartMs)).toEqual(expected)
    }),
  )
})
