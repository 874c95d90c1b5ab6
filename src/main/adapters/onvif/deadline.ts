import { AppError } from '#shared/kernel/app-error.ts'

export function cancelledError(): AppError {
  return new AppError('cancelled', 'call.cancelled')
}

/**
 * Runs `work` so that the caller hears of it in time, whatever `work` does: the signal that it gets fires after
 * `timeoutMs` or with the caller's own.
 * @throws AppError `unavailable reach.timeout`, `cancelled call.cancelled`
 */
export async function withDeadline<Result>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (signal?.aborted) throw cancelledError()
  const controller = new AbortController()
  let stop = (): void => {}
  const ended = new Promise<never>((_, reject) => {
    const end = (error: AppError): void => {
      reject(error)
      controller.abort(error)
    }
    const cancel = (): void => end(cancelledError())
    const timer = setTimeout(
      () => end(new AppError('unavailable', 'reach.timeout', { timeoutMs })),
      timeoutMs,
    )
    signal?.addEventListener('abort', cancel, { once: true })
    stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  })
  try {
    return await Promise.race([work(controller.signal), ended])
  } finally {
    stop()
  }
}
