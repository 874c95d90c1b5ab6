import { describe, expect, it } from 'vitest'
import type { ZonePoint } from '#shared/presence/presence.model.ts'
import { clampPoint, formatCorners, movePoint, parseCorners } from './zone-points.ts'

const SEAT: ZonePoint[] = [
  [0.445, 0.49],
  [0.59, 0.49],
  [0.59, 0.83],
]

describe('the corners of a zone', () => {
  it('are typed as per cent of width and height, and come back as they were', () => {
    expect(formatCorners(SEAT)).toBe('44,5 49; 59 49; 59 83')
    expect(parseCorners(formatCorners(SEAT))).toEqual(SEAT)
    expect(parseCorners('')).toEqual([])
    expect(parseCorners('0 0; 100 100;')).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it.each(['44', '44 101', '44 -3', 'a b', '1 2 3', '1 2; x'])('are not %s', (text) => {
    expect(parseCorners(text)).toBeNull()
  })

  it('stay inside the picture, and move one at a time', () => {
    expect(clampPoint(-0.2, 1.4)).toEqual([0, 1])
    expect(movePoint(SEAT, 1, [0.7, 0.5])).toEqual([SEAT[0], [0.7, 0.5], SEAT[2]])
  })
})
