import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { freedOnceRead } from './freed-once-read.ts'

const chunk = (value: number): Uint8Array => new Uint8Array(8).fill(value)

async function valuesOf(chunks: AsyncIterable<Uint8Array>): Promise<number[]> {
  const values: number[] = []
  for await (const bytes of chunks) values.push(bytes[0] ?? -1)
  return values
}

describe('reading a process to its end', () => {
  it('gives out every chunk in order and frees it when the next one is asked for', async () => {
    const stream = new PassThrough()
    const reading = freedOnceRead(stream)
    for (const value of [1, 2, 3]) stream.write(chunk(value))
    stream.end()
    const first = await reading.next()
    expect(first.value?.[0]).toBe(1)
    expect((await reading.next()).value?.[0]).toBe(2)
    expect(first.value?.length).toBe(0)
    expect(await valuesOf(reading)).toEqual([3])
  })

  it('lets the process wait while much is unread, and loses nothing', async () => {
    const stream = new PassThrough({ highWaterMark: 1 })
    const reading = freedOnceRead(stream)
    const values = Array.from({ length: 200 }, (_, index) => index)
    const first = reading.next()
    let written = 0
    const write = async (): Promise<void> => {
      for (const value of values) {
        if (!stream.write(chunk(value))) await new Promise((drained) => stream.once('drain', drained))
        written += 1
      }
      stream.end()
    }
    const writing = write()
    await first
    for (let turn = 0; turn < 50; turn += 1) await setImmediate()
    expect(written).toBeLessThan(values.length)
    expect(await valuesOf(reading)).toEqual(values.slice(1))
    await writing
  })

  it('throws what the stream threw, behind what came before', async () => {
    const stream = new PassThrough()
    const reading = freedOnceRead(stream)
    stream.write(chunk(1))
    expect((await reading.next()).value?.[0]).toBe(1)
    stream.destroy(new Error('pipe broken'))
    await expect(reading.next()).rejects.toThrow('pipe broken')
  })

  it('lets go of the stream when nobody reads on', async () => {
    const stream = new PassThrough()
    stream.write(chunk(1))
    for await (const bytes of freedOnceRead(stream)) {
      expect(bytes[0]).toBe(1)
      break
    }
    expect(stream.destroyed).toBe(true)
  })
})
