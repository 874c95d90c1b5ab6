import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../kernel/instant.ts'
import {
  byWeight,
  companionsOf,
  drawSample,
  isInForce,
  mayRelease,
  weightOf,
  weightParts,
  type Weighed,
} from './queue.rules.ts'

const NOW_MS = Date.parse('2026-11-28T08:00:00+07:00')
const item = (changes: Partial<Weighed>): Weighed => ({
  finding: { kind: 'person-without-dossier', confidence: 1 },
  isAsked: false,
  sinceMs: NOW_MS,
  keptUntilMs: null,
  companions: 0,
  ...changes,
})

describe('what an item weighs', () => {
  it.each([
    { what: 'a certain finding', changes: {}, parts: [['kind', 50]] },
    {
      what: 'a half certain one',
      changes: { finding: { kind: 'person-without-dossier' as const, confidence: 0.5 } },
      parts: [['kind', 25]],
    },
    {
      what: 'a sample',
      changes: { finding: null, isAsked: true },
      parts: [
        ['kind', 40],
        ['asked', 15],
      ],
    },
    {
      what: 'one that waits for three days',
      changes: { sinceMs: NOW_MS - 3 * DAY_MS - 1 },
      parts: [
        ['kind', 50],
        ['waits', 6],
      ],
    },
    {
      what: 'one that waits for a month, no more than for ten days',
      changes: { sinceMs: NOW_MS - 30 * DAY_MS },
      parts: [
        ['kind', 50],
        ['waits', 20],
      ],
    },
    {
      what: 'footage that ends the day after tomorrow',
      changes: { keptUntilMs: NOW_MS + 2 * DAY_MS },
      parts: [
        ['kind', 50],
        ['footage-ends', 40],
      ],
    },
    {
      what: 'footage that ends in a week',
      changes: { keptUntilMs: NOW_MS + 7 * DAY_MS },
      parts: [
        ['kind', 50],
        ['footage-ends', 20],
      ],
    },
    {
      what: 'footage that may be gone, for which no hurry helps',
      changes: { keptUntilMs: NOW_MS },
      parts: [['kind', 50]],
    },
    {
      what: 'one of six within an hour',
      changes: { companions: 5 },
      parts: [
        ['kind', 50],
        ['company', 12],
      ],
    },
    { what: 'nothing before its time', changes: { sinceMs: NOW_MS + DAY_MS }, parts: [['kind', 50]] },
  ])('explains $what', ({ changes, parts }) => {
    const told = weightParts(item(changes), NOW_MS)
    expect(told.map(({ reason, points }) => [reason, points])).toEqual(parts)
    expect(weightOf(told)).toBe(parts.reduce((sum, [, points]) => sum + Number(points), 0))
  })

  it('puts the heaviest first, of equals the earliest, and never two in one place', () => {
    const rows = fc.array(
      fc.record({
        weight: fc.integer({ min: 0, max: 3 }),
        atMs: fc.integer({ min: 0, max: 3 }),
        id: fc.uuid(),
      }),
    )
    fc.assert(
      fc.property(rows, (items) => {
        const sorted = items.toSorted(byWeight)
        for (const [at, each] of sorted.entries()) {
          const next = sorted[at + 1]
          if (!next) continue
          expect(each.weight).toBeGreaterThanOrEqual(next.weight)
          if (each.weight === next.weight) expect(each.atMs).toBeLessThanOrEqual(next.atMs)
        }
        expect(items.toReversed().toSorted(byWeight)).toEqual(sorted)
      }),
    )
  })

  it('counts the others of the same room and hour', () => {
    const at = (roomId: string, hours: number) => ({ roomId, atMs: NOW_MS + hours * HOUR_MS })
    expect(companionsOf([at('a', 0), at('a', 0.9), at('a', 1), at('b', 0)])).toEqual([1, 1, 0, 0])
  })
})

describe('who is on an item', () => {
  it.each([
    { lapsesAtMs: NOW_MS + 1, inForce: true },
    { lapsesAtMs: NOW_MS, inForce: false },
  ])('holds until it lapses', ({ lapsesAtMs, inForce }) => {
    expect(isInForce({ lapsesAtMs }, NOW_MS)).toBe(inForce)
  })

  it.each([
    { who: 'lan', may: true },
    { who: 'hoa', may: true },
    { who: 'minh', may: false },
  ])('is released by $who: $may', ({ who, may }) => {
    expect(mayRelease({ assignee: 'lan', claimedBy: 'hoa' }, who)).toBe(may)
  })
})

describe('a random sample', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
  const register = Array.from({ length: 50 }, (_, number) => ({ code: `H42.18-261120-${number}` }))

  it('is the same for the same seed, whatever the order of the register', () => {
    const drawn = drawSample(register, '28/11/2026 lần 1', 10, sha256)
    expect(drawSample(register.toReversed(), '28/11/2026 lần 1', 10, sha256)).toEqual(drawn)
    expect(new Set(drawn.map(({ code }) => code)).size).toBe(10)
    expect(drawSample(register, '28/11/2026 lần 2', 10, sha256)).not.toEqual(drawn)
  })

  it('gives every dossier about the same chance', () => {
    const drawn = Array.from({ length: 500 }, (_, seed) => drawSample(register, `${seed}`, 5, sha256))
    const counts = register.map(({ code }) => drawn.flat().filter((each) => each.code === code).length)
    expect(Math.min(...counts)).toBeGreaterThan(25)
    expect(Math.max(...counts)).toBeLessThan(80)
  })

  it('takes all of a register that is smaller', () => {
    expect(drawSample(register, 'seed', 80, sha256)).toHaveLength(50)
  })
})
