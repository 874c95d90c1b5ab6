import { describe, expect, it } from 'vitest'
import type { CoverageDay } from '#shared/coverage/coverage.model.ts'
import { causesOfSum, coveredShare, heatRows, sumOfDays } from './coverage-days.ts'

const day = (roomId: string, dayMs: number, more: Partial<CoverageDay> = {}): CoverageDay => ({
  roomId,
  dayMs,
  events: 2,
  covered: 1,
  partial: 0,
  missing: 1,
  coveredMs: 30,
  missingMs: 10,
  missingMsByCause: { 'disk-full': 10 },
  ...more,
})

describe('figures of the coverage page', () => {
  it('add up, with the longest cause first', () => {
    const sum = sumOfDays([day('a', 0), day('b', 0, { missingMsByCause: { unknown: 4, 'disk-full': 6 } })])
    expect(sum).toMatchObject({ events: 4, covered: 2, missing: 2, coveredMs: 60, missingMs: 20 })
    expect(causesOfSum(sum)).toEqual([
      ['disk-full', 16],
      ['unknown', 4],
    ])
    expect(coveredShare(sum)).toBe(0.75)
  })

  it('have no share where nothing happened', () => {
    expect(coveredShare(sumOfDays([]))).toBeNull()
  })

  it('put the rooms of a place into one row, by name, and leave out what has no place', () => {
    const rows = heatRows([day('a1', 0), day('a2', 0), day('b', 5), day('c', 5)], (roomId) =>
      roomId === 'c' ? null : { id: roomId.charAt(0), name: roomId.startsWith('a') ? 'Xã 10' : 'Xã 9' },
    )
    expect(rows.map(({ name, sum, byDay }) => [name, sum.events, [...byDay.keys()]])).toEqual([
      ['Xã 9', 2, [5]],
      ['Xã 10', 4, [0]],
    ])
  })
})
