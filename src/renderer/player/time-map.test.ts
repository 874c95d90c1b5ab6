import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MappedFragment, mappedEndMs, mediaAtProgram, programAtMedia } from './time-map.ts'

/** Fragments of 1–4 s, one after the other on the media timeline, with gaps of 0 or 5–120 s between them in time. */
const playlist = fc
  .array(
    fc.record({
      durationMs: fc.integer({ min: 1000, max: 4000 }),
      gapMs: fc.constantFrom(0, 0, 0, 5000, 120_000),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((parts) => {
    const fragments: MappedFragment[] = []
    let mediaMs = 0
    let programMs = 1_790_000_000_000
    for (const { durationMs, gapMs } of parts) {
      fragments.push({ startS: mediaMs / 1000, durationS: durationMs / 1000, programMs })
      mediaMs += durationMs
      programMs += durationMs + gapMs
    }
    return fragments
  })

describe('the map between media time and station time', () => {
  it('finds the way back to the millisecond', () => {
    fc.assert(
      fc.property(playlist, fc.double({ min: 0, max: 0.999, noNaN: true }), (fragments, share) => {
        const last = fragments.at(-1)
        const mediaS = ((last?.startS ?? 0) + (last?.durationS ?? 0)) * share
        const atMs = programAtMedia(fragments, mediaS)
        const back = mediaAtProgram(fragments, atMs ?? 0)
        expect(Math.abs((back ?? Number.NaN) - mediaS)).toBeLessThanOrEqual(0.001)
      }),
    )
  })

  it('never runs backwards', () => {
    fc.assert(
      fc.property(playlist, fc.nat(), fc.nat(), (fragments, a, b) => {
        const [first, second] = [Math.min(a, b) / 1e6, Math.max(a, b) / 1e6]
        expect(programAtMedia(fragments, first) ?? 0).toBeLessThanOrEqual(
          programAtMedia(fragments, second) ?? 0,
        )
      }),
    )
  })

  const gapped: MappedFragment[] = [
    { startS: 0, durationS: 2, programMs: 1_000_000 },
    { startS: 2, durationS: 2, programMs: 1_002_000 },
    { startS: 4, durationS: 2, programMs: 1_064_000 },
  ]

  it('shows the first frame after a gap at its own time', () => {
    expect(programAtMedia(gapped, 3.999)).toBe(1_003_999)
    expect(programAtMedia(gapped, 4)).toBe(1_064_000)
  })

  it('knows no picture inside a gap, before the first or after the last fragment', () => {
    expect(mediaAtProgram(gapped, 1_030_000)).toBeNull()
    expect(mediaAtProgram(gapped, 990_000)).toBeNull()
    expect(mediaAtProgram(gapped, 1_070_000)).toBeNull()
  })

  it('takes a rounding hole for footage', () => {
    expect(mediaAtProgram(gapped, 1_063_900)).toBe(4)
    expect(mediaAtProgram(gapped, 1_004_100)).toBeNull()
  })

  it('is empty without fragments', () => {
    expect(programAtMedia([], 3)).toBeNull()
    expect(mediaAtProgram([], 3)).toBeNull()
    expect(mappedEndMs([])).toBeNull()
    expect(mappedEndMs(gapped)).toBe(1_066_000)
  })
})
