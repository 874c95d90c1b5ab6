/** Passes items from one who makes them to one who takes them, and holds the maker back when too many wait. */
export type Handover<Item> = {
  put(item: Item): void
  /** False: nobody takes any more. */
  whenRoom(): Promise<boolean>
  /** No more items come; with an error, the taker gets that after the last one. */
  end(failure?: Error): void
  /** Ends with the last item. Throws what `end` was given. */
  items(): AsyncGenerator<Item, void>
}

export function createHandover<Item>(mostWaiting: number): Handover<Item> {
  const waiting: Item[] = []
  const failures: Error[] = []
  let ended = false
  let changed = Promise.withResolvers<void>()

  function tell(): void {
    changed.resolve()
    changed = Promise.withResolvers()
  }

  return {
    put(item) {
      waiting.push(item)
      tell()
    },
    async whenRoom() {
      while (waiting.length >= mostWaiting && !ended) await changed.promise
      return !ended
    },
    end(failure) {
      if (failure !== undefined && !ended) failures.push(failure)
      ended = true
      tell()
    },
    async *items() {
      while (waiting.length > 0 || !ended) {
        const item = waiting.shift()
        if (item === undefined) {
          await changed.promise
        } else {
          tell()
          yield item
        }
      }
      for (const failure of failures) throw failure
    },
  }
}
