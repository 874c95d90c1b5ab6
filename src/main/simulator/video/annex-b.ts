import type { VideoCodec } from './video-codec.ts'

/** A NAL unit without its start code. */
export type NalUnit = Buffer

/** All NAL units of one picture, in order, without the access unit delimiter. */
export type AccessUnit = { readonly nalUnits: readonly NalUnit[]; readonly keyframe: boolean }

export type NalKind =
  | 'delimiter'
  | 'video-parameters'
  | 'sequence-parameters'
  | 'picture-parameters'
  | 'keyframe'
  | 'other'

export type AccessUnitSplitter = {
  push(chunk: Buffer): void
}

const startCode = Buffer.from([0, 0, 1])

/** More than any picture of these scenes; beyond it the encoder's output is not Annex B. */
const maximumPendingBytes = 8 * 1024 * 1024

const h264Kinds: Readonly<Record<number, NalKind>> = {
  5: 'keyframe',
  7: 'sequence-parameters',
  8: 'picture-parameters',
  9: 'delimiter',
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
  35: 'delimiter',
}

export function nalKind(codec: VideoCodec, nalUnit: NalUnit): NalKind {
  const first = nalUnit[0] ?? 0
  const kind = codec === 'h264' ? h264Kinds[first & 0x1f] : h265Kinds[(first >> 1) & 0x3f]
  return kind ?? 'other'
}

/**
 * Cuts an Annex B byte stream into pictures. Each picture must start with an access unit delimiter, whose arrival ends
 * the picture before it: pictures come out one frame late, which is why time stamps travel beside them.
 */
export function createAccessUnitSplitter(
  codec: VideoCodec,
  onAccessUnit: (unit: AccessUnit) => void,
): AccessUnitSplitter {
  let pending: Buffer = Buffer.alloc(0)
  let nalUnits: NalUnit[] = []

  function take(nalUnit: NalUnit): void {
    if (nalKind(codec, nalUnit) !== 'delimiter') {
      nalUnits.push(nalUnit)
      return
    }
    if (nalUnits.length > 0) {
      onAccessUnit({ nalUnits, keyframe: nalUnits.some((unit) => nalKind(codec, unit) === 'keyframe') })
    }
    nalUnits = []
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      if (pending.length > maximumPendingBytes)
        throw new Error('Encoder output holds no NAL unit start codes')
      let start = pending.indexOf(startCode)
      while (start !== -1) {
        const next = pending.indexOf(startCode, start + 3)
        if (next === -1) break
        take(withoutTrailingZeros(pending.subarray(start + 3, next)))
        start = next
      }
      // The last unit may still be growing: it stays until the next start code.
      if (start > 0) pending = pending.subarray(start)
    },
  }
}

/** A four-byte start code leaves its first zero at the end of the unit before it; no NAL unit ends in a zero byte. */
function withoutTrailingZeros(nalUnit: NalUnit): NalUnit {
  let end = nalUnit.length
  while (end > 0 && nalUnit[end - 1] === 0) end -= 1
  return nalUnit.subarray(0, end)
}
