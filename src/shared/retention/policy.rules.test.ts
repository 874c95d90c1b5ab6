import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../kernel/instant.ts'
import { overlaps } from '../kernel/time-range.ts'
import {
  ceilingCutoffMs,
  floorCutoffMs,
  policyFor,
  sameScope,
  unlockedBefore,
  wholeMinutes,
} from './policy.rules.ts'
import { DEFAULT_RETENTION, retentionDaysSchema, type RetentionPolicy } from './retention.model.ts'

const CAMERA = { id: '0190f000-0000-7000-8000-000000000001', roomKind: 'one-stop-desk' } as const
const policy = (scope: RetentionPolicy['scope'], floorDays: number): RetentionPolicy => ({
  scope,
  days: { floorDays, ceilingDays: null },
})
const station = policy({ kind: 'station' }, 1)
const desks = policy({ kind: 'room-kind', roomKind: 'one-stop-desk' }, 2)
const receptions = policy({ kind: 'room-kind', roomKind: 'reception-room' }, 3)
const own = policy({ kind: 'camera', cameraId: CAMERA.id }, 4)

describe('the policy of a camera', () => {
  it('is its own, else that of its kind of room, else the station’s, else the one that stands at the start', () => {
    expect(policyFor([station, receptions, desks, own], CAMERA)).toBe(own)
    expect(policyFor([station, receptions, desks], CAMERA)).toBe(desks)
    expect(policyFor([station, receptions], CAMERA)).toBe(station)
    expect(policyFor([receptions], CAMERA).days).toEqual(DEFAULT_RETENTION)
    expect(policyFor([station, desks], { id: 'other', roomKind: null })).toBe(station)
  })

  it('knows one scope from another', () => {
    for (const left of [station, desks, receptions, own])
      for (const right of [station, desks, receptions, own])
        expect(sameScope(left.scope, right.scope)).toBe(left === right)
  })

  it('refuses a ceiling below the floor', () => {
    expect(retentionDaysSchema.safeParse({ floorDays: 30, ceilingDays: 29 }).success).toBe(false)
    expect(retentionDaysSchema.safeParse({ floorDays: 30, ceilingDays: 30 }).success).toBe(true)
    expect(retentionDaysSchema.safeParse({ floorDays: 30, ceilingDays: null }).success).toBe(true)
  })

  it('reckons its days back from now', () => {
    const days = { floorDays: 2, ceilingDays: 5 }
    expect(floorCutoffMs(days, 10 * DAY_MS)).toBe(8 * DAY_MS)
    expect(ceilingCutoffMs(days, 10 * DAY_MS)).toBe(5 * DAY_MS)
    expect(ceilingCutoffMs({ ...days, ceilingDays: null }, 10 * DAY_MS)).toBeNull()
    expect(floorCutoffMs(days, DAY_MS)).toBe(0)
  })
})

const rangeArb = fc
  .tuple(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 300 }))
  .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }))

describe('what may be deleted', () => {
  it('is all before the cutoff but what a lock touches', () => {
    expect(unlockedBefore(100, [])).toEqual([{ fromMs: 0, toMs: 100 }])
    expect(unlockedBefore(100, [{ fromMs: 20, toMs: 40 }])).toEqual([
      { fromMs: 0, toMs: 20 },
      { fromMs: 40, toMs: 100 },
    ])
    expect(unlockedBefore(0, [])).toEqual([])
  })

  it('never overlaps a lock, and leaves nothing out', () => {
    fc.assert(
      fc.property(fc.array(rangeArb), fc.integer({ min: 1, max: 1500 }), (locks, cutoffMs) => {
        const free = unlockedBefore(cutoffMs, locks)
        for (const range of free) expect(locks.some((lock) => overlaps(lock, range))).toBe(false)
        for (let atMs = 0; atMs < cutoffMs; atMs += 1) {
          const point = { fromMs: atMs, toMs: atMs + 1 }
          const isLocked = locks.some((lock) => overlaps(lock, point))
          expect(free.some((range) => overlaps(range, point))).toBe(!isLocked)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps locks by the whole minute', () => {
    expect(wholeMinutes({ fromMs: 1, toMs: MINUTE_MS + 1 })).toEqual({ fromMs: 0, toMs: 2 * MINUTE_MS })
    expect(wholeMinutes({ fromMs: MINUTE_MS, toMs: 2 * MINUTE_MS })).toEqual({
      fromMs: MINUTE_MS,
      toMs: 2 * MINUTE_MS,
    })
  })
})
