import { expect, it } from 'vitest'
import { createUntilCalm } from './until-calm.ts'

async function waitsOf(loads: readonly number[], signal = new AbortController().signal): Promise<number> {
  let asked = 0
  let waits = 0
  const timers = {
    wait: async () => {
      waits += 1
    },
    every: () => () => undefined,
  }
  await createUntilCalm(() => loads[Math.min(asked++, loads.length - 1)] ?? 0, timers)(signal)
  return waits
}

it('begins at once on a computer with time, later on a busy one, and in the end all the same', async () => {
  expect(await waitsOf([0.3])).toBe(0)
  expect(await waitsOf([0.95, 0.9, 0.2])).toBe(2)
  expect(await waitsOf([1])).toBe(24)
})

it('ends when it is told to', async () => {
  expect(await waitsOf([1], AbortSignal.abort())).toBe(0)
})
