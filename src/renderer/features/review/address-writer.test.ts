import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followInAddress } from './address-writer.ts'
import { createReviewStore } from './review.store.ts'

const bench = () =>
  createReviewStore({ atMs: 0, mainCameraId: null, selectedKey: null, events: [], gaps: 'skip' })

function followed() {
  const store = bench()
  const written: number[] = []
  const place = { isHere: true }
  const end = followInAddress(store, {
    isHere: () => place.isHere,
    write: ({ atMs }) => written.push(atMs),
  })
  return { store, written, place, end }
}

describe('the address of the workbench', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('follows what changed, once the person rests', () => {
    const { store, written } = followed()
    store.setState({ atMs: 1 })
    store.setState({ atMs: 2 })
    vi.runAllTimers()
    expect(written).toEqual([2])
  })

  it('follows playing without waiting for its end', () => {
    const { store, written } = followed()
    vi.runAllTimers()
    store.setState({ isPlaying: true })
    for (let second = 1; second <= 9; second += 1) {
      store.setState({ atMs: second })
      vi.advanceTimersByTime(1000)
    }
    expect(written).toEqual([0, 4, 8])
  })

  it.each([false, true])('is left alone once the person went elsewhere (playing: %s)', (isPlaying) => {
    const { store, written, place } = followed()
    vi.runAllTimers()
    store.setState({ atMs: 1, isPlaying })
    place.isHere = false
    vi.runAllTimers()
    expect(written).toEqual([0])
  })

  it('is left alone after the end', () => {
    const { store, written, end } = followed()
    store.setState({ atMs: 1 })
    end()
    vi.runAllTimers()
    expect(written).toEqual([])
  })
})
