import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGroupClock } from './group-clock.ts'

describe('the group clock', () => {
  it('begins a run one group before its first arrival', () => {
    expect(createGroupClock(0).place(10_000, 2000)).toEqual({ fromMs: 8000, toMs: 10_000 })
  })

  it('does not begin before the footage of the run before', () => {
    expect(createGroupClock(9000).place(10_000, 2000)).toEqual({ fromMs: 9000, toMs: 10_000 })
  })

  it('does not take a late arrival for later footage', () => {
    const clock = createGroupClock(0)
    clock.place(10_000, 2000)
    clock.place(12_000, 2000)
    // Held up by five seconds on the way: it was filmed when its neighbours say.
    expect(clock.place(19_000, 2000)).toEqual({ fromMs: 12_000, toMs: 14_000 })
  })

  it('follows the wall clock of a camera that declares more pictures than it sends', () => {
    const clock = createGroupClock(0)
    // Groups of two seconds that call themselves 1.68 s long.
    const ends = Array.from({ length: 100 }, (_, index) => clock.place(10_000 + index * 2000, 1680).toMs)
    expect(Math.abs((ends.at(-1) ?? 0) - 208_000)).toBeLessThanOrEqual(1000)
  })

  it('keeps up with a camera whose own clock is slow though its keyframes are twenty seconds apart', () => {
    const clock = createGroupClock(0)
    const lags = Array.from({ length: 30 }, (_, index) => {
      const arrivedAtMs = 100_000 + index * 20_000
      return arrivedAtMs - clock.place(arrivedAtMs, 16_800).toMs
    })
    expect(Math.max(...lags.slice(5))).toBeLessThanOrEqual(500)
  })

  it('does not take one group that was held up for another rate', () => {
    const clock = createGroupClock(0)
    for (let index = 0; index < 20; index += 1) clock.place(10_000 + index * 2000, 2000)
    expect(clock.place(10_000 + 20 * 2000 + 15_000, 2000).toMs).toBe(50_000)
  })

  it('places what lay waiting while the host stood still by when it was filmed', () => {
    const clock = createGroupClock(0)
    for (let index = 0; index < 5; index += 1) clock.place(10_000 + index * 2000, 2000)
    // Five groups of ten seconds, all read at 28 s, as the host wakes up.
    const ends = Array.from({ length: 5 }, () => clock.place(28_000, 2000, true).toMs)
    expect(ends).toEqual([20_000, 22_000, 24_000, 26_000, 28_000])
    expect(clock.place(30_000, 2000).toMs).toBe(30_000)
  })

  it('believes a host that is always late again', () => {
    const clock = createGroupClock(0)
    clock.place(10_000, 2000)
    const ends = Array.from({ length: 30 }, (_, index) => clock.place(15_000 + index * 2000, 2000, true).toMs)
    expect(ends[0]).toBe(12_000)
    expect(ends.at(-1)).toBe(73_000)
  })

  it('never overlaps, never goes backwards and never ends in the future', () => {
    const group = fc.record({
      waitMs: fc.integer({ min: 0, max: 30_000 }),
      mediaMs: fc.integer({ min: 1, max: 30_000 }),
    })
    fc.assert(
      fc.property(fc.array(group, { minLength: 1 }), fc.nat(20_000), (groups, notBeforeMs) => {
        const clock = createGroupClock(notBeforeMs)
        let nowMs = 20_001
        let endMs: number | null = null
        for (const { waitMs, mediaMs } of groups) {
          nowMs += waitMs
          const { fromMs, toMs } = clock.place(nowMs, mediaMs)
          const guessMs = nowMs - mediaMs
          const isSetBack = notBeforeMs - guessMs > 5000
          expect(fromMs).toBe(endMs ?? (isSetBack ? guessMs : Math.max(guessMs, notBeforeMs)))
          expect(toMs).toBeGreaterThan(fromMs)
          expect(toMs).toBeLessThanOrEqual(Math.max(nowMs, fromMs + 1))
          endMs = toMs
        }
      }),
    )
  })

  it('places a run that follows at once behind the one before, though its beginning was guessed too early', () => {
    expect(createGroupClock(100_000).place(101_900, 2000)).toEqual({ fromMs: 100_000, toMs: 101_900 })
  })

  it('places a run by the clock as it is when that was set back by an hour', () => {
    const hourMs = 3_600_000
    const clock = createGroupClock(10 * hourMs)
    expect(clock.place(9 * hourMs, 2000)).toEqual({ fromMs: 9 * hourMs - 2000, toMs: 9 * hourMs })
    expect(clock.place(9 * hourMs + 2000, 2000)).toEqual({ fromMs: 9 * hourMs, toMs: 9 * hourMs + 2000 })
  })
})
