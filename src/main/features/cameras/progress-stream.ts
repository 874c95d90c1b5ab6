import { AppError } from '#shared/kernel/app-error.ts'

/** What a piece of work tells while it runs. Leaving it (`return`) ends the work. */
export type ProgressStream<Progress> = AsyncIteratorObject<Progress, undefined, undefined>

type Work<Progress> = (emit: (progress: Progress) => void, signal: AbortSignal) => Promise<void>

/**
 * Runs work and hands on what it tells, in order, as fast as it is asked for. The work starts with the first question, and
 * its own signal fires when `signal` does or when nobody listens any more.
 * @throws whatever the work throws, after all that it told; AppError `cancelled call.cancelled` when `signal` fires
 */
export function progressOf<Progress>(
  work: Work<Progress>,
  signal: AbortSignal | undefined,
): ProgressStream<Progress> {
  const left = new AbortController()
  const told: Progress[] = []
  let isOver = false
  let failure: { readonly error: unknown } | null = null
  let wake: () => void = () => {}
  let running: Promise<void> | null = null

  function start(): Promise<void> {
    const ends = signal ? AbortSignal.any([signal, left.signal]) : left.signal
    const emit = (progress: Progress): void => {
      told.push(progress)
      wake()
    }
    const end = (): void => {
      isOver = true
      wake()
    }
    const cancel = (): void => {
      failure ??= { error: new AppError('cancelled', 'call.cancelled') }
      end()
    }
    ends.addEventListener('abort', cancel)
    if (ends.aborted) {
      cancel()
      return Promise.resolve()
    }
    return work(emit, ends).then(end, (error: unknown) => {
      failure ??= { error }
      end()
    })
  }

  async function next(): Promise<IteratorResult<Progress, undefined>> {
    running ??= start()
    while (told.length === 0 && !isOver) {
      await new Promise<void>((resume) => {
        wake = resume
      })
    }
    const [value] = told.splice(0, 1)
    if (value !== undefined) return { done: false, value }
    if (failure && !left.signal.aborted) throw failure.error
    return { done: true, value: undefined }
  }

  /** Ends the work and waits for it: what it holds (sockets, processes) is given back when this returns. */
  async function leave(): Promise<IteratorResult<Progress, undefined>> {
    left.abort()
    told.length = 0
    isOver = true
    wake()
    await running
    return { done: true, value: undefined }
  }

  const stream: ProgressStream<Progress> = {
    next,
    return: leave,
    throw: async (error: unknown) => {
      await leave()
      throw error
    },
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await leave()
    },
  }
  return stream
}

/** Does the work of each item, so many at a time, in their order. The first failure ends it. */
export async function inParallel<Item>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  try {
    await Promise.all(Array.from({ length: atATime }, worker))
  } catch (error) {
    waiting.length = 0
    throw error
  }
}
