import { describe, expect, it } from 'vitest'
import { freeBytes } from './free-bytes.ts'

describe('giving memory back', () => {
  it('leaves bytes empty that have their memory alone', () => {
    const bytes = new Uint8Array([1, 2, 3])
    freeBytes(bytes)
    expect(bytes).toHaveLength(0)
  })

  it('keeps bytes whose memory others use too', () => {
    const memory = new Uint8Array([1, 2, 3, 4])
    const part = memory.subarray(1, 3)
    freeBytes(part)
    expect([...part]).toEqual([2, 3])
    expect([...memory]).toEqual([1, 2, 3, 4])
  })
})
