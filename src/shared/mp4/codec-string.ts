import { type Box, payloadOf } from './boxes.ts'
import type { ByteCursor } from './byte-cursor.ts'

const hex = (value: number, width = 0): string => value.toString(16).padStart(width, '0')

/** RFC 6381 for an `avcC` box: profile, constraints and level as they stand there. */
export function avcCodecString(bytes: Uint8Array, sampleEntryType: string, avcC: Box): string {
  const cursor = payloadOf(bytes, avcC)
  cursor.skip(1)
  return `${sampleEntryType}.${hex(cursor.u8(), 2)}${hex(cursor.u8(), 2)}${hex(cursor.u8(), 2)}`
}

function reverseBits32(value: number): number {
  let reversed = 0
  for (let bit = 0; bit < 32; bit += 1) {
    if ((value >>> bit) & 1) reversed |= 1 << (31 - bit)
  }
  return reversed >>> 0
}

/** ISO/IEC 14496-15 annex E for an `hvcC` box, e.g. `hvc1.1.6.L93.B0`. */
export function hevcCodecString(bytes: Uint8Array, sampleEntryType: string, hvcC: Box): string {
  const cursor = payloadOf(bytes, hvcC)
  cursor.skip(1)
  const profile = cursor.u8()
  const space = ['', 'A', 'B', 'C'][profile >>> 6] ?? ''
  const compatibility = hex(reverseBits32(cursor.u32())).toUpperCase()
  const constraints = Array.from({ length: 6 }, () => cursor.u8())
  while (constraints.at(-1) === 0) constraints.pop()
  const tier = (profile >>> 5) & 1 ? 'H' : 'L'
  const head = `${sampleEntryType}.${space}${profile & 31}.${compatibility}.${tier}${cursor.u8()}`
  return [head, ...constraints.map((value) => hex(value).toUpperCase())].join('.')
}

const ES_DESCRIPTOR = 3
const DECODER_CONFIG = 4
const DECODER_SPECIFIC_INFO = 5

/** Tag of the next MPEG-4 descriptor; its variable-length size is read over. */
function nextDescriptor(cursor: ByteCursor): number {
  const tag = cursor.u8()
  for (let count = 0; count < 4 && cursor.u8() & 0x80; count += 1);
  return tag
}

/** RFC 6381 for an `esds` box: `mp4a.40.2` is AAC-LC. null when it is not laid out as ISO/IEC 14496-1 says. */
export function aacCodecString(bytes: Uint8Array, esds: Box): string | null {
  const cursor = payloadOf(bytes, esds)
  cursor.skip(4)
  if (nextDescriptor(cursor) !== ES_DESCRIPTOR) return null
  cursor.skip(2)
  const flags = cursor.u8()
  if (flags & 0x80) cursor.skip(2)
  if (flags & 0x40) cursor.skip(cursor.u8())
  if (flags & 0x20) cursor.skip(2)
  if (nextDescriptor(cursor) !== DECODER_CONFIG) return null
  const objectType = hex(cursor.u8(), 2)
  cursor.skip(12)
  if (cursor.left() < 2 || nextDescriptor(cursor) !== DECODER_SPECIFIC_INFO) return `mp4a.${objectType}`
  const first = cursor.u8()
  const audioObjectType = first >>> 3
  return `mp4a.${objectType}.${audioObjectType === 31 ? 32 + (((first & 7) << 3) | (cursor.u8() >>> 5)) : audioObjectType}`
}
