import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import {
  chooseTicks,
  clusterEvents,
  instantAt,
  keepInside,
  laneAt,
  laneBoxes,
  MIN_VIEW_MS,
  pageTo,
  panBy,
  spanRects,
  ticksOf,
  timelineHeight,
  xOf,
  zoomAround,
} from './timeline-layout.ts'
import type { TimelineEvent, TimelineLane } from './timeline.model.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)
const bounds = { fromMs: DAY, toMs: DAY + 31 * DAY_MS }

const view = fc
  .record({
    fromMs: fc.integer({ min: bounds.fromMs, max: bounds.toMs - DAY_MS }),
    lengthMs: fc.integer({ min: 1000, max: DAY_MS }),
    widthPx: fc.integer({ min: 200, max: 4000 }),
  })
  .map(({ fromMs, lengthMs, widthPx }) => ({ fromMs, toMs: fromMs + lengthMs, widthPx }))

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

describe('ticks', () => {
  it('stand far enough apart and inside the view, whatever the zoom', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const scale = chooseTicks(shown, 70)
        const ticks = ticksOf(shown, scale.stepMs)
        const xs = ticks.map((tick) => xOf(shown, tick))
        expect(xs.every((x) => x >= 0 && x <= shown.widthPx)).toBe(true)
        expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 69.9)).toBe(true)
        expect(scale.stepMs % scale.minorMs).toBe(0)
      }),
    )
  })

  it.each([
    [31 * DAY_MS, 'date'],
    [DAY_MS, 'time-minute'],
    [10 * MINUTE_MS, 'time-minute'],
    [2 * MINUTE_MS, 'time-second'],
    [1000, 'time-tenth'],
  ] as const)('labels a view of %i ms by %s', (lengthMs, label) => {
    expect(chooseTicks({ fromMs: DAY, toMs: DAY + lengthMs, widthPx: 1100 }, 70).label).toBe(label)
  })

  it('counts days from midnight in Vietnam', () => {
    expect(ticksOf({ fromMs: DAY - 5, toMs: DAY + DAY_MS + 5 }, DAY_MS)).toEqual([DAY, DAY + DAY_MS])
  })
})

const states = fc.constantFrom<FootageState>('recorded', 'backfilled', 'camera-offline', 'unknown')
const lane = fc
  .array(fc.record({ lengthMs: fc.integer({ min: 1, max: HOUR_MS }), state: states }), { maxLength: 80 })
  .map((parts) => {
    const spans: FootageSpan[] = []
    let fromMs = DAY
    for (const { lengthMs, state } of parts) {
      spans.push({ fromMs, toMs: fromMs + lengthMs, state, reason: null })
      fromMs += lengthMs
    }
    return spans
  })

describe('spans of a lane', () => {
  it('paints every absence that is in view, at least a pixel wide', () => {
    fc.assert(
      fc.property(lane, view, (spans, shown) => {
        const rects = spanRects(spans, shown)
        for (const span of spans) {
          if (span.state === 'recorded' || span.state === 'backfilled') continue
          if (span.toMs <= shown.fromMs || span.fromMs >= shown.toMs) continue
          const x = Math.max(0, xOf(shown, span.fromMs))
          const rect = rects.find(
            (other) => other.state === span.state && other.x <= x + 0.01 && x <= other.x + other.width + 0.01,
          )
          expect(rect?.width).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })

  it('paints no more rectangles than spans, within the widget', () => {
    fc.assert(
      fc.property(lane, view, (spans, shown) => {
        const rects = spanRects(spans, shown)
        expect(rects.length).toBeLessThanOrEqual(spans.length)
        expect(rects.every((rect) => rect.x >= 0 && rect.x + rect.width <= shown.widthPx + 1.001)).toBe(true)
      }),
    )
  })
})

const eventAt = (atMs: number, verdict: TimelineEvent['verdict'] = 'covered'): TimelineEvent => ({
  id: String(atMs),
  atMs,
  label: '',
  verdict,
  window: { fromMs: atMs - 1000, toMs: atMs + 1000 },
  missing: [],
})

describe('events', () => {
  const shown = { fromMs: DAY, toMs: DAY + 1000_000, widthPx: 1000 }

  it('stand together when they would cover each other, with the worst verdict', () => {
    const events = [eventAt(DAY + 100_000), eventAt(DAY + 105_000, 'missing'), eventAt(DAY + 200_000)]
    const clusters = clusterEvents(events, shown, 10)
    expect(clusters.map(({ events: held, verdict }) => [held.length, verdict])).toEqual([
      [2, 'missing'],
      [1, 'covered'],
    ])
  })

  it('lose none that is in view', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: shown.fromMs, max: shown.toMs }), { maxLength: 200 }),
        (instants) => {
          const events = instants.sort((a, b) => a - b).map((atMs) => eventAt(atMs))
          const clusters = clusterEvents(events, shown, 12)
          expect(clusters.reduce((sum, cluster) => sum + cluster.events.length, 0)).toBe(events.length)
        },
      ),
    )
  })
})

describe('lanes', () => {
  const lanes: TimelineLane[] = [
    { kind: 'footage', id: 'a', name: 'a', spans: [], isMain: true },
    { kind: 'events', id: 'b', name: 'b', events: [] },
    { kind: 'marks', id: 'c', name: 'c', marks: [] },
  ]

  it('stand below each other and are found by the pointer', () => {
    const boxes = laneBoxes(lanes)
    expect(boxes.map((box) => laneAt(boxes, box.y + 1)?.lane.id)).toEqual(['a', 'b', 'c'])
    expect(laneAt(boxes, 0)).toBeNull()
    expect(timelineHeight(lanes)).toBeGreaterThan(boxes.at(-1)?.y ?? 0)
  })
})
