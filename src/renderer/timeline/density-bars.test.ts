import fc from 'fast-check'
import { expect, it } from 'vitest'
import { densityBars } from './density-bars.ts'
import { xOf } from './timeline-layout.ts'

const cells = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 0, max: 500 }),
      lengthMs: fc.integer({ min: 1, max: 900 }),
      share: fc.constantFrom(null, 0, 0.25, 1),
    }),
  )
  .map((parts) => {
    let atMs = 0
    return parts.map(({ gapMs, lengthMs, share }) => {
      const fromMs = atMs + gapMs
      atMs = fromMs + lengthMs
      return { fromMs, toMs: atMs, share }
    })
  })

it('draws every visit at least a pixel wide and at least as high as it was busy, and no pixel twice', () => {
  const view = fc
    .record({ fromMs: fc.integer({ min: 0, max: 9000 }), lengthMs: fc.integer({ min: 100, max: 90_000 }) })
    .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs, widthPx: 300 }))
  fc.assert(
    fc.property(cells, view, (all, shown) => {
      const bars = densityBars(all, shown)
      for (const [index, bar] of bars.entries()) {
        const before = bars[index - 1]
        expect(bar.x).toBeGreaterThanOrEqual(before ? before.x + before.width : 0)
        expect(bar.width).toBeGreaterThan(0)
      }
      for (const { fromMs, toMs, share } of all) {
        if (!share || toMs <= shown.fromMs || fromMs >= shown.toMs) continue
        const x = Math.max(0, Math.floor(xOf(shown, fromMs)))
        const bar = bars.find((one) => one.x <= x && x < one.x + one.width)
        expect(bar?.share).toBeGreaterThanOrEqual(share)
      }
    }),
  )
})
