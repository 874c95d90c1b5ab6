type Shared<Result> = { readonly result: Promise<Result>; readonly stop: AbortController; waiting: number }

/** One piece of work for all who ask for the same key at the same time; it is stopped when the last of them has gone. */
export function sharedWork<Result>() {
  const underWay = new Map<string, Shared<Result>>()

  function begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> {
    const stop = new AbortController()
    const result = work(stop.signal).finally(() => {
      // Not the one that was begun after this was stopped.
      if (underWay.get(key)?.stop === stop) underWay.delete(key)
    })
    const shared = { result, stop, waiting: 0 }
    underWay.set(key, shared)
    return shared
  }

  return async (
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    // Whoever comes while the last one's leaving stops the work would be stopped with it.
    const known = underWay.get(key)
    const shared = known && !known.stop.signal.aborted ? known : begin(key, work)
    shared.waiting += 1
    const leave = (): void => {
      shared.waiting -= 1
      if (shared.waiting === 0) shared.stop.abort()
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await shared.result
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }
}
