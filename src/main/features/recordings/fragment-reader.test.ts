import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFragments } from './fragment-reader.ts'

function box(type: string, payload: Uint8Array): Uint8Array {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + payload.length)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, payload])
}

const bytesOf = (length: number): Uint8Array => new Uint8Array(length).fill(length % 251)
const init = Buffer.concat([box('ftyp', bytesOf(16)), box('moov', bytesOf(90))])
const group = (length: number) => Buffer.concat([box('moof', bytesOf(40)), box('mdat', bytesOf(length))])

async function* inPieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let offset = 0
  for (const length of lengths) {
    if (offset >= bytes.length) return
    yield bytes.subarray(offset, offset + length)
    offset += length
  }
  yield bytes.subarray(offset)
}

async function read(bytes: Uint8Array, lengths: readonly number[] = []) {
  const parts = []
  for await (const { kind, bytes: found } of readFragments(inPieces(bytes, lengths))) {
    parts.push([kind, Buffer.from(found).toString('hex')])
  }
  return parts
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('reading fragments off a stream', () => {
  it('finds header and groups wherever the stream is cut', async () => {
    const sizes = [0, 1, 700, 70_000]
    const stream = Buffer.concat([init, ...sizes.map(group)])
    const expected = [['init', hex(init)], ...sizes.map((size) => ['group', hex(group(size))])]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 60 }), async (lengths) => {
        expect(await read(stream, lengths)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('drops boxes that are neither, and a group that never became whole', async () => {
    const unfinished = group(500).subarray(0, 300)
    const stream = Buffer.concat([
      init,
      box('sidx', bytesOf(30)),
      group(5),
      box('mfra', bytesOf(9)),
      unfinished,
    ])
    expect(await read(stream)).toEqual([
      ['init', hex(init)],
      ['group', hex(group(5))],
    ])
  })

  it.each([
    { what: 'a box smaller than its own header', bytes: Buffer.from([0, 0, 0, 4, 109, 111, 111, 102]) },
    { what: 'a box of half a gigabyte', bytes: Buffer.from([0x7f, 0xff, 0xff, 0xff, 109, 100, 97, 116]) },
    { what: 'zeros', bytes: Buffer.alloc(16) },
  ])('refuses $what', async ({ bytes }) => {
    await expect(read(Buffer.concat([init, bytes]))).rejects.toMatchObject({
      kind: 'data-loss',
      code: 'mp4.malformed',
    })
  })
})
