/** Time that passes. Handed in, so that a simulated clock can drive whatever waits. */
export type Timers = {
  /** Resolves after so long, or at once when `signal` fires. Never rejects. */
  readonly wait: (delayMs: number, signal?: AbortSignal) => Promise<void>
  /** Calls `work` again and again, the first time after one interval at most (and some milliseconds). @returns ends it */
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

type Beat = { timer: NodeJS.Timeout; readonly works: Set<{ readonly work: () => void }> }

/**
 * All that has the same rhythm, and rhythms that fall together: a program that was asleep finds its caches cold, which costs
 * more than most works do. So sixteen cameras that are looked at every two seconds wake it once, and a heartbeat with them.
 */
const beats = new Map<number, Beat>()

/** A timer may come this much early: its beat is over then. */
const EARLY_MS = 5

/** Until the next multiple of the interval since the program began. */
function untilNext(intervalMs: number): number {
  const leftMs = intervalMs - (performance.now() % intervalMs)
  return leftMs > EARLY_MS ? leftMs : leftMs + intervalMs
}

function startBeat(intervalMs: number): Beat {
  const works: Beat['works'] = new Set()
  const call = (): void => {
    beat.timer = setTimeout(call, untilNext(intervalMs))
    // What begins or ends meanwhile has its turn in the next beat, or none.
    const due = [...works]
    for (const each of due) if (works.has(each)) each.work()
  }
  const beat = { timer: setTimeout(call, untilNext(intervalMs)), works }
  beats.set(intervalMs, beat)
  return beat
}

function every(intervalMs: number, work: () => void): () => void {
  const beat = beats.get(intervalMs) ?? startBeat(intervalMs)
  const entry = { work }
  beat.works.add(entry)
  return () => {
    beat.works.delete(entry)
    if (beat.works.size > 0 || beats.get(intervalMs) !== beat) return
    clearTimeout(beat.timer)
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
