import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dragBy, transformOf, WHOLE_PICTURE, zoomAbout, type ZoomView } from './tile-zoom.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Which point of the picture is under a point of the tile. */
const under = (view: ZoomView, pointX: number, pointY: number) => ({
  x: view.x + (pointX - 0.5) / view.scale,
  y: view.y + (pointY - 0.5) / view.scale,
})

describe('digital zoom', () => {
  it('keeps what is under the pointer there while it enlarges', () => {
    fc.assert(
      fc.property(share, share, (x, y) => {
        const once = zoomAbout(WHOLE_PICTURE, 2, x, y)
        const twice = zoomAbout(once, 1.5, x, y)
        expect(under(twice, x, y).x).toBeCloseTo(under(once, x, y).x)
        expect(under(twice, x, y).y).toBeCloseTo(under(WHOLE_PICTURE, x, y).y)
      }),
    )
  })

  it('never shows what is outside of the picture', () => {
    const step = fc.tuple(fc.double({ min: 0.2, max: 4, noNaN: true }), share, share, share)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let view = WHOLE_PICTURE
        for (const [factor, x, y, drag] of steps) view = dragBy(zoomAbout(view, factor, x, y), drag, -drag)
        for (const [x, y] of [
          [0, 0],
          [1, 1],
        ] as const) {
          const seen = under(view, x, y)
          expect(Math.min(seen.x, seen.y)).toBeGreaterThanOrEqual(-1e-9)
          expect(Math.max(seen.x, seen.y)).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('says it in CSS', () => {
    expect(transformOf(WHOLE_PICTURE)).toBe('none')
    expect(transformOf({ scale: 2, x: 0.25, y: 0.5 })).toBe('scale(2) translate(25.000%, 0.000%)')
  })
})
