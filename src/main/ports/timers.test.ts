import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemTimers } from './timers.ts'

describe('what is done again and again', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('falls on the same instants for all of one rhythm, within one interval of its start', () => {
    const calls: string[] = []
    const endings = [systemTimers.every(1000, () => calls.push('first'))]
    vi.advanceTimersByTime(600)
    endings.push(systemTimers.every(1000, () => calls.push('second')))
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(400)
    expect(calls).toEqual(['first', 'second'])
    for (const end of endings) end()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('falls on the instants of a longer rhythm too', () => {
    const calls: string[] = []
    const atMs = (): number => Math.round(performance.now())
    vi.advanceTimersByTime(300)
    const endings = [systemTimers.every(2000, () => calls.push(`short ${atMs() % 6000}`))]
    vi.advanceTimersByTime(500)
    endings.push(systemTimers.every(6000, () => calls.push(`long ${atMs() % 6000}`)))
    vi.advanceTimersByTime(6000)
    expect(calls.toSorted()).toEqual(['long 0', 'short 0', 'short 2000', 'short 4000'])
    for (const end of endings) end()
  })

  it('goes on for the others when one ends, and ends twice without harm', () => {
    const calls: string[] = []
    const endFirst = systemTimers.every(1000, () => calls.push('first'))
    const endSecond = systemTimers.every(1000, () => calls.push('second'))
    endFirst()
    endFirst()
    vi.advanceTimersByTime(1000)
    expect(calls).toEqual(['second'])
    endSecond()
    const endThird = systemTimers.every(1000, () => calls.push('third'))
    endSecond()
    vi.advanceTimersByTime(1000)
    expect(calls).toEqual(['second', 'third'])
    endThird()
  })

  it('does not call what ended during the same beat', () => {
    const calls: string[] = []
    const endFirst = systemTimers.every(1000, () => {
      calls.push('first')
      endSecond()
    })
    const endSecond = systemTimers.every(1000, () => calls.push('second'))
    vi.advanceTimersByTime(1000)
    expect(calls).toEqual(['first'])
    endFirst()
  })
})
