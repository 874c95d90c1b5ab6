import { createByteCursor, malformed } from './byte-cursor.ts'

/** One ISO/IEC 14496-12 box: `[offset, offset + size)` holds its header and its payload. */
export type Box = {
  /** Four characters, e.g. `moof`. */
  readonly type: string
  readonly offset: number
  readonly size: number
  /** 8, or 16 with a 64-bit size. */
  readonly headerBytes: number
}

export type BoxHeader = Omit<Box, 'offset'>

const SHORT_HEADER_BYTES = 8
const LONG_HEADER_BYTES = 16

/**
 * The header at `offset` of bytes that may still be arriving; null when too few of them are there yet.
 * @throws AppError `data-loss mp4.malformed {offset}` for a size below the header's own, and for size 0 ("to the end
 *   of the file"), which has no end in a stream
 */
export function boxHeader(bytes: Uint8Array, offset: number): BoxHeader | null {
  if (bytes.byteLength - offset < SHORT_HEADER_BYTES) return null
  const cursor = createByteCursor(bytes, offset, bytes.byteLength)
  const shortSize = cursor.u32()
  const type = cursor.text(4)
  if (shortSize !== 1) {
    if (shortSize < SHORT_HEADER_BYTES) throw malformed(offset)
    return { type, size: shortSize, headerBytes: SHORT_HEADER_BYTES }
  }
  if (cursor.left() < 8) return null
  const size = cursor.u64()
  if (size < LONG_HEADER_BYTES) throw malformed(offset)
  return { type, size, headerBytes: LONG_HEADER_BYTES }
}

function isOpenEnded(bytes: Uint8Array, offset: number): boolean {
  return (
    bytes.byteLength - offset >= SHORT_HEADER_BYTES &&
    createByteCursor(bytes, offset, bytes.byteLength).u32() === 0
  )
}

/**
 * The boxes that fill `bytes[from, to)` one after the other, not what lies inside them. A last box of size 0 reaches
 * to the end.
 * @throws AppError `data-loss mp4.malformed {offset}` when a box is cut off or claims more than there is
 */
export function readBoxes(bytes: Uint8Array, from = 0, to = bytes.byteLength): Box[] {
  if (to > bytes.byteLength) throw malformed(bytes.byteLength)
  const area = bytes.subarray(0, to)
  const boxes: Box[] = []
  let offset = from
  while (offset < to) {
    const header = isOpenEnded(area, offset)
      ? {
          type: createByteCursor(area, offset + 4, to).text(4),
          size: to - offset,
          headerBytes: SHORT_HEADER_BYTES,
        }
      : boxHeader(area, offset)
    if (!header || offset + header.size > to) throw malformed(offset)
    boxes.push({ offset, ...header })
    offset += header.size
  }
  return boxes
}

/** The boxes inside a box, after `skipBytes` of its own fields. */
export function childBoxes(bytes: Uint8Array, parent: Box, skipBytes = 0): Box[] {
  const from = parent.offset + parent.headerBytes + skipBytes
  const to = parent.offset + parent.size
  if (from > to) throw malformed(parent.offset)
  return readBoxes(bytes, from, to)
}

/** @throws AppError `data-loss mp4.malformed` when there is none. */
export function requireBox(boxes: readonly Box[], type: string, offset: number): Box {
  const box = boxes.find((candidate) => candidate.type === type)
  if (!box) throw malformed(offset)
  return box
}

/** A cursor over a box's payload. */
export function payloadOf(bytes: Uint8Array, box: Box) {
  return createByteCursor(bytes, box.offset + box.headerBytes, box.offset + box.size)
}
