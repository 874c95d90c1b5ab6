import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromStationTime, toStationTime } from './clock-offset.ts'

const offsetArbitrary = fc.record({
  offsetMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  uncertaintyMs: fc.nat(60_000),
  method: fc.constant('entered' as const),
  measuredAtMs: fc.nat(4_000_000_000_000),
})

it('reads a clock that runs ahead as earlier station time', () => {
  const offset = { offsetMs: 90_000, uncertaintyMs: 1000, method: 'entered', measuredAtMs: 0 } as const
  expect(toStationTime(1_000_000, offset)).toBe(910_000)
})

it('goes to station time and back without loss', () => {
  fc.assert(
    fc.property(offsetArbitrary, fc.nat(4_000_000_000_000), (offset, atMs) => {
      expect(toStationTime(fromStationTime(atMs, offset), offset)).toBe(atMs)
    }),
  )
})
