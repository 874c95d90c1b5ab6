/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export function atMost(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < limit) running += 1
    else {
      await new Promise<void>((resume) => {
        waiting.push(resume)
      })
    }
    try {
      return await work()
    } finally {
      // The place goes to the next one in line, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
