import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { fillsSooner, lockProblem, lockRangeOf, newShareOfDisk } from './lock-wish.ts'

const atMs = Date.UTC(2026, 10, 20, 2)
const wish = { fromMs: atMs, toMs: atMs + MINUTE_MS, cameraIds: ['b', 'a'] }
const cost = {
  fromMs: atMs,
  toMs: atMs + MINUTE_MS,
  segments: 2,
  bytes: 300,
  alreadyLockedBytes: 100,
  newBytes: 200,
  diskBytes: 1000,
  daysLeftBefore: 40.2,
  daysLeftAfter: 39.9,
}

describe('a wish to lock', () => {
  it('is asked about once its range and cameras are there', () => {
    expect(lockProblem(wish)).toBeNull()
    expect(lockRangeOf(wish)).toEqual({ fromMs: atMs, toMs: atMs + MINUTE_MS, cameraIds: ['a', 'b'] })
  })

  it('says what is wrong with it', () => {
    expect(lockProblem({ ...wish, fromMs: null })).toBe('noInstant')
    expect(lockProblem({ ...wish, toMs: atMs })).toBe('empty')
    expect(lockProblem({ ...wish, toMs: atMs + 32 * DAY_MS })).toBe('tooLong')
    expect(lockProblem({ ...wish, cameraIds: [] })).toBe('noCamera')
    expect(lockRangeOf({ ...wish, cameraIds: [] })).toBeNull()
  })
})

describe('the cost of a lock', () => {
  it('counts only what is newly held as a share of the disks', () => {
    expect(newShareOfDisk(cost)).toBe(0.2)
    expect(newShareOfDisk({ ...cost, diskBytes: 0 })).toBeNull()
  })

  it('tells of days only when a whole one is lost', () => {
    expect(fillsSooner(cost)).toBe(true)
    expect(fillsSooner({ ...cost, daysLeftBefore: 40.2, daysLeftAfter: 40.1 })).toBe(false)
    expect(fillsSooner({ ...cost, daysLeftBefore: null, daysLeftAfter: 12 })).toBe(true)
    expect(fillsSooner({ ...cost, daysLeftBefore: 12, daysLeftAfter: null })).toBe(false)
  })
})
