import type { Sample } from './fragment.ts'
import type { InitTrack } from './init-segment.ts'

/** ffmpeg writes NAL units behind lengths of four bytes. */
const LENGTH_BYTES = 4
const H264_SPS = 7
const H265_SPS = 33

function nalType(codec: InitTrack['codec'], firstByte: number): number {
  return codec === 'h264' ? firstByte & 0x1f : (firstByte >> 1) & 0x3f
}

/**
 * The sequence parameter set that a camera repeats before a keyframe: picture size and profile, as it stands in the
 * stream. null when the sample brings none, or is no H.264 or H.265.
 */
export function sequenceParameterSet(
  fragmentBytes: Uint8Array,
  sample: Sample,
  codec: InitTrack['codec'],
): Uint8Array | null {
  if (codec !== 'h264' && codec !== 'h265') return null
  const wanted = codec === 'h264' ? H264_SPS : H265_SPS
  const end = Math.min(sample.offset + sample.size, fragmentBytes.length)
  const view = new DataView(fragmentBytes.buffer, fragmentBytes.byteOffset, fragmentBytes.byteLength)
  for (let at = sample.offset; at + LENGTH_BYTES < end; ) {
    const length = view.getUint32(at)
    const from = at + LENGTH_BYTES
    if (length === 0 || from + length > end) return null
    if (nalType(codec, view.getUint8(from)) === wanted) return fragmentBytes.subarray(from, from + length)
    at = from + length
  }
  return null
}
