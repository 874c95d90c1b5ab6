import fc from 'fast-check'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'

export const TIMELINE_DAY = startOfVietnamDay(1_790_000_000_000)
export const TIMELINE_BOUNDS = { fromMs: TIMELINE_DAY, toMs: TIMELINE_DAY + 31 * DAY_MS }

/** From one second to a month, on a phone and on two screens side by side. */
export const anyView = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    lengthMs: fc.oneof(
      fc.integer({ min: 1000, max: 60_000 }),
      fc.integer({ min: 1000, max: DAY_MS }),
      fc.integer({ min: 1000, max: 31 * DAY_MS }),
    ),
    widthPx: fc.integer({ min: 200, max: 4000 }),
  })
  .map(({ at, lengthMs, widthPx }) => {
    const fromMs = Math.round(
      TIMELINE_BOUNDS.fromMs + at * (TIMELINE_BOUNDS.toMs - TIMELINE_BOUNDS.fromMs - lengthMs),
    )
    return { fromMs, toMs: fromMs + lengthMs, widthPx }
  })
