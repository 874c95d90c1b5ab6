import { describe, expect, it } from 'vitest'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import {
  followingFootageMs,
  footageRanges,
  gapBetween,
  nextFootageMs,
  placeAt,
  playlistWindow,
  previousFootageEndMs,
} from './footage-map.ts'

const span = (
  fromMs: number,
  toMs: number,
  state: FootageSpan['state'],
  reason: string | null = null,
): FootageSpan => ({
  fromMs,
  toMs,
  state,
  reason,
})

const footage = {
  bounds: { fromMs: 0, toMs: 100_000 },
  spans: [
    span(0, 10_000, 'unknown'),
    span(10_000, 30_000, 'recorded'),
    span(30_000, 45_000, 'camera-offline', 'rtsp-timeout'),
    span(45_000, 50_000, 'recorder-down'),
    span(50_000, 60_000, 'backfilled'),
    span(60_000, 80_000, 'recorded'),
  ],
}

describe('footage by the ledger', () => {
  it('joins touching footage of either kind', () => {
    expect(footageRanges(footage.spans)).toEqual([
      { fromMs: 10_000, toMs: 30_000 },
      { fromMs: 50_000, toMs: 80_000 },
    ])
  })

  it('names the cause that holds at the instant, with its own borders', () => {
    expect(placeAt(footage, 40_000)).toEqual({
      kind: 'gap',
      gap: { fromMs: 30_000, toMs: 45_000, cause: 'camera-offline', reason: 'rtsp-timeout' },
    })
    expect(placeAt(footage, 45_000)).toMatchObject({ kind: 'gap', gap: { cause: 'recorder-down' } })
  })

  it('says unknown where the ledger says nothing', () => {
    expect(placeAt(footage, 90_000)).toEqual({
      kind: 'gap',
      gap: { fromMs: 80_000, toMs: 100_000, cause: 'unknown', reason: null },
    })
  })

  it('finds the next footage from inside and outside of gaps', () => {
    expect(nextFootageMs(footage, 0)).toBe(10_000)
    expect(nextFootageMs(footage, 29_999)).toBe(29_999)
    expect(nextFootageMs(footage, 30_000)).toBe(50_000)
    expect(nextFootageMs(footage, 80_000)).toBeNull()
  })

  it('names the longest absence that a jump skipped, and nothing for a joint', () => {
    expect(gapBetween(footage, 29_900, 50_100)).toMatchObject({ cause: 'camera-offline' })
    expect(gapBetween(footage, 10_000, 29_000)).toBeNull()
  })

  it('asks for a window around the instant, inside the session', () => {
    const bounds = { fromMs: 1000, toMs: 26_000 }
    expect(playlistWindow(bounds, 1000, 10_000)).toEqual({ fromMs: 1000, toMs: 11_000 })
    expect(playlistWindow(bounds, 11_000, 10_000)).toEqual({ fromMs: 8500, toMs: 18_500 })
    expect(playlistWindow(bounds, 25_999, 10_000)).toEqual({ fromMs: 23_499, toMs: 26_000 })
  })

  it('finds the footage before and after the one at hand', () => {
    expect(previousFootageEndMs(footage, 46_000)).toBe(30_000)
    expect(previousFootageEndMs(footage, 55_000)).toBe(30_000)
    expect(previousFootageEndMs(footage, 20_000)).toBeNull()
    expect(followingFootageMs(footage, 20_000)).toBe(50_000)
    expect(followingFootageMs(footage, 50_000)).toBeNull()
  })
})
