import { AppError } from '#shared/kernel/app-error.ts'

/**
 * Lets so many pieces of work run at once. Of those that wait the newest comes first: it is what somebody looks at now. Who
 * waits and is cancelled gives up its place.
 */
export function newestFirst(limit: number) {
  const waiting: { readonly begin: () => void }[] = []
  let running = 0

  /** @throws AppError `cancelled call.cancelled` */
  async function place(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
    if (running < limit) {
      running += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const waiter = { begin: () => done(resolve) }
      const done = (settle: () => void): void => {
        signal.removeEventListener('abort', cancel)
        settle()
      }
      const cancel = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1)
        done(() => reject(new AppError('cancelled', 'call.cancelled')))
      }
      signal.addEventListener('abort', cancel)
      waiting.push(waiter)
    })
  }

  return async <Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> => {
    await place(signal)
    try {
      return await work()
    } finally {
      // The place goes to the next one in line, so that nobody slips in between.
      const next = waiting.pop()
      if (next) next.begin()
      else running -= 1
    }
  }
}
