import { type Box, childBoxes, payloadOf, readBoxes, requireBox } from './boxes.ts'
import { malformed, readVersionAndFlags } from './byte-cursor.ts'

export type FragmentPlace = {
  /** `mfhd` sequence number: 1, 2, 3 … through a file. */
  readonly sequenceNumber: number
  /** New base decode time of each track, in its own ticks. Every track of the fragment must be named. */
  readonly baseTicksByTrack: ReadonlyMap<number, number>
}

const MAX_32_BITS = 0xffff_ffff

function writeBaseTicks(bytes: Uint8Array, tfdt: Box, ticks: number): void {
  const cursor = payloadOf(bytes, tfdt)
  const { version } = readVersionAndFlags(cursor)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fits = Number.isSafeInteger(ticks) && ticks >= 0 && (version === 1 || ticks <= MAX_32_BITS)
  if (!fits || cursor.left() < (version === 1 ? 8 : 4)) throw malformed(tfdt.offset)
  if (version === 1) view.setBigUint64(cursor.at(), BigInt(ticks))
  else view.setUint32(cursor.at(), ticks)
}

/**
 * A copy whose fragment stands elsewhere on the media timeline: only `tfdt` and `mfhd` differ, every sample is byte
 * for byte the same.
 * @throws AppError `data-loss mp4.malformed`, also when a 32-bit `tfdt` cannot hold the new time
 */
export function rebaseFragment(bytes: Uint8Array, place: FragmentPlace): Uint8Array {
  const copy = bytes.slice()
  const moof = requireBox(readBoxes(copy), 'moof', 0)
  const inside = childBoxes(copy, moof)
  const mfhd = requireBox(inside, 'mfhd', moof.offset)
  const sequenceAt = mfhd.offset + mfhd.headerBytes + 4
  if (mfhd.size < mfhd.headerBytes + 8) throw malformed(mfhd.offset)
  new DataView(copy.buffer, copy.byteOffset, copy.byteLength).setUint32(sequenceAt, place.sequenceNumber)
  for (const traf of inside.filter((box) => box.type === 'traf')) {
    const boxes = childBoxes(copy, traf)
    const header = payloadOf(copy, requireBox(boxes, 'tfhd', traf.offset))
    header.skip(4)
    const ticks = place.baseTicksByTrack.get(header.u32())
    if (ticks === undefined) throw malformed(traf.offset)
    writeBaseTicks(copy, requireBox(boxes, 'tfdt', traf.offset), ticks)
  }
  return copy
}
