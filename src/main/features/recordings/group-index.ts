import type { InstantMs } from '#shared/kernel/instant.ts'

/** Where a keyframe group lies in its segment file, and when it was filmed (station time). */
export type GroupEntry = {
  /** Byte at which the group's `moof` begins; its `prft` lies right before. */
  readonly offsetBytes: number
  /** Bytes of `moof` and `mdat` together. */
  readonly sizeBytes: number
  readonly startAtMs: InstantMs
  readonly sampleCount: number
}

const ENTRY_BYTES = 16

/** Sixteen bytes a group, little endian: offset, size, start after the segment's start in ms, samples. */
export function packGroups(groups: readonly GroupEntry[], segmentStartAtMs: InstantMs): Uint8Array {
  const packed = new Uint8Array(groups.length * ENTRY_BYTES)
  const view = new DataView(packed.buffer)
  for (const [index, group] of groups.entries()) {
    const at = index * ENTRY_BYTES
    view.setUint32(at, group.offsetBytes, true)
    view.setUint32(at + 4, group.sizeBytes, true)
    view.setUint32(at + 8, group.startAtMs - segmentStartAtMs, true)
    view.setUint32(at + 12, group.sampleCount, true)
  }
  return packed
}

export function unpackGroups(packed: Uint8Array, segmentStartAtMs: InstantMs): GroupEntry[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Array.from({ length: Math.floor(packed.byteLength / ENTRY_BYTES) }, (_, index) => {
    const at = index * ENTRY_BYTES
    return {
      offsetBytes: view.getUint32(at, true),
      sizeBytes: view.getUint32(at + 4, true),
      startAtMs: segmentStartAtMs + view.getUint32(at + 8, true),
      sampleCount: view.getUint32(at + 12, true),
    }
  })
}
