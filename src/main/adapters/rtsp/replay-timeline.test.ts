import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReplayTimeline } from './replay-timeline.ts'

const CLOCK = 90_000
const START_MS = Date.UTC(2026, 10, 22, 3)
const WRAP = 2 ** 32

type Picture = {
  readonly atMs: number
  readonly timestamp: number
  readonly discontinuity?: boolean
  readonly told?: boolean
}

/** Lays pictures into a timeline. @returns their places in the output, in milliseconds since the first */
function lay(pictures: readonly Picture[]) {
  const timeline = createReplayTimeline(CLOCK, () => START_MS)
  const stamps = pictures.map(({ atMs, timestamp, discontinuity = false, told = true }) =>
    timeline.place({
      timestamp: ((timestamp % WRAP) + WRAP) % WRAP,
      frameMs: told ? START_MS + atMs : null,
      discontinuity,
    }),
  )
  const [first = 0] = stamps
  return { timeline, placesMs: stamps.map((stamp) => (stamp - first) / (CLOCK / 1000)) }
}

const at = (atMs: number, offset = 0, more: Partial<Picture> = {}): Picture => ({
  atMs,
  timestamp: offset + atMs * (CLOCK / 1000),
  ...more,
})

describe('places', () => {
  it('follow the RTP clock through its wrap', () => {
    const { placesMs, timeline } = lay([0, 40, 80, 120].map((ms) => at(ms, WRAP - 5000)))
    expect(placesMs).toEqual([0, 40, 80, 120])
    expect(timeline.deviceTimeAt(120)).toBe(START_MS + 120)
    expect(timeline.secondPlaceMs()).toBe(40)
  })

  it.each([
    ['the RTP clock jumps with it', at(600_080)],
    ['the RTP clock goes on', { atMs: 600_080, timestamp: 120 * 90, discontinuity: true }],
    ['the RTP clock begins anew', { atMs: 600_080, timestamp: 5, discontinuity: true }],
    ['nobody says so', { atMs: 600_080, timestamp: 999_999_999 }],
  ])('close a hole of ten minutes when %s', (_, after) => {
    const { placesMs, timeline } = lay([
      at(0),
      at(40),
      at(80),
      after,
      { ...after, atMs: after.atMs + 40, timestamp: after.timestamp + 3600 },
    ])
    expect(placesMs).toEqual([0, 40, 80, 120, 160])
    expect(timeline.deviceTimeAt(119)).toBe(START_MS + 119)
    expect(timeline.deviceTimeAt(120)).toBe(START_MS + 600_080)
    expect(timeline.deviceTimeAt(160)).toBe(START_MS + 600_120)
  })

  it('take no seek for a hole: marked, but nothing is missing', () => {
    const { placesMs } = lay([
      at(0, 0, { discontinuity: true }),
      at(40),
      at(80, 0, { discontinuity: true }),
      at(120),
    ])
    expect(placesMs).toEqual([0, 40, 80, 120])
  })

  it('follow pictures that are shown before earlier ones', () => {
    const { placesMs, timeline } = lay([0, 120, 40, 80, 240, 160, 200].map((ms) => at(ms)))
    expect(placesMs).toEqual([0, 120, 40, 80, 240, 160, 200])
    expect(timeline.deviceTimeAt(160)).toBe(START_MS + 160)
  })

  it('count from the start where the device tells no times', () => {
    const { timeline, placesMs } = lay([0, 40, 80].map((ms) => at(ms, 77, { told: false })))
    expect(placesMs).toEqual([0, 40, 80])
    expect(timeline.deviceTimeAt(80)).toBe(START_MS + 80)
    expect(timeline.lastMs()).toBe(START_MS + 80)
  })
})

it('tells every picture’s own time, whatever holes there are and wherever the RTP clock begins', () => {
  const step = fc.record({
    stepMs: fc.integer({ min: 20, max: 200 }),
    holeMs: fc.option(fc.integer({ min: 6000, max: 3_600_000 }), { freq: 10, nil: null }),
    begins: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), fc.nat(WRAP - 1), (steps, offset) => {
      let atMs = 0
      let timestamp = offset
      const pictures: Picture[] = [{ atMs, timestamp }]
      for (const { stepMs, holeMs, begins } of steps) {
        atMs += stepMs + (holeMs ?? 0)
        timestamp += (stepMs + (begins ? 0 : (holeMs ?? 0))) * 90
        pictures.push({ atMs, timestamp, discontinuity: holeMs !== null })
      }
      const { timeline, placesMs } = lay(pictures)
      placesMs.forEach((placeMs, index) => {
        const expectedMs = START_MS + (pictures[index]?.atMs ?? 0)
        expect(Math.abs(timeline.deviceTimeAt(placeMs) - expectedMs)).toBeLessThanOrEqual(2)
      })
    }),
  )
})
