/** Runs one task after the other; the next waits until the one before has ended, well or not. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return function enqueue<Result>(task: () => Promise<Result>): Promise<Result> {
    const run = last.then(task)
    last = run.catch(() => null)
    return run
  }
}
