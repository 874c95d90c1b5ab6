import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import {
  decodeStrip,
  encodeStrip,
  instantsOf,
  levelFor,
  nearestOf,
  stripAt,
  stripsIn,
} from './strips.rules.ts'
import { THUMBNAIL_LEVELS } from './thumbnails.model.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)
const level = fc.constantFrom(...THUMBNAIL_LEVELS)
const instant = fc.integer({ min: DAY - 90 * DAY_MS, max: DAY + 90 * DAY_MS })

describe('strips', () => {
  it('hold their instant, and follow one another without a hole', () => {
    fc.assert(
      fc.property(level, instant, (name, atMs) => {
        const strip = stripAt(name, atMs)
        expect(strip.fromMs <= atMs && atMs < strip.toMs).toBe(true)
        expect(stripAt(name, strip.toMs).fromMs).toBe(strip.toMs)
        expect(stripAt(name, strip.fromMs)).toEqual(strip)
      }),
    )
  })

  it('cover a range', () => {
    expect(stripsIn('minutes', { fromMs: DAY + 90 * MINUTE_MS, toMs: DAY + 3 * HOUR_MS })).toEqual([
      { fromMs: DAY + HOUR_MS, toMs: DAY + 2 * HOUR_MS },
      { fromMs: DAY + 2 * HOUR_MS, toMs: DAY + 3 * HOUR_MS },
    ])
    expect(stripAt('hours', DAY + HOUR_MS).fromMs).toBe(DAY)
  })

  it('want a picture at each step', () => {
    const instants = instantsOf('minutes', stripAt('minutes', DAY))
    expect([instants.length, instants[0], instants[1]]).toEqual([60, DAY, DAY + 60_000])
  })

  it.each([
    [MINUTE_MS, 'seconds'],
    [20 * MINUTE_MS, 'tens'],
    [HOUR_MS, 'minutes'],
    [DAY_MS, 'hours'],
    [31 * DAY_MS, 'days'],
  ] as const)('a view of %i ms takes the level of %s', (viewMs, expected) => {
    expect(levelFor(viewMs, 1100)).toBe(expected)
  })
})

describe('the bytes of a strip', () => {
  const thumbnails = fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 1e13 }),
      jpeg: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    }),
    { maxLength: 12 },
  )

  it('come back as they were, and not at all when cut short', () => {
    fc.assert(
      fc.property(thumbnails, fc.nat(), (given, cut) => {
        const picks = given.map(({ atMs }, index): [number, number] => [index, atMs])
        const bytes = encodeStrip(picks, given)
        expect(decodeStrip(bytes)).toEqual({ picks, thumbnails: given })
        expect(decodeStrip(bytes.subarray(0, cut % bytes.length))).toBeNull()
      }),
    )
  })

  it('are refused when they are something else', () => {
    expect(decodeStrip(new Uint8Array([0, 0, 0, 2, 91, 93]))).toBeNull()
    expect(decodeStrip(new TextEncoder().encode('<!doctype html>'))).toBeNull()
  })
})

describe('the nearest picture', () => {
  it('is none that another stands nearer than, and none out of reach', () => {
    const pictures = fc
      .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { maxLength: 20 })
      .map((all) => all.toSorted((a, b) => a - b).map((atMs) => ({ atMs })))
    fc.assert(
      fc.property(pictures, fc.integer({ min: 0, max: 10_000 }), (all, atMs) => {
        const best = Math.min(...all.map((each) => Math.abs(each.atMs - atMs)))
        const found = nearestOf(all, atMs, 2000)
        if (best <= 2000) expect(Math.abs((found?.atMs ?? Number.NaN) - atMs)).toBe(best)
        else expect(found).toBeNull()
      }),
    )
  })
})
