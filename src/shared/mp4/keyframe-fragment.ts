import { readFragment, type Sample } from './fragment.ts'
import { type InitSegment, videoTrackOf } from './init-segment.ts'

const BOX_HEADER_BYTES = 8
const SIZES = { mfhd: 16, tfhd: 16, tfdt: 20, trun: 36 }
const TRAF_BYTES = BOX_HEADER_BYTES + SIZES.tfhd + SIZES.tfdt + SIZES.trun
const MOOF_BYTES = BOX_HEADER_BYTES + SIZES.mfhd + TRAF_BYTES
const HEAD_BYTES = MOOF_BYTES + BOX_HEADER_BYTES
const BASE_IS_MOOF = 0x2_0000
/** Offset of the data, then duration, size, flags and composition offset of the sample. */
const RUN_FLAGS = 0xf01
const INDEPENDENT_SAMPLE = 0x200_0000

export type KeyframeFragment = {
  /** `moof` + `mdat` with one sample. */
  readonly bytes: Uint8Array
  /** When it is shown, by the stream's own clock. */
  readonly mediaSeconds: number
}

type Placed = Sample & { readonly trackId: number; readonly baseDecodeTicks: number }

function headOf({
  trackId,
  baseDecodeTicks,
  size,
  durationTicks,
  compositionOffsetTicks,
}: Placed): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES)
  const view = new DataView(bytes.buffer)
  let at = 0
  const put = (value: number): void => {
    view.setUint32(at, value >>> 0)
    at += 4
  }
  const box = (length: number, type: string): void => {
    put(length)
    for (let index = 0; index < type.length; index += 1) bytes[at + index] = type.codePointAt(index) ?? 0
    at += 4
  }
  const full = (length: number, type: string, version: number, flags: number): void => {
    box(length, type)
    put(version * 2 ** 24 + flags)
  }
  box(MOOF_BYTES, 'moof')
  full(SIZES.mfhd, 'mfhd', 0, 0)
  put(1)
  box(TRAF_BYTES, 'traf')
  full(SIZES.tfhd, 'tfhd', 0, BASE_IS_MOOF)
  put(trackId)
  full(SIZES.tfdt, 'tfdt', 1, 0)
  put(Math.floor(baseDecodeTicks / 2 ** 32))
  put(baseDecodeTicks % 2 ** 32)
  full(SIZES.trun, 'trun', 1, RUN_FLAGS)
  for (const value of [1, HEAD_BYTES, durationTicks, size, INDEPENDENT_SAMPLE, compositionOffsetTicks])
    put(value)
  box(BOX_HEADER_BYTES + size, 'mdat')
  return bytes
}

/**
 * The keyframe that a group begins with, as a fragment of its own: a decoder that wants nothing else need not be sent the
 * rest, which is ten to twenty times as much.
 * @returns null for a group that begins with no keyframe
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function keyframeFragment(group: Uint8Array, init: InitSegment): KeyframeFragment | null {
  const { id, timescale } = videoTrackOf(init)
  const track = readFragment(group, init).tracks.find(({ trackId }) => trackId === id)
  const sample = track?.samples[0]
  if (!track || !sample?.isSync) return null
  const head = headOf({ ...sample, trackId: id, baseDecodeTicks: track.baseDecodeTicks })
  const bytes = new Uint8Array(head.length + sample.size)
  bytes.set(head)
  bytes.set(group.subarray(sample.offset, sample.offset + sample.size), head.length)
  return { bytes, mediaSeconds: (track.baseDecodeTicks + sample.compositionOffsetTicks) / timescale }
}
