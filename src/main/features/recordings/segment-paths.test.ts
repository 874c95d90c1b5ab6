import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PART_SUFFIX, parseSegmentPath, segmentPath } from './segment-paths.ts'

const CAMERA = '01a2047d-4452-74fa-983c-7685a5c1870d'

it('names a segment by camera, Vietnamese time and number', () => {
  const atMs = Date.parse('2026-11-19T17:05:09Z')
  expect(segmentPath(CAMERA, 42, atMs)).toBe(`${CAMERA}/2026-11-20/00-05-09_42.mp4`)
})

it('reads back what it wrote, finished or not, and uses no character that Windows forbids', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.integer({ min: 1, max: 9_000_000 }),
      fc.nat(4_000_000_000_000),
      (cameraId, number, atMs) => {
        const path = segmentPath(cameraId, number, atMs)
        expect(path).not.toMatch(/[<>:"\\|?*]/)
        expect(parseSegmentPath(path)).toEqual({ cameraId, number })
        expect(parseSegmentPath(path + PART_SUFFIX)).toEqual({ cameraId, number })
      },
    ),
  )
})

it.each([
  '',
  'x.mp4',
  `${CAMERA}/2026-11-20/00-05-09.mp4`,
  `${CAMERA}/../${CAMERA}/2026-11-20/00-05-09_1.mp4`,
  `${CAMERA}/2026-11-20/00-05-09_1.mp4.part.part`,
])('takes %j for no segment', (path) => {
  expect(parseSegmentPath(path)).toBeNull()
})
