import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import { clusterEvents, nearPixel, windowsOf } from './event-clusters.ts'
import type { TimelineEvent } from './timeline.model.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)

const eventAt = (atMs: number, verdict: TimelineEvent['verdict'] = 'covered'): TimelineEvent => ({
  id: String(atMs),
  atMs,
  label: '',
  verdict,
  count: 1,
  window: { fromMs: atMs - 1000, toMs: atMs + 1000 },
  missing: [],
})

describe('events', () => {
  const shown = { fromMs: DAY, toMs: DAY + 1000_000, widthPx: 1000 }

  it('stand together when they would cover each other, with the worst verdict', () => {
    const events = [eventAt(DAY + 100_000), eventAt(DAY + 105_000, 'missing'), eventAt(DAY + 200_000)]
    const clusters = clusterEvents(events, shown, 10)
    expect(clusters.map(({ count, verdict }) => [count, verdict])).toEqual([
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
          expect(clusters.reduce((sum, cluster) => sum + cluster.count, 0)).toBe(events.length)
        },
      ),
    )
  })

  it('stay in the groups that they are in while the view moves', () => {
    const instants = fc.array(fc.integer({ min: DAY, max: DAY + 3_000_000 }), { maxLength: 200 })
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1_000_000 }), (all, shiftMs) => {
        const events = all.toSorted((a, b) => a - b).map((atMs) => eventAt(atMs))
        const moved = { fromMs: DAY + shiftMs, toMs: DAY + shiftMs + 1_000_000, widthPx: 1000 }
        const firsts = new Set(
          clusterEvents(events, { fromMs: DAY, toMs: DAY + 3_000_000, widthPx: 3000 }, 20).map(
            ({ first }) => first,
          ),
        )
        for (const { first } of clusterEvents(events, moved, 20)) expect(firsts).toContain(first)
      }),
    )
  })

  it('have windows that lose nothing of what is missing', () => {
    const missing = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 900 }), length: fc.integer({ min: 1, max: 50 }) }),
    )
    fc.assert(
      fc.property(missing, (parts) => {
        const events = parts.map(({ at, length }) => ({
          ...eventAt(at, 'missing'),
          window: { fromMs: at, toMs: at + 100 },
          missing: [{ fromMs: at, toMs: at + length }],
        }))
        const windows = windowsOf(events)
        for (const { at, length } of parts)
          expect(windows.missing.some(({ fromMs, toMs }) => fromMs <= at && at + length <= toMs)).toBe(true)
      }),
    )
  })
})

describe('signs', () => {
  it('are found by the pointer within reach and not beyond', () => {
    const shown = { fromMs: 0, toMs: 1000, widthPx: 1000 }
    const signs = [10, 20, 30, 500].map((atMs) => ({ atMs }))
    expect(nearPixel(signs, shown, 22, 5)).toEqual([{ atMs: 20 }])
    expect(nearPixel(signs, shown, 25, 6)).toEqual([{ atMs: 20 }, { atMs: 30 }])
    expect(nearPixel(signs, shown, 300, 6)).toEqual([])
  })
})
