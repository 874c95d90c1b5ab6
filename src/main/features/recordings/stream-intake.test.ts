import { describe, expect, it } from 'vitest'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import { createStreamIntake } from './stream-intake.ts'

const part = (bytes: number): FragmentPart => ({ kind: 'group', bytes: new Uint8Array(bytes) })
const settled = (): Promise<void> => new Promise((resume) => setImmediate(resume))

async function* partsOf(sizes: readonly number[], atMs: { now: number }): AsyncGenerator<FragmentPart> {
  for (const size of sizes) {
    atMs.now += 1000
    yield part(size)
    await settled()
  }
}

function intakeOf(stream: AsyncIterable<FragmentPart>, time: { now: number }, maxWaitingBytes: number) {
  const overflows: number[] = []
  const intake = createStreamIntake(stream, {
    clock: { nowMs: () => time.now },
    steadyMs: () => time.now,
    maxWaitingBytes,
    onOverflow: () => overflows.push(time.now),
    stoodStill: () => false,
  })
  return { intake, overflows }
}

describe('the intake of a stream', () => {
  it('tells of each part when it came, however long the one before took to be written', async () => {
    const time = { now: 0 }
    const { intake } = intakeOf(partsOf([1, 2, 3], time), time, 100)
    const came: number[] = []
    for await (const { arrivedAtMs } of intake.parts()) {
      came.push(arrivedAtMs)
      for (let turn = 0; turn < 5; turn += 1) await settled()
    }
    expect(came).toEqual([1000, 2000, 3000])
    expect(intake.behindMs()).toBe(0)
  })

  it('says how far behind the writing is', async () => {
    const time = { now: 0 }
    const { intake } = intakeOf(partsOf([1, 2, 3], time), time, 100)
    for await (const { arrivedAtMs } of intake.parts()) {
      for (let turn = 0; turn < 5; turn += 1) await settled()
      time.now = Math.max(time.now, 9000)
      expect(intake.behindMs()).toBe(9000 - arrivedAtMs)
    }
  })

  it('stops taking when too much waits, keeps what came, and lets one part be as large as it is', async () => {
    const time = { now: 0 }
    const { intake, overflows } = intakeOf(partsOf([500, 40, 70, 1, 1], time), time, 100)
    const sizes: number[] = []
    for await (const { bytes } of intake.parts()) {
      sizes.push(bytes.length)
      for (let turn = 0; turn < 10; turn += 1) await settled()
    }
    expect(overflows).toHaveLength(1)
    expect(sizes).toEqual([500, 40])
  })

  it('gives out what came before a broken stream, then fails as the stream did', async () => {
    const time = { now: 0 }
    async function* broken(): AsyncGenerator<FragmentPart> {
      yield part(1)
      throw new Error('broken')
    }
    const { intake } = intakeOf(broken(), time, 100)
    const sizes: number[] = []
    const taken = (async () => {
      for await (const { bytes } of intake.parts()) sizes.push(bytes.length)
    })()
    await expect(taken).rejects.toThrow('broken')
    expect(sizes).toEqual([1])
  })
})
