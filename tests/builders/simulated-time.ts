import type { Clock } from '#main/ports/clock.ts'
import type { Timers } from '#main/ports/timers.ts'

export type SimulatedTime = {
  readonly clock: Clock
  readonly steadyMs: () => number
  /** Timers of one program that runs in this time; `end` forgets them all, as a killed process does. */
  readonly openTimers: () => Timers & { readonly end: () => void }
  /** Calls once, so long from now. */
  readonly after: (delayMs: number, work: () => void) => void
  /** Sets the wall clock forward or back; the steady one goes on. */
  readonly stepClock: (byMs: number) => void
  /** Lets so much time pass: whatever is due happens in order, each to its end before the next. */
  readonly pass: (durationMs: number) => Promise<void>
}

type Due = { readonly atMs: number; readonly order: number; readonly work: () => void; cancelled: boolean }

/** Microtasks and next ticks are done when a macrotask comes: a program of promises stands still then. */
const settle = (): Promise<void> => new Promise((resume) => setImmediate(resume))

export function createSimulatedTime(startMs: number): SimulatedTime {
  let steadyMs = 0
  let wallMs = startMs
  let order = 0
  let dues: Due[] = []

  function schedule(delayMs: number, work: () => void): () => void {
    const due = { atMs: steadyMs + Math.max(0, delayMs), order: (order += 1), work, cancelled: false }
    dues.push(due)
    return () => {
      due.cancelled = true
    }
  }

  function openTimers(): Timers & { readonly end: () => void } {
    let isEnded = false
    const alive = (work: () => void) => () => {
      if (!isEnded) work()
    }
    return {
      wait: (delayMs, signal) =>
        new Promise((resume) => {
          const cancel = schedule(
            delayMs,
            alive(() => resume()),
          )
          const end = (): void => {
            cancel()
            resume()
          }
          if (signal?.aborted) end()
          else signal?.addEventListener('abort', end, { once: true })
        }),
      every: (intervalMs, work) => {
        let cancel = (): void => undefined
        const next = (): void => {
          cancel = schedule(
            intervalMs,
            alive(() => {
              next()
              work()
            }),
          )
        }
        next()
        return () => cancel()
      },
      end: () => {
        isEnded = true
      },
    }
  }

  /** The first that is due; the few there are need no heap. */
  function takeNext(untilMs: number): Due | null {
    dues = dues.filter((due) => !due.cancelled)
    const first = dues.reduce<Due | null>(
      (best, due) =>
        best && (best.atMs < due.atMs || (best.atMs === due.atMs && best.order < due.order)) ? best : due,
      null,
    )
    if (!first || first.atMs > untilMs) return null
    first.cancelled = true
    return first
  }

  async function pass(durationMs: number): Promise<void> {
    const untilMs = steadyMs + durationMs
    await settle()
    for (let due = takeNext(untilMs); due; due = takeNext(untilMs)) {
      wallMs += due.atMs - steadyMs
      steadyMs = due.atMs
      due.work()
      await settle()
    }
    wallMs += untilMs - steadyMs
    steadyMs = untilMs
  }

  return {
    clock: { nowMs: () => Math.round(wallMs) },
    steadyMs: () => steadyMs,
    openTimers,
    after: (delayMs, work) => void schedule(delayMs, work),
    stepClock: (byMs) => {
      wallMs += byMs
    },
    pass,
  }
}
