/** Time that passes. Handed in, so that a simulated clock can drive whatever waits. */
export type Timers = {
  /** Resolves after so long, or at once when `signal` fires. Never rejects. */
  readonly wait: (delayMs: number, signal?: AbortSignal) => Promise<void>
  /** Calls `work` again and again, the first time after one interval at most. @returns ends it */
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

type Beat = { readonly timer: NodeJS.Timeout; readonly works: Set<{ readonly work: () => void }> }

/** All that has the same rhythm: sixteen cameras that are looked at every second wake the processor once, not sixteen times. */
const beats = new Map<number, Beat>()

function startBeat(intervalMs: number): Beat {
  const works: Beat['works'] = new Set()
  const timer = setInterval(() => {
    // What begins or ends meanwhile has its turn in the next beat, or none.
    const due = [...works]
    for (const each of due) if (works.has(each)) each.work()
  }, intervalMs)
  const beat = { timer, works }
  beats.set(intervalMs, beat)
  return beat
}

function every(intervalMs: number, work: () => void): () => void {
  const { timer, works } = beats.get(intervalMs) ?? startBeat(intervalMs)
  const entry = { work }
  works.add(entry)
  return () => {
    works.delete(entry)
    if (works.size > 0 || beats.get(intervalMs)?.timer !== timer) return
    clearInterval(timer)
    beats.delete(intervalMs)
  }
}

export const systemTimers: Timers = { wait, every }

/** Lets everything else that waits have its turn: long work on the host's thread calls it between batches. */
export function nextTurn(): Promise<void> {
  return new Promise((resume) => {
    setImmediate(resume)
  })
}
