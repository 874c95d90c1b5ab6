import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  TIMELINE_DAY as DAY,
  TIMELINE_BOUNDS as bounds,
  anyView as view,
} from '#tests/builders/timeline-views.ts'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import { laneAt, laneBoxes, timelineHeight } from './lane-boxes.ts'
import {
  instantAt,
  keepInside,
  MAX_VIEW_MS,
  MIN_VIEW_MS,
  pageTo,
  panBy,
  stripsOf,
  viewAround,
  xOf,
  zoomAround,
} from './timeline-layout.ts'
import type { TimelineLane } from './timeline.model.ts'

const inside = (range: { fromMs: number; toMs: number }): boolean =>
  range.fromMs >= bounds.fromMs && range.toMs <= bounds.toMs && range.fromMs < range.toMs

describe('time and pixels', () => {
  it('finds the way back to within a pixel', () => {
    fc.assert(
      fc.property(view, fc.double({ min: 0, max: 1, noNaN: true }), (shown, share) => {
        const x = share * shown.widthPx
        const msPerPx = (shown.toMs - shown.fromMs) / shown.widthPx
        expect(Math.abs(xOf(shown, instantAt(shown, x)) - x)).toBeLessThanOrEqual(0.5 / msPerPx + 1e-6)
      }),
    )
  })
})

describe('time and pixels in order', () => {
  it('never turn around', () => {
    fc.assert(
      fc.property(view, fc.integer(), fc.integer(), (shown, left, right) => {
        const [first = 0, second = 0] = [left, right]
          .map((part) => shown.fromMs + (part % 1e9))
          .toSorted((a, b) => a - b)
        expect(xOf(shown, first)).toBeLessThanOrEqual(xOf(shown, second))
        expect(instantAt(shown, first % 5000)).toBeLessThanOrEqual(instantAt(shown, (first % 5000) + 1))
      }),
    )
  })
})

describe('zoom and pan', () => {
  it('keeps the instant under the pointer where the bounds allow it', () => {
    const shown = { fromMs: DAY + 8 * HOUR_MS, toMs: DAY + 12 * HOUR_MS, widthPx: 1000 }
    const before = instantAt(shown, 250)
    const zoomed = { ...zoomAround(shown, 250, 0.5, bounds), widthPx: 1000 }
    expect(zoomed.toMs - zoomed.fromMs).toBe(2 * HOUR_MS)
    expect(Math.abs(instantAt(zoomed, 250) - before)).toBeLessThanOrEqual(1)
  })

  it('never leaves the bounds and never shows less than a second', () => {
    fc.assert(
      fc.property(
        view,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shown, factor, share) => {
          const zoomed = zoomAround(shown, share * shown.widthPx, factor, bounds)
          expect(inside(zoomed)).toBe(true)
          expect(zoomed.toMs - zoomed.fromMs).toBeGreaterThanOrEqual(MIN_VIEW_MS)
          expect(zoomed.toMs - zoomed.fromMs).toBeLessThanOrEqual(MAX_VIEW_MS)
        },
      ),
    )
  })

  it('pans without changing the length', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: -5000, max: 5000 }), (shown, dx) => {
        const panned = panBy(shown, dx, bounds)
        expect(inside(panned)).toBe(true)
        expect(panned.toMs - panned.fromMs).toBe(shown.toMs - shown.fromMs)
      }),
    )
  })

  it('turns the page when the playhead leaves, and else stands still', () => {
    const range = { fromMs: DAY, toMs: DAY + HOUR_MS }
    expect(pageTo(range, DAY + 5, bounds)).toBe(range)
    const turned = pageTo(range, DAY + HOUR_MS, bounds)
    expect(turned.fromMs).toBeLessThan(DAY + HOUR_MS)
    expect(turned.toMs).toBeGreaterThan(DAY + HOUR_MS)
  })

  it('fills the bounds when the range is longer', () => {
    expect(keepInside({ fromMs: 0, toMs: 1e15 }, bounds)).toEqual(bounds)
  })
})

describe('ranges in a view', () => {
  const ranges = fc
    .array(
      fc.record({
        gapMs: fc.integer({ min: 1, max: HOUR_MS }),
        lengthMs: fc.integer({ min: 1, max: HOUR_MS }),
      }),
    )
    .map((parts) => {
      let atMs = DAY
      return parts.map(({ gapMs, lengthMs }) => {
        const fromMs = atMs + gapMs
        atMs = fromMs + lengthMs
        return { fromMs, toMs: atMs }
      })
    })

  it('are all drawn, at least a pixel wide, and never more often than there are pixels', () => {
    fc.assert(
      fc.property(ranges, view, (all, shown) => {
        const strips = stripsOf(all, shown, 1)
        expect(strips.length).toBeLessThanOrEqual(shown.widthPx + 1)
        for (const { fromMs, toMs } of all) {
          if (toMs <= shown.fromMs || fromMs >= shown.toMs) continue
          const x = Math.max(0, xOf(shown, fromMs))
          const strip = strips.find((one) => one.x <= x + 0.01 && x <= one.x + one.width + 0.01)
          expect(strip?.width).toBeGreaterThanOrEqual(0.99)
        }
      }),
    )
  })

  it('have air around them when they are brought nearer', () => {
    expect(viewAround({ fromMs: DAY + DAY_MS, toMs: DAY + DAY_MS + 10_000 }, bounds)).toEqual({
      fromMs: DAY + DAY_MS - 1000,
      toMs: DAY + DAY_MS + 11_000,
    })
    const single = viewAround({ fromMs: DAY, toMs: DAY }, bounds)
    expect(single).toEqual({ fromMs: DAY, toMs: DAY + 1000 })
  })
})

describe('lanes', () => {
  const lanes: TimelineLane[] = [
    { kind: 'footage', id: 'a', name: 'a', spans: [], isMain: true },
    { kind: 'events', id: 'b', name: 'b', events: [], windows: null },
    { kind: 'marks', id: 'c', name: 'c', marks: [] },
  ]

  it('stand below each other and are found by the pointer', () => {
    const boxes = laneBoxes(lanes)
    expect(boxes.map((box) => laneAt(boxes, box.y + 1)?.lane.id)).toEqual(['a', 'b', 'c'])
    expect(laneAt(boxes, 0)).toBeNull()
    expect(timelineHeight(boxes)).toBeGreaterThan(boxes.at(-1)?.y ?? 0)
  })

  it('are higher where the text is larger', () => {
    const heights = (scale: number) => laneBoxes(lanes, scale).map(({ height }) => height)
    expect(heights(1.2)).toEqual(heights(1).map((height) => Math.round(height * 1.2)))
  })

  it('of nine cameras take hardly more room than those of four', () => {
    const cameras = (count: number): TimelineLane[] =>
      Array.from({ length: count }, (_, index) => ({
        kind: 'footage',
        id: String(index),
        name: '',
        spans: [],
        isMain: false,
      }))
    expect(timelineHeight(laneBoxes(cameras(9)))).toBeLessThan(timelineHeight(laneBoxes(cameras(4))) * 1.5)
  })
})
