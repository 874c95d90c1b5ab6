import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SpacedAct } from './spaced-act.ts'

const acts: number[] = []
let spaced: SpacedAct
const wish = (value: number): void => spaced.wish(() => void acts.push(value))

beforeEach(() => {
  vi.useFakeTimers()
  acts.length = 0
  spaced = new SpacedAct(100)
})
afterEach(() => {
  vi.useRealTimers()
})

it('acts at once, then on the newest wish alone', () => {
  for (const value of [1, 2, 3]) wish(value)
  expect(acts).toEqual([1])
  vi.advanceTimersByTime(100)
  expect(acts).toEqual([1, 3])
  vi.advanceTimersByTime(500)
  wish(4)
  expect(acts).toEqual([1, 3, 4])
})

it('does what still waits when told to, and nothing twice', () => {
  wish(1)
  wish(2)
  spaced.flush()
  vi.advanceTimersByTime(500)
  expect(acts).toEqual([1, 2])
})

it('forgets what waits when it is stopped', () => {
  wish(1)
  wish(2)
  spaced.stop()
  vi.advanceTimersByTime(500)
  expect(acts).toEqual([1])
})
