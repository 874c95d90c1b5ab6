import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contains,
  durationMs,
  intersect,
  mergeRanges,
  overlaps,
  spreadOver,
  subtractRanges,
  type TimeRange,
  timeRangeSchema,
  totalMs,
} from './time-range.ts'

/** Small numbers, so that a set of milliseconds can stand for a range. */
const rangeArbitrary: fc.Arbitrary<TimeRange> = fc
  .tuple(fc.nat(80), fc.integer({ min: 1, max: 40 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }))
/** Empty and reversed ones too. */
const anyRangesArbitrary = fc.array(fc.record({ fromMs: fc.nat(80), toMs: fc.nat(80) }), { maxLength: 8 })

function instantsOf(ranges: readonly TimeRange[]): Set<number> {
  const instants = new Set<number>()
  for (const range of ranges) for (let atMs = range.fromMs; atMs < range.toMs; atMs += 1) instants.add(atMs)
  return instants
}

function expectSortedAndApart(ranges: readonly TimeRange[]): void {
  for (const [index, range] of ranges.entries()) {
    expect(range.fromMs).toBeLessThan(range.toMs)
    const next = ranges[index + 1]
    if (next) expect(range.toMs).toBeLessThan(next.fromMs)
  }
}

describe('half-open ranges', () => {
  it('hold their start and not their end', () => {
    expect(contains({ fromMs: 10, toMs: 20 }, 10)).toBe(true)
    expect(contains({ fromMs: 10, toMs: 20 }, 20)).toBe(false)
  })

  it('do not overlap where they touch', () => {
    expect(overlaps({ fromMs: 0, toMs: 10 }, { fromMs: 10, toMs: 20 })).toBe(false)
    expect(intersect({ fromMs: 0, toMs: 10 }, { fromMs: 10, toMs: 20 })).toBeNull()
  })

  it.each([
    [{ fromMs: 5, toMs: 5 }, false],
    [{ fromMs: 6, toMs: 5 }, false],
    [{ fromMs: -1, toMs: 5 }, false],
    [{ fromMs: 0, toMs: 1.5 }, false],
    [{ fromMs: 0, toMs: 1 }, true],
  ])('are parsed at the door: %j is %j', (range, isValid) => {
    expect(timeRangeSchema.safeParse(range).success).toBe(isValid)
  })
})

describe('range arithmetic agrees with sets of instants', () => {
  it('intersects', () => {
    fc.assert(
      fc.property(rangeArbitrary, rangeArbitrary, (left, right) => {
        const both = instantsOf([left]).intersection(instantsOf([right]))
        const found = intersect(left, right)
        expect(instantsOf(found ? [found] : [])).toEqual(both)
        expect(overlaps(left, right)).toBe(both.size > 0)
      }),
    )
  })

  it('merges into sorted ranges that do not touch', () => {
    fc.assert(
      fc.property(anyRangesArbitrary, (ranges) => {
        const merged = mergeRanges(ranges)
        expectSortedAndApart(merged)
        expect(instantsOf(merged)).toEqual(instantsOf(ranges))
        expect(totalMs(merged)).toBe(instantsOf(ranges).size)
      }),
    )
  })

  it('subtracts', () => {
    fc.assert(
      fc.property(rangeArbitrary, anyRangesArbitrary, (whole, holes) => {
        const left = subtractRanges(whole, holes)
        expectSortedAndApart(left)
        expect(instantsOf(left)).toEqual(instantsOf([whole]).difference(instantsOf(holes)))
      }),
    )
  })

  it('splits a range without loss: what is taken and what is left add up', () => {
    fc.assert(
      fc.property(rangeArbitrary, anyRangesArbitrary, (whole, holes) => {
        const taken = mergeRanges(holes).flatMap((hole) => intersect(whole, hole) ?? [])
        expect(totalMs(taken) + totalMs(subtractRanges(whole, holes))).toBe(durationMs(whole))
      }),
    )
  })

  it('spreads instants evenly over time that has holes', () => {
    const ranges = [
      { fromMs: 0, toMs: 10 },
      { fromMs: 100, toMs: 130 },
    ]
    expect(spreadOver(ranges, 4)).toEqual([0, 100, 110, 120])
    expect(spreadOver(ranges, 3)).toEqual([0, 103, 116])
    expect(spreadOver([], 3)).toEqual([])
  })

  it('leaves its inputs as they were', () => {
    const ranges = Object.freeze([
      Object.freeze({ fromMs: 5, toMs: 9 }),
      Object.freeze({ fromMs: 1, toMs: 6 }),
    ])
    expect(mergeRanges(ranges)).toEqual([{ fromMs: 1, toMs: 9 }])
  })
})
