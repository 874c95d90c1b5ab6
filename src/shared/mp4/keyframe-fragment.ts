import { concatBytes } from '../kernel/concat-bytes.ts'
import { childBoxes, payloadOf, readBoxes, requireBox } from './boxes.ts'
import { readFragment, type Sample } from './fragment.ts'
import { type InitSegment, videoTrackOf } from './init-segment.ts'

const NO_BYTES = new Uint8Array(0)
/** `trun`: data offset, then duration, size and composition offset of each sample; version 1: signed offsets. */
const TRUN_FLAGS = 0x0100_0b01
/** `tfhd`: default sample flags, base is the `moof`. */
const TFHD_FLAGS = 0x02_0020
/** A sample that depends on no other. */
const SYNC_SAMPLE = 0x0200_0000

function headOf(type: string, payload: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(8)
  const view = new DataView(head.buffer)
  view.setUint32(
    0,
    payload.reduce((sum, { byteLength }) => sum + byteLength, head.byteLength),
  )
  for (let index = 0; index < type.length; index += 1) head[4 + index] = type.charCodeAt(index)
  return head
}

const box = (type: string, ...payload: readonly Uint8Array[]): Uint8Array =>
  concatBytes([headOf(type, payload), ...payload])

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) view.setInt32(index * 4, value | 0)
  return bytes
}

/**
 * `ftyp` + `moov` with the video track alone: what stands before fragments that hold no sound.
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function videoInit(initBytes: Uint8Array, init: InitSegment): Uint8Array {
  const { id } = videoTrackOf(init)
  const boxes = readBoxes(initBytes)
  const [ftyp, moov] = [requireBox(boxes, 'ftyp', 0), requireBox(boxes, 'moov', 0)]
  const bytesOf = (at: { offset: number; size: number }): Uint8Array =>
    initBytes.subarray(at.offset, at.offset + at.size)
  const inside = childBoxes(initBytes, moov).map((child) => {
    if (child.type === 'trak') {
      const tkhd = requireBox(childBoxes(initBytes, child), 'tkhd', child.offset)
      const cursor = payloadOf(initBytes, tkhd)
      cursor.skip(bytesOf(tkhd)[tkhd.headerBytes] === 1 ? 20 : 12)
      return cursor.u32() === id ? bytesOf(child) : NO_BYTES
    }
    if (child.type !== 'mvex') return bytesOf(child)
    const kept = childBoxes(initBytes, child).filter((one) => {
      if (one.type !== 'trex') return true
      const cursor = payloadOf(initBytes, one)
      cursor.skip(4)
      return cursor.u32() === id
    })
    return box('mvex', ...kept.map(bytesOf))
  })
  return concatBytes([bytesOf(ftyp), box('moov', ...inside)])
}

type Keyframe = {
  readonly sample: Sample
  readonly bytes: Uint8Array
  readonly decodeTicks: number
  /** Where the group ends. */
  readonly endTicks: number
}

function keyframeOf(group: Uint8Array, init: InitSegment): Keyframe | null {
  const { id } = videoTrackOf(init)
  const track = readFragment(group, init).tracks.find((candidate) => candidate.trackId === id)
  const sample = track?.samples[0]
  if (!track || !sample) return null
  const endTicks = track.samples.reduce(
    (sum, { durationTicks }) => sum + durationTicks,
    track.baseDecodeTicks,
  )
  const bytes = group.subarray(sample.offset, sample.offset + sample.size)
  return { sample, bytes, decodeTicks: track.baseDecodeTicks, endTicks }
}

/**
 * One fragment that holds nothing but the first picture of each group, each shown until the next one's time: what fast
 * playing needs. The groups are neighbours of one run, oldest first.
 * @returns empty when no group holds a picture
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function keyframesFragment(groups: readonly Uint8Array[], init: InitSegment): Uint8Array {
  return fragmentOf(
    groups.flatMap((group) => keyframeOf(group, init) ?? []),
    init,
  )
}

const SECONDS_PER_PLACE = 1

/**
 * When a keyframe is shown on a media clock of our own, on which the time of a picture tells which of those that were fed
 * to a decoder it is. The stream's clock would not do: one damaged time in a file would hold up the decoder's for all that
 * follow.
 */
export const secondsAtPlace = (place: number): number => place * SECONDS_PER_PLACE

/** The place of a picture that is shown at that time: see {@link secondsAtPlace}. */
export const placeAtSeconds = (mediaSeconds: number): number => Math.round(mediaSeconds / SECONDS_PER_PLACE)

/**
 * The keyframe that a group begins with, as a fragment of its own that is shown at `shownSeconds`: a decoder that wants
 * nothing else need not be sent the rest, which is ten to twenty times as much.
 * @returns null for a group that begins with no keyframe
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function keyframeFragment(
  group: Uint8Array,
  init: InitSegment,
  shownSeconds: number,
): Uint8Array | null {
  const frame = keyframeOf(group, init)
  if (!frame?.sample.isSync) return null
  const { timescale } = videoTrackOf(init)
  const decodeTicks = Math.round(shownSeconds * timescale)
  const sample = { ...frame.sample, compositionOffsetTicks: 0 }
  return fragmentOf([{ ...frame, sample, decodeTicks, endTicks: decodeTicks + timescale }], init)
}

function fragmentOf(frames: readonly Keyframe[], init: InitSegment): Uint8Array {
  const first = frames[0]
  if (!first) return NO_BYTES
  const entries = frames.map(({ sample, decodeTicks, endTicks }, index) => {
    const untilTicks = frames[index + 1]?.decodeTicks ?? endTicks
    return words(Math.max(1, untilTicks - decodeTicks), sample.size, sample.compositionOffsetTicks)
  })
  const moofOf = (dataOffset: number): Uint8Array =>
    box(
      'moof',
      box('mfhd', words(0, 1)),
      box(
        'traf',
        box('tfhd', words(TFHD_FLAGS, videoTrackOf(init).id, SYNC_SAMPLE)),
        box(
          'tfdt',
          words(
            0x0100_0000,
            Math.floor(first.decodeTicks / 0x1_0000_0000),
            first.decodeTicks % 0x1_0000_0000,
          ),
        ),
        box('trun', words(TRUN_FLAGS, frames.length, dataOffset), ...entries),
      ),
    )
  const moof = moofOf(moofOf(0).byteLength + 8)
  const samples = frames.map(({ bytes }) => bytes)
  return concatBytes([moof, headOf('mdat', samples), ...samples])
}
