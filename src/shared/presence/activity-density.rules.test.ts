import fc from 'fast-check'
import { expect, it } from 'vitest'
import { activityDensity } from './activity-density.rules.ts'
import type { CameraActivity } from './presence.model.ts'

const activity = (looked: CameraActivity['looked'], stays: CameraActivity['looked']): CameraActivity => ({
  cameraId: 'c',
  looked,
  zones: [{ zoneId: 'z', stays }],
  troubles: [],
})

it('tells the share of the looked at time in which somebody was there, and leaves out what nobody looked at', () => {
  const seen = activity([{ fromMs: 0, toMs: 3000 }], [{ fromMs: 500, toMs: 1250 }])
  const other = activity([], [{ fromMs: 1000, toMs: 1500 }])
  expect(activityDensity([seen, other], { fromMs: 0, toMs: 10_000 }, 1000)).toEqual([
    { fromMs: 0, toMs: 2000, share: 0.5 },
    { fromMs: 2000, toMs: 3000, share: 0 },
  ])
})

it('never tells more than all of it, and never more cells than a screen has pixels', () => {
  const range = fc
    .record({ fromMs: fc.integer({ min: 0, max: 90_000 }), lengthMs: fc.integer({ min: 1, max: 9000 }) })
    .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs }))
  fc.assert(
    fc.property(
      fc.array(range),
      fc.array(range),
      fc.integer({ min: 1, max: 5000 }),
      (looked, stays, cellMs) => {
        const cells = activityDensity([activity(looked, stays)], { fromMs: 0, toMs: 100_000 }, cellMs)
        expect(cells.length).toBeLessThanOrEqual(4000)
        for (const [index, cell] of cells.entries()) {
          expect(cell.share >= 0 && cell.share <= 1).toBe(true)
          expect(cell.fromMs).toBeGreaterThanOrEqual(cells[index - 1]?.toMs ?? 0)
        }
      },
    ),
  )
})
