/** Time that passes. Handed in, so that a simulated clock can drive whatever waits. */
export type Timers = {
  /** Resolves after so long, or at once when `signal` fires. Never rejects. */
  readonly wait: (delayMs: number, signal?: AbortSignal) => Promise<void>
  /** Calls `work` again and again. @returns ends it */
  readonly every: (intervalMs: number, work: () => void) => () => void
}

function wait(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resume()
    }
    const timer = setTimeout(end, delayMs)
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end)
  })
}

export const systemTimers: Timers = {
  wait,
  every: (intervalMs, work) => {
    const timer = setInterval(work, intervalMs)
    return () => clearInterval(timer)
  },
}

/** Lets everything else that waits have its turn: long work on the host's thread calls it between batches. */
export function nextTurn(): Promise<void> {
  return new Promise((resume) => {
    setImmediate(resume)
  })
}
