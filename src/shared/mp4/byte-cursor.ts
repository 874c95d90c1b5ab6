import { AppError } from '../kernel/app-error.ts'

/** What is wrong with an MP4, and at which byte. */
export function malformed(offset: number): AppError {
  return new AppError('data-loss', 'mp4.malformed', { offset })
}

/** Big-endian reading of `bytes[from, to)`; every read past the end is `data-loss mp4.malformed`. */
export type ByteCursor = {
  readonly at: () => number
  readonly left: () => number
  readonly skip: (count: number) => void
  readonly u8: () => number
  readonly u16: () => number
  readonly u32: () => number
  readonly i32: () => number
  /** 64 bits as a number: beyond 2^53 − 1 counts as malformed. */
  readonly u64: () => number
  readonly text: (count: number) => string
}

export function createByteCursor(bytes: Uint8Array, from: number, to: number): ByteCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = Math.min(to, bytes.byteLength)
  let position = from

  function advance(count: number): number {
    const start = position
    if (count < 0 || start + count > end) throw malformed(start)
    position = start + count
    return start
  }

  function u64(): number {
    const start = advance(8)
    const value = view.getUint32(start) * 0x1_0000_0000 + view.getUint32(start + 4)
    if (!Number.isSafeInteger(value)) throw malformed(start)
    return value
  }

  return {
    at: () => position,
    left: () => end - position,
    skip: (count) => void advance(count),
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2)),
    u32: () => view.getUint32(advance(4)),
    i32: () => view.getInt32(advance(4)),
    u64,
    text: (count) => String.fromCharCode(...bytes.subarray(advance(count), position)),
  }
}

/** Version and flags, with which every "full box" begins. */
export function readVersionAndFlags(cursor: ByteCursor): {
  readonly version: number
  readonly flags: number
} {
  const word = cursor.u32()
  return { version: word >>> 24, flags: word & 0x00ff_ffff }
}
