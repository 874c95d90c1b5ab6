import { constants, crc32, inflateRawSync } from 'node:zlib'
import { MAX_UNPACKED_BYTES, unreadable } from './limits.ts'

/*
 * ZIP is read here only to refuse bombs: entries are found by the central directory, as the workbook library finds
 * them, and really unpacked, since the sizes that a file states may lie. PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16.
 */
const END_SIGNATURE = 0x0605_4b50
const ENTRY_SIGNATURE = 0x0201_4b50
const LOCAL_SIGNATURE = 0x0403_4b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const LONGEST_COMMENT_BYTES = 65_535
const MAX_ENTRIES = 5000
/** General purpose bit 0: the entry is encrypted. */
const ENCRYPTED_BIT = 1
const STORED = 0
const DEFLATED = 8

export type ZipPart = { readonly name: string; readonly bytes: Uint8Array }

type Entry = {
  readonly name: string
  readonly method: number
  /** 0: not stated. */
  readonly crc: number
  readonly packedBytes: number
  readonly localOffset: number
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT_BYTES)
  for (let offset = view.byteLength - END_BYTES; offset >= lowest; offset -= 1) {
    if (view.getUint32(offset, true) === END_SIGNATURE) return offset
  }
  throw unreadable('damaged')
}

function entriesOf(bytes: Uint8Array, view: DataView): Entry[] {
  const endOffset = findEnd(view)
  const count = view.getUint16(endOffset + 10, true)
  if (count > MAX_ENTRIES) throw unreadable('unpacks-too-large')
  const entries: Entry[] = []
  let offset = view.getUint32(endOffset + 16, true)
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(offset, true) !== ENTRY_SIGNATURE) throw unreadable('damaged')
    if (view.getUint16(offset + 8, true) & ENCRYPTED_BIT) throw unreadable('encrypted')
    const nameBytes = view.getUint16(offset + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(offset + ENTRY_BYTES, offset + ENTRY_BYTES + nameBytes)),
      method: view.getUint16(offset + 10, true),
      crc: view.getUint32(offset + 16, true),
      packedBytes: view.getUint32(offset + 20, true),
      localOffset: view.getUint32(offset + 42, true),
    })
    offset += ENTRY_BYTES + nameBytes + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true)
  }
  return entries
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, budgetBytes: number): Uint8Array {
  const { localOffset } = entry
  if (view.getUint32(localOffset, true) !== LOCAL_SIGNATURE) throw unreadable('damaged')
  const dataOffset =
    localOffset +
    LOCAL_BYTES +
    view.getUint16(localOffset + 26, true) +
    view.getUint16(localOffset + 28, true)
  const packed = bytes.subarray(dataOffset, dataOffset + entry.packedBytes)
  if (packed.byteLength !== entry.packedBytes) throw unreadable('damaged')
  if (entry.method === STORED) return packed
  if (entry.method !== DEFLATED) throw unreadable('damaged')
  return inflateRawSync(packed, { maxOutputLength: budgetBytes, finishFlush: constants.Z_FINISH })
}

function isTooLarge(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE'
}

/**
 * Every part of the archive, unpacked within the budget, one after the other: at most one is in memory.
 * @throws AppError `invalid import.unreadable` {reason: 'unpacks-too-large' | 'damaged'}
 */
export function* unpackParts(bytes: Uint8Array, maxUnpackedBytes = MAX_UNPACKED_BYTES): Generator<ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let budgetBytes = maxUnpackedBytes
  try {
    for (const entry of entriesOf(bytes, view)) {
      if (budgetBytes <= 0) throw unreadable('unpacks-too-large')
      const part = unpack(bytes, view, entry, budgetBytes)
      if (entry.crc !== 0 && crc32(part) !== entry.crc) throw unreadable('damaged')
      budgetBytes -= part.byteLength
      yield { name: entry.name, bytes: part }
    }
  } catch (error) {
    if (isTooLarge(error)) throw unreadable('unpacks-too-large', error)
    if (error instanceof RangeError || (error instanceof Error && 'errno' in error))
      throw unreadable('damaged', error)
    throw error
  }
}
