import { expect, it } from 'vitest'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { runsByHour } from './day-runs.ts'

it('joins the minutes of an hour that are alike, and never over the hour', () => {
  const minutes: (FootageState | null)[] = Array.from({ length: 1440 }, () => 'recorded')
  minutes.fill(null, 0, 30)
  minutes.fill('camera-offline', 119, 121)
  const hours = runsByHour(minutes)
  expect(hours).toHaveLength(24)
  expect(hours[0]).toEqual([
    { from: 0, length: 30, state: null },
    { from: 30, length: 30, state: 'recorded' },
  ])
  expect(hours[1]?.at(-1)).toEqual({ from: 119, length: 1, state: 'camera-offline' })
  expect(hours[2]?.[0]).toEqual({ from: 120, length: 1, state: 'camera-offline' })
  for (const runs of hours) expect(runs.reduce((sum, { length }) => sum + length, 0)).toBe(60)
})
