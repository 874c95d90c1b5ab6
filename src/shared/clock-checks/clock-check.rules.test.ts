import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_MS } from './clock-code.rules.ts'
import { measureClock, type Sighting } from './clock-check.rules.ts'

const START_MS = Date.parse('2026-11-20T08:00:00+07:00')

type Film = {
  readonly offsetMs: number
  readonly fps: number
  readonly seconds?: number
  readonly phaseMs?: number
  readonly uncertaintyMs?: number
  /** Which frames are too blurred to read. */
  readonly isRead?: (number: number) => boolean
}

/** What a camera sees of the page, frame by frame. */
function filmed({ offsetMs, fps, seconds = 10, phaseMs = 0, uncertaintyMs = 10, isRead = () => true }: Film) {
  const sightings: Sighting[] = []
  for (let number = 0; number < fps * seconds; number += 1) {
    const filmedMs = START_MS + phaseMs + (number * 1000) / fps
    const atMs = Math.floor(filmedMs / CODE_MS) * CODE_MS
    if (isRead(number)) sightings.push({ recordedAtMs: filmedMs + offsetMs, code: { atMs, uncertaintyMs } })
  }
  return sightings
}

const measured = (film: Film) => {
  const result = measureClock(filmed(film))
  if (typeof result === 'string') throw new Error(result)
  return result
}

describe('measuring a clock from its sightings', () => {
  it('finds any offset within one frame and says an uncertainty that holds it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3_600_000, max: 3_600_000 }),
        fc.integer({ min: 5, max: 30 }),
        fc.integer({ min: 0, max: 199 }),
        (offsetMs, fps, phaseMs) => {
          const found = measured({ offsetMs, fps, phaseMs })
          const missedMs = Math.abs(found.offsetMs - offsetMs)
          expect(missedMs).toBeLessThanOrEqual(1000 / fps)
          expect(missedMs).toBeLessThanOrEqual(found.uncertaintyMs)
        },
      ),
    )
  })

  it('knows no more than the page did', () => {
    const sure = measured({ offsetMs: 37_400, fps: 15, uncertaintyMs: 5 })
    const unsure = measured({ offsetMs: 37_400, fps: 15, uncertaintyMs: 250 })
    expect(unsure.uncertaintyMs - sure.uncertaintyMs).toBe(245)
    expect(unsure.pageUncertaintyMs).toBe(250)
  })

  it('is not moved by frames that could not be read', () => {
    const found = measured({ offsetMs: 37_400, fps: 15, isRead: (number) => number % 4 !== 1 })
    expect(Math.abs(found.offsetMs - 37_400)).toBeLessThanOrEqual(1000 / 15)
  })

  it.each([
    { what: 'nothing', sightings: [], refusal: 'too-few-codes' },
    {
      what: 'a glimpse',
      sightings: filmed({ offsetMs: 0, fps: 15, seconds: 0.5 }),
      refusal: 'too-few-codes',
    },
    {
      what: 'a photograph of the page',
      sightings: filmed({ offsetMs: 0, fps: 15 }).map((each) => ({
        ...each,
        code: { atMs: START_MS, uncertaintyMs: 1 },
      })),
      refusal: 'still-code',
    },
    {
      what: 'a film of the page that begins again',
      sightings: [
        ...filmed({ offsetMs: 0, fps: 15, seconds: 4 }),
        ...filmed({ offsetMs: 4000, fps: 15, seconds: 4 }),
      ],
      refusal: 'replayed-code',
    },
    {
      what: 'a clock that jumps in between',
      sightings: [
        ...filmed({ offsetMs: 0, fps: 15, seconds: 4 }),
        ...filmed({ offsetMs: 1000, fps: 15, seconds: 8 }).slice(60),
      ],
      refusal: 'unsteady-code',
    },
    {
      what: 'a film of yesterday’s page',
      sightings: filmed({ offsetMs: 24 * 3_600_000, fps: 15 }),
      refusal: 'old-code',
    },
  ])('refuses $what: $refusal', ({ sightings, refusal }) => {
    expect(measureClock(sightings)).toBe(refusal)
  })
})
