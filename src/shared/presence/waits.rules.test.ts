import { expect, it } from 'vitest'
import type { TimeRange } from '../kernel/time-range.ts'
import { waitsIn } from './waits.rules.ts'

const minutes = (from: number, to: number): TimeRange => ({ fromMs: from * 60_000, toMs: to * 60_000 })

it('measures what was seen from beginning to end, and says how many were not', () => {
  const stays = [minutes(0, 9), minutes(10, 14), minutes(20, 35), minutes(40, 75), minutes(80, 90)]
  expect(waitsIn(stays, [minutes(0, 78), minutes(79, 90)])).toEqual({
    count: 3,
    cut: 2,
    p50Ms: 15 * 60_000,
    p90Ms: 35 * 60_000,
    within15: 2,
    over30: 1,
  })
})

it('knows no percentile of nothing', () => {
  expect(waitsIn([minutes(5, 9)], [])).toEqual({
    count: 0,
    cut: 1,
    p50Ms: null,
    p90Ms: null,
    within15: 0,
    over30: 0,
  })
})
