import { MINUTE_MS } from '../kernel/instant.ts'
import { durationMs, type TimeRange } from '../kernel/time-range.ts'
import type { CounterPresence } from './presence.model.ts'
import { percentileMs } from './presence-matrix.rules.ts'

/** What criterion 3.10 asks for, and what incident OS-10 is. */
const WITHIN_MS = 15 * MINUTE_MS
const LONG_MS = 30 * MINUTE_MS

/**
 * How long somebody was in the waiting area at a stretch. One that goes on where nobody looked is not measured: how long
 * it was is not known.
 */
export function waitsIn(stays: readonly TimeRange[], looked: readonly TimeRange[]): CounterPresence['waits'] {
  const isWhole = ({ fromMs, toMs }: TimeRange): boolean =>
    looked.some((range) => range.fromMs < fromMs && toMs < range.toMs)
  const waits = stays.filter(isWhole).map(durationMs)
  return {
    count: waits.length,
    cut: stays.length - waits.length,
    p50Ms: percentileMs(waits, 0.5),
    p90Ms: percentileMs(waits, 0.9),
    within15: waits.filter((waitMs) => waitMs <= WITHIN_MS).length,
    over30: waits.filter((waitMs) => waitMs > LONG_MS).length,
  }
}
