import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packGroups, unpackGroups } from './group-index.ts'

const word = fc.integer({ min: 0, max: 0xffff_ffff })

it('gives back every group that was packed, in sixteen bytes each', () => {
  const start = fc.integer({ min: 0, max: 4_000_000_000_000 })
  const group = fc.record({ offsetBytes: word, sizeBytes: word, afterMs: fc.nat(300_000), sampleCount: word })
  fc.assert(
    fc.property(start, fc.array(group), (startAtMs, drafts) => {
      const groups = drafts.map(({ afterMs, ...rest }) => ({ ...rest, startAtMs: startAtMs + afterMs }))
      const packed = packGroups(groups, startAtMs)
      expect(packed).toHaveLength(groups.length * 16)
      expect(unpackGroups(packed, startAtMs)).toEqual(groups)
    }),
  )
})

it('reads an index that lies inside a larger buffer, as a database driver hands it out', () => {
  const groups = [{ offsetBytes: 1, sizeBytes: 2, startAtMs: 1003, sampleCount: 4 }]
  const larger = Buffer.concat([Buffer.alloc(5, 0xff), packGroups(groups, 1000)])
  expect(unpackGroups(larger.subarray(5), 1000)).toEqual(groups)
})
