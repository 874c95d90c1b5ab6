import { expect, it } from 'vitest'
import { newestFirst } from './newest-first.ts'
import { readAhead } from './read-ahead.ts'
import { sharedWork } from './shared-work.ts'

const never = new AbortController().signal

function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

it('does the newest of those that wait first, and never more at once than it may', async () => {
  const inTurn = newestFirst(1)
  const order: string[] = []
  const first = gate()
  const work = (name: string, until: Promise<void> = Promise.resolve()) =>
    inTurn(never, async () => {
      order.push(name)
      await until
    })
  const all = [work('shown', first.opened), work('early'), work('late')]
  first.open()
  await Promise.all(all)
  expect(order).toEqual(['shown', 'late', 'early'])
})

it('lets go of whoever gives up while waiting, and the others have their turn', async () => {
  const inTurn = newestFirst(1)
  const first = gate()
  const stop = new AbortController()
  const running = inTurn(never, () => first.opened)
  const givenUp = inTurn(stop.signal, async () => 'done')
  const waiting = inTurn(never, async () => 'done')
  stop.abort()
  await expect(givenUp).rejects.toMatchObject({ kind: 'cancelled' })
  await expect(inTurn(stop.signal, async () => 'done')).rejects.toMatchObject({ kind: 'cancelled' })
  first.open()
  await running
  expect(await waiting).toBe('done')
})

it('does one piece of work for all who ask together, and stops it when the last of them has gone', async () => {
  const together = sharedWork<string>()
  const [left, right] = [new AbortController(), new AbortController()]
  const done = gate()
  let begun = 0
  let stopped = 0
  const work = async (signal: AbortSignal): Promise<string> => {
    begun += 1
    signal.addEventListener('abort', () => {
      stopped += 1
    })
    await done.opened
    return 'made'
  }
  const both = [together('a', left.signal, work), together('a', right.signal, work)]
  left.abort()
  expect([begun, stopped]).toEqual([1, 0])
  right.abort()
  expect(stopped).toBe(1)
  const after = together('a', never, work)
  expect(begun).toBe(2)
  done.open()
  expect(await Promise.all([...both, after])).toEqual(['made', 'made', 'made'])
})

it('reads several at once and gives them in their order', async () => {
  const gates = [gate(), gate(), gate(), gate()]
  const begun: number[] = []
  const read = async (index: number): Promise<number> => {
    begun.push(index)
    await gates[index]?.opened
    return index
  }
  const reads = readAhead([0, 1, 2, 3], 2, read)
  const first = reads.next()
  gates[1]?.open()
  gates[0]?.open()
  expect((await first).value).toBe(0)
  expect(begun).toEqual([0, 1, 2])
  for (const each of gates) each.open()
  const rest: number[] = []
  for await (const index of reads) rest.push(index)
  expect(rest).toEqual([1, 2, 3])
})
