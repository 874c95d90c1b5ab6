import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReviewSearch } from '#renderer/api/review-search.ts'
import { DAY_MS, HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { limitsOf, marksOf, refusedParts, viewOf } from './review-address.rules.ts'

const DAY = startOfVietnamDay(1_795_800_000_000)
const bounds = { fromMs: DAY, toMs: DAY + DAY_MS }
const limits = limitsOf(bounds, DAY + 10 * DAY_MS + 5)
const CAMERA = '0199e000-0000-7000-8000-000000000001'

const refused = (given: Readonly<Record<string, unknown>>) =>
  refusedParts(readReviewSearch(given), bounds, limits, [CAMERA])

describe('how far the timeline goes', () => {
  it('is a month before, and not beyond today', () => {
    expect(limits).toEqual({ fromMs: DAY - 31 * DAY_MS, toMs: DAY + 11 * DAY_MS })
    expect(limitsOf(bounds, DAY + 3 * HOUR_MS).toMs).toBe(bounds.toMs)
    expect(limitsOf(bounds, DAY + 90 * DAY_MS).toMs).toBe(DAY + 31 * DAY_MS)
  })
})

describe('an address', () => {
  it('is wholly read when all of it can be shown', () => {
    const whole = {
      room: CAMERA,
      cameras: CAMERA,
      at: String(DAY + HOUR_MS),
      from: String(DAY),
      to: String(DAY + DAY_MS),
      viewFrom: String(DAY - 10 * DAY_MS),
      viewTo: String(DAY + 10 * DAY_MS),
      in: String(DAY + HOUR_MS),
      out: String(DAY + HOUR_MS + 100),
    }
    expect(refused(whole)).toEqual([])
    const search = readReviewSearch(whole)
    expect(viewOf(search, limits)).toEqual({ fromMs: DAY - 10 * DAY_MS, toMs: DAY + 10 * DAY_MS })
    expect(marksOf(search, bounds)).toEqual({ inMs: DAY + HOUR_MS, outMs: DAY + HOUR_MS + 100 })
  })

  it.each([
    ['a playhead that is no number', { at: 'chiều' }, ['at']],
    ['a playhead on another day', { at: DAY - 1 }, ['at']],
    ['ends that are turned around', { from: DAY + 5, to: DAY }, ['range']],
    ['a view of half a second', { viewFrom: DAY, viewTo: DAY + 500 }, ['view']],
    ['a view of a year', { viewFrom: DAY - 400 * DAY_MS, viewTo: DAY }, ['view']],
    ['half a view', { viewFrom: DAY }, ['view']],
    ['marks that are turned around', { in: DAY + 500, out: DAY + 100 }, ['marks']],
    ['a mark of another day', { in: DAY - 500 }, ['marks']],
    ['a camera of another room', { cameras: `${CAMERA},x` }, ['cameras']],
    ['a room that is no id, and a broken mark', { room: 'a', out: '1e99' }, ['room', 'marks']],
  ] as const)('says that it cannot use %s', (_, given, parts) => {
    expect(refused(given)).toEqual(parts)
  })

  it('never throws and never gives marks outside of what is open, whatever stands in it', () => {
    const anything = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(''))
    const keys = ['at', 'from', 'to', 'in', 'out', 'viewFrom', 'viewTo', 'cameras', 'room', 'dossier']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), anything), (given) => {
        refused(given)
        const { inMs, outMs } = marksOf(readReviewSearch(given), bounds)
        for (const atMs of [inMs, outMs])
          if (atMs !== null) expect(atMs >= bounds.fromMs && atMs <= bounds.toMs).toBe(true)
      }),
    )
  })
})
