import { HOUR_MS, type InstantMs, SECOND_MS } from '../kernel/instant.ts'
import { intersect, mergeRanges, type TimeRange } from '../kernel/time-range.ts'

/** Tenths of a second: an hour has 36 000, which two bytes hold. */
const UNIT_MS = SECOND_MS / 10
const ENTRY_BYTES = 4

/** The parts of the ranges inside one hour, four bytes each: start and end after the hour's start, little endian. */
export function packStays(stays: readonly TimeRange[], hourStartMs: InstantMs): Uint8Array {
  const hour = { fromMs: hourStartMs, toMs: hourStartMs + HOUR_MS }
  const inside = mergeRanges(stays.flatMap((stay) => intersect(stay, hour) ?? []))
  const packed = new Uint8Array(inside.length * ENTRY_BYTES)
  const view = new DataView(packed.buffer)
  for (const [index, { fromMs, toMs }] of inside.entries()) {
    view.setUint16(index * ENTRY_BYTES, Math.round((fromMs - hourStartMs) / UNIT_MS), true)
    view.setUint16(index * ENTRY_BYTES + 2, Math.round((toMs - hourStartMs) / UNIT_MS), true)
  }
  return packed
}

export function unpackStays(packed: Uint8Array, hourStartMs: InstantMs): TimeRange[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Array.from({ length: Math.floor(packed.byteLength / ENTRY_BYTES) }, (_, index) => ({
    fromMs: hourStartMs + view.getUint16(index * ENTRY_BYTES, true) * UNIT_MS,
    toMs: hourStartMs + view.getUint16(index * ENTRY_BYTES + 2, true) * UNIT_MS,
  })).filter(({ fromMs, toMs }) => fromMs < toMs)
}
