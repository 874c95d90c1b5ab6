import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import { readFragments } from './read-fragments.ts'

function box(type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + payload.length)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, payload])
}

/** A group that says which one it is. */
const group = (value: number, length = 8): Buffer =>
  Buffer.concat([box('moof', Buffer.alloc(4)), box('mdat', Buffer.alloc(length, value))])

const valueOf = ({ bytes }: FragmentPart): number => bytes.at(-1) ?? -1

async function valuesOf(parts: AsyncIterable<FragmentPart>): Promise<number[]> {
  const values: number[] = []
  for await (const part of parts) values.push(valueOf(part))
  return values
}

describe('reading fragments off a process', () => {
  it('gives out every part in order, and frees what it was read from', async () => {
    const stream = new PassThrough()
    const reading = readFragments(stream)
    // Memory of its own, as what comes through a pipe has.
    const pieces = [group(1), group(2), group(3)].map((bytes) => new Uint8Array(bytes))
    for (const piece of pieces) stream.write(piece)
    stream.end()
    expect(await valuesOf(reading)).toEqual([1, 2, 3])
    expect(pieces.map((piece) => piece.length)).toEqual([0, 0, 0])
  })

  it('lets the process wait while much is unread, and loses nothing', async () => {
    const stream = new PassThrough({ highWaterMark: 1 })
    const reading = readFragments(stream)
    const values = Array.from({ length: 40 }, (_, index) => index)
    const first = reading.next()
    let written = 0
    const write = async (): Promise<void> => {
      for (const value of values) {
        if (!stream.write(group(value, 500_000)))
          await new Promise((drained) => stream.once('drain', drained))
        written += 1
      }
      stream.end()
    }
    const writing = write()
    await first
    for (let turn = 0; turn < 200; turn += 1) await setImmediate()
    expect(written).toBeGreaterThan(1)
    expect(written).toBeLessThan(values.length)
    expect(await valuesOf(reading)).toEqual(values.slice(1))
    await writing
  })

  it('throws what the stream threw, behind what came before', async () => {
    const stream = new PassThrough()
    const reading = readFragments(stream)
    stream.write(group(1))
    expect((await reading.next()).value).toMatchObject({ kind: 'group' })
    stream.destroy(new Error('pipe broken'))
    await expect(reading.next()).rejects.toThrow('pipe broken')
  })

  it('gives out what came before bytes that are no such stream, then says so and lets go', async () => {
    const stream = new PassThrough()
    const reading = readFragments(stream)
    stream.write(Buffer.concat([group(1), group(2)]))
    stream.write(Buffer.alloc(64))
    const values: number[] = []
    const all = (async () => {
      for await (const part of reading) values.push(valueOf(part))
    })()
    await expect(all).rejects.toMatchObject({ kind: 'data-loss', code: 'mp4.malformed' })
    expect(values).toEqual([1, 2])
    expect(stream.destroyed).toBe(true)
  })

  it('lets go of the stream when nobody reads on', async () => {
    const stream = new PassThrough()
    stream.write(group(1))
    for await (const part of readFragments(stream)) {
      expect(valueOf(part)).toBe(1)
      break
    }
    expect(stream.destroyed).toBe(true)
  })
})
