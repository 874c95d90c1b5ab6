/** Reads so many at once, and gives them in their order: a disk far away or busy answers each call late. */
export async function* readAhead<Item, Found>(
  items: readonly Item[],
  atOnce: number,
  read: (item: Item) => Promise<Found>,
): AsyncGenerator<Found> {
  const underWay: Promise<Found>[] = []
  let next = 0
  const fill = (): void => {
    for (; underWay.length < atOnce && next < items.length; next += 1) {
      const item = items[next]
      if (item === undefined) continue
      const found = read(item)
      // Whoever takes it handles it; until then it must not end the program.
      found.catch(() => undefined)
      underWay.push(found)
    }
  }
  fill()
  for (let first = underWay.shift(); first; first = underWay.shift()) {
    fill()
    yield await first
  }
}
