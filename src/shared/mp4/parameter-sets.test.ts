import { describe, expect, it } from 'vitest'
import { sequenceParameterSet } from './parameter-sets.ts'

const nal = (firstByte: number, ...rest: number[]): number[] => [0, 0, 0, 1 + rest.length, firstByte, ...rest]
const sampleOf = (bytes: readonly number[], offset = 0) => ({
  offset,
  size: bytes.length - offset,
  durationTicks: 1,
  compositionOffsetTicks: 0,
  isSync: true,
})

describe('the sequence parameter set of a sample', () => {
  it.each([
    { codec: 'h264' as const, set: 0x67, before: 0x09, picture: 0x65 },
    { codec: 'h265' as const, set: 0x42, before: 0x40, picture: 0x26 },
  ])('is found among the NAL units of $codec', ({ codec, set, before, picture }) => {
    const bytes = [7, 7, ...nal(before, 1), ...nal(set, 1, 2, 3), ...nal(picture, 9, 9)]
    const found = sequenceParameterSet(Uint8Array.from(bytes), sampleOf(bytes, 2), codec)
    expect([...(found ?? [])]).toEqual([set, 1, 2, 3])
  })

  it.each([
    { what: 'brings none', bytes: nal(0x65, 1, 2) },
    { what: 'is empty', bytes: [] },
    { what: 'claims more than is there', bytes: [0, 0, 1, 0, 0x67, 1] },
    { what: 'claims nothing', bytes: [0, 0, 0, 0, 0x67, 1] },
  ])('is null when the sample $what', ({ bytes }) => {
    expect(sequenceParameterSet(Uint8Array.from(bytes), sampleOf(bytes), 'h264')).toBeNull()
  })

  it('is null in another codec', () => {
    const bytes = nal(0x67, 1)
    expect(sequenceParameterSet(Uint8Array.from(bytes), sampleOf(bytes), 'aac')).toBeNull()
  })
})
