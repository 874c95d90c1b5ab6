import type { NalUnit } from '../video/annex-b.ts'
import type { VideoCodec } from '../video/video-codec.ts'

/** Leaves room for RTP, TCP and IP headers in an Ethernet frame. */
const maximumPayloadBytes = 1_400
const h264FragmentType = 28
const h265FragmentType = 49

/** Payloads of the RTP packets that carry one NAL unit: as it is, or in fragments (FU-A, RFC 6184; FU, RFC 7798). */
export function payloadsOfNalUnit(codec: VideoCodec, nalUnit: NalUnit): readonly Buffer[] {
  if (nalUnit.length <= maximumPayloadBytes) return [nalUnit]
  const headerBytes = codec === 'h264' ? 1 : 2
  const chunkBytes = maximumPayloadBytes - headerBytes - 1
  const payloads: Buffer[] = []
  for (let from = headerBytes; from < nalUnit.length; from += chunkBytes) {
    const to = Math.min(nalUnit.length, from + chunkBytes)
    const edge = (from === headerBytes ? 0x80 : 0) | (to === nalUnit.length ? 0x40 : 0)
    payloads.push(Buffer.concat([fragmentHeader(codec, nalUnit, edge), nalUnit.subarray(from, to)]))
  }
  return payloads
}

function fragmentHeader(codec: VideoCodec, nalUnit: NalUnit, edge: number): Buffer {
  const first = nalUnit[0] ?? 0
  if (codec === 'h264') return Buffer.from([(first & 0xe0) | h264FragmentType, edge | (first & 0x1f)])
  const type = (first >> 1) & 0x3f
  return Buffer.from([(first & 0x81) | (h265FragmentType << 1), nalUnit[1] ?? 0, edge | type])
}
