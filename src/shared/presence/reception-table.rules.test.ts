import { expect, it } from 'vitest'
import type { TimeRange } from '../kernel/time-range.ts'
import { tableSeen } from './reception-table.rules.ts'

const minutes = (from: number, to: number): TimeRange => ({ fromMs: from * 60_000, toMs: to * 60_000 })
const SESSION = [minutes(0, 100), minutes(200, 300)]
const LATER_MS = 301 * 60_000

it.each([
  ['empty', 'all of it was seen', [], [minutes(0, 300)], LATER_MS],
  [
    'empty',
    'the recorder needed five seconds between two files',
    [],
    [minutes(0, 50), minutes(50.08, 300)],
    LATER_MS,
  ],
  ['not-seen', 'half a minute is missing', [], [minutes(0, 50), minutes(50.5, 300)], LATER_MS],
  ['not-seen', 'nothing was recorded', [], [], LATER_MS],
  ['somebody', 'somebody sat there, whatever is missing', [minutes(90, 110)], [minutes(80, 120)], LATER_MS],
  ['empty', 'somebody came between the two halves alone', [minutes(110, 150)], [minutes(0, 300)], LATER_MS],
  ['not-over', 'the session goes on', [], [minutes(0, 250)], 250 * 60_000],
] as const)('is %s when %s', (state, _why, stays, looked, nowMs) => {
  expect(tableSeen(SESSION, stays, looked, nowMs).state).toBe(state)
})

it('tells how long somebody was there and how much is not known', () => {
  expect(tableSeen(SESSION, [minutes(90, 110), minutes(200, 205)], [minutes(50, 300)], LATER_MS)).toEqual({
    state: 'somebody',
    openMs: 200 * 60_000,
    presentMs: 15 * 60_000,
    unseenMs: 50 * 60_000,
    firstAtMs: 90 * 60_000,
  })
})
