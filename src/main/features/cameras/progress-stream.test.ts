import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/kernel/app-error.ts'
import { inParallel, progressOf } from './progress-stream.ts'

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resume) => signal.addEventListener('abort', () => resume()))

describe('progressOf', () => {
  it('hands on what the work tells, in order, and then ends', async () => {
    const stream = progressOf<number>(async (emit) => {
      emit(1)
      emit(2)
      await Promise.resolve()
      emit(3)
    }, undefined)
    expect(await Array.fromAsync(stream)).toEqual([1, 2, 3])
  })

  it('starts the work with the first question', async () => {
    let started = false
    const stream = progressOf<number>(async () => {
      started = true
    }, undefined)
    expect(started).toBe(false)
    await stream.next()
    expect(started).toBe(true)
  })

  it('throws what the work throws, after all that it told', async () => {
    const stream = progressOf<number>(async (emit) => {
      emit(1)
      throw new AppError('unavailable', 'ffmpeg.missing')
    }, undefined)
    expect(await stream.next()).toEqual({ done: false, value: 1 })
    await expect(stream.next()).rejects.toMatchObject({ code: 'ffmpeg.missing' })
  })

  it('is cancelled while it waits, though the work does not notice', async () => {
    const controller = new AbortController()
    const stream = progressOf<number>(() => new Promise(() => {}), controller.signal)
    const next = stream.next()
    controller.abort()
    await expect(next).rejects.toMatchObject({ kind: 'cancelled' })
  })

  it('does not begin for a caller who has left', async () => {
    const stream = progressOf<number>(() => Promise.reject(new Error('started')), AbortSignal.abort())
    await expect(stream.next()).rejects.toMatchObject({ code: 'call.cancelled' })
  })

  it('ends the work when its listener leaves, also in the middle of waiting', async () => {
    let given = 'nothing'
    const stream = progressOf<number>(async (emit, signal) => {
      emit(1)
      await ended(signal)
      given = 'back'
    }, undefined)
    await stream.next()
    const waiting = stream.next()
    expect(await stream.return?.()).toEqual({ done: true, value: undefined })
    expect(given).toBe('back')
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('can be left before it began', async () => {
    const stream = progressOf<number>(() => Promise.reject(new Error('started')), undefined)
    await stream.return?.()
    expect(await stream.next()).toMatchObject({ done: true })
  })
})

describe('inParallel', () => {
  it('never does more at a time than told, and does all', async () => {
    let now = 0
    let most = 0
    const done: number[] = []
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      now += 1
      most = Math.max(most, now)
      await Promise.resolve()
      await Promise.resolve()
      now -= 1
      done.push(item)
    })
    expect(most).toBe(3)
    expect(done.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('takes no further item after a failure', async () => {
    const begun: number[] = []
    const work = async (item: number): Promise<void> => {
      begun.push(item)
      if (item === 1) throw new Error('first')
      await Promise.resolve()
    }
    await expect(inParallel([1, 2, 3, 4, 5], 2, work)).rejects.toThrow('first')
    expect(begun.length).toBeLessThan(5)
  })
})
