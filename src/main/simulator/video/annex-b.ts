import type { VideoCodec } from './video-codec.ts'

/** A NAL unit without its start code. */
export type NalUnit = Buffer

/** All NAL units of one picture, in order. */
export type AccessUnit = { readonly nalUnits: readonly NalUnit[]; readonly keyframe: boolean }

export type NalKind = 'video-parameters' | 'sequence-parameters' | 'picture-parameters' | 'keyframe' | 'other'

const startCode = Buffer.from([0, 0, 1])

const h264Kinds: Readonly<Record<number, NalKind>> = {
  5: 'keyframe',
  7: 'sequence-parameters',
  8: 'picture-parameters',
}

const h265Kinds: Readonly<Record<number, NalKind>> = {
  16: 'keyframe',
  17: 'keyframe',
  18: 'keyframe',
  19: 'keyframe',
  20: 'keyframe',
  21: 'keyframe',
  32: 'video-parameters',
  33: 'sequence-parameters',
  34: 'picture-parameters',
}

export function nalKind(codec: VideoCodec, nalUnit: NalUnit): NalKind {
  const first = nalUnit[0] ?? 0
  const kind = codec === 'h264' ? h264Kinds[first & 0x1f] : h265Kinds[(first >> 1) & 0x3f]
  return kind ?? 'other'
}

/** One encoded picture, its NAL units behind start codes, as ffmpeg hands it out. */
export function parseAccessUnit(codec: VideoCodec, bytes: Buffer): AccessUnit {
  const nalUnits: NalUnit[] = []
  let start = bytes.indexOf(startCode)
  while (start !== -1) {
    const next = bytes.indexOf(startCode, start + startCode.length)
    const nalUnit = bytes.subarray(start + startCode.length, next === -1 ? bytes.length : next)
    nalUnits.push(withoutTrailingZeros(nalUnit))
    start = next
  }
  return { nalUnits, keyframe: nalUnits.some((unit) => nalKind(codec, unit) === 'keyframe') }
}

/** A four-byte start code leaves its first zero at the end of the unit before it; no NAL unit ends in a zero byte. */
function withoutTrailingZeros(nalUnit: NalUnit): NalUnit {
  let end = nalUnit.length
  while (end > 0 && nalUnit[end - 1] === 0) end -= 1
  return nalUnit.subarray(0, end)
}
