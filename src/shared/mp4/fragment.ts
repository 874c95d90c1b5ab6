import { type Box, childBoxes, payloadOf, readBoxes, requireBox } from './boxes.ts'
import { malformed, readVersionAndFlags } from './byte-cursor.ts'
import { type InitSegment, type InitTrack, videoTrackOf } from './init-segment.ts'

/** One coded sample (a picture or a frame of sound) as it lies in the fragment's bytes. */
export type Sample = {
  /** Inside the bytes that were given to {@link readFragment}. */
  readonly offset: number
  readonly size: number
  readonly durationTicks: number
  readonly compositionOffsetTicks: number
  readonly isSync: boolean
}

export type FragmentTrack = {
  readonly trackId: number
  readonly baseDecodeTicks: number
  /** In decode order. */
  readonly samples: readonly Sample[]
}

export type Fragment = {
  readonly tracks: readonly FragmentTrack[]
  /** Of the video track, by the stream's own clock. 0 without a video sample. */
  readonly durationMs: number
  readonly startsWithKeyframe: boolean
}

const TFHD = {
  baseDataOffset: 0x1,
  description: 0x2,
  duration: 0x8,
  size: 0x10,
  flags: 0x20,
  baseIsMoof: 0x2_0000,
}
const TRUN = {
  dataOffset: 0x1,
  firstFlags: 0x4,
  duration: 0x100,
  size: 0x200,
  flags: 0x400,
  composition: 0x800,
}
const NON_SYNC_SAMPLE = 0x1_0000

type TrackHeader = {
  readonly trackId: number
  readonly baseIsMoof: boolean
  readonly duration: number
  readonly size: number
  readonly flags: number
}

function readTrackHeader(bytes: Uint8Array, tfhd: Box, init: InitSegment): TrackHeader {
  const cursor = payloadOf(bytes, tfhd)
  const { flags } = readVersionAndFlags(cursor)
  const trackId = cursor.u32()
  const track = init.tracks.find((candidate) => candidate.id === trackId)
  // Absolute file positions cannot be right in a fragment that stands alone; our recorders never write them.
  if (!track || flags & TFHD.baseDataOffset) throw malformed(tfhd.offset)
  if (flags & TFHD.description) cursor.skip(4)
  return {
    trackId,
    baseIsMoof: (flags & TFHD.baseIsMoof) !== 0,
    duration: flags & TFHD.duration ? cursor.u32() : track.defaultSampleDuration,
    size: flags & TFHD.size ? cursor.u32() : track.defaultSampleSize,
    flags: flags & TFHD.flags ? cursor.u32() : track.defaultSampleFlags,
  }
}

type Run = { readonly samples: readonly Sample[]; readonly endOffset: number }

/** @param baseOffset what the run's data offset counts from; @param nextOffset where it begins without one */
function readRun(
  bytes: Uint8Array,
  trun: Box,
  header: TrackHeader,
  baseOffset: number,
  nextOffset: number,
): Run {
  const cursor = payloadOf(bytes, trun)
  const { version, flags } = readVersionAndFlags(cursor)
  const count = cursor.u32()
  // A nonsense count must not fill the memory.
  if (count > bytes.byteLength) throw malformed(trun.offset)
  let offset = flags & TRUN.dataOffset ? baseOffset + cursor.i32() : nextOffset
  const firstFlags = flags & TRUN.firstFlags ? cursor.u32() : null
  const samples: Sample[] = []
  for (let index = 0; index < count; index += 1) {
    const durationTicks = flags & TRUN.duration ? cursor.u32() : header.duration
    const size = flags & TRUN.size ? cursor.u32() : header.size
    const ownFlags = flags & TRUN.flags ? cursor.u32() : header.flags
    const sampleFlags = index === 0 && firstFlags !== null ? firstFlags : ownFlags
    const compositionOffsetTicks =
      flags & TRUN.composition ? (version === 0 ? cursor.u32() : cursor.i32()) : 0
    samples.push({
      offset,
      size,
      durationTicks,
      compositionOffsetTicks,
      isSync: (sampleFlags & NON_SYNC_SAMPLE) === 0,
    })
    offset += size
  }
  return { samples, endOffset: offset }
}

function readBaseDecodeTicks(bytes: Uint8Array, tfdt: Box): number {
  const cursor = payloadOf(bytes, tfdt)
  return readVersionAndFlags(cursor).version === 1 ? cursor.u64() : cursor.u32()
}

type ReadTrack = { readonly track: FragmentTrack; readonly endOffset: number }

function readTrackFragment(
  bytes: Uint8Array,
  traf: Box,
  init: InitSegment,
  moof: Box,
  previousEnd: number,
): ReadTrack {
  const inside = childBoxes(bytes, traf)
  const header = readTrackHeader(bytes, requireBox(inside, 'tfhd', traf.offset), init)
  const baseOffset = header.baseIsMoof ? moof.offset : previousEnd
  const samples: Sample[] = []
  let endOffset = baseOffset
  for (const trun of inside.filter((box) => box.type === 'trun')) {
    const run = readRun(bytes, trun, header, baseOffset, endOffset)
    samples.push(...run.samples)
    endOffset = run.endOffset
  }
  const baseDecodeTicks = readBaseDecodeTicks(bytes, requireBox(inside, 'tfdt', traf.offset))
  return { track: { trackId: header.trackId, baseDecodeTicks, samples }, endOffset }
}

function requireInside(samples: readonly Sample[], mdat: Box): void {
  const from = mdat.offset + mdat.headerBytes
  const to = mdat.offset + mdat.size
  const stray = samples.find((sample) => sample.offset < from || sample.offset + sample.size > to)
  if (stray) throw malformed(stray.offset)
}

function onlyBox(boxes: readonly Box[], type: string): Box {
  const found = boxes.filter((box) => box.type === type)
  if (found.length > 1) throw malformed(found[1]?.offset ?? 0)
  return requireBox(found, type, 0)
}

function durationMsOf(track: FragmentTrack | undefined, video: InitTrack): number {
  const ticks = track?.samples.reduce((sum, sample) => sum + sample.durationTicks, 0) ?? 0
  return (ticks * 1000) / video.timescale
}

/**
 * Reads one `moof` + `mdat`; `prft`, `styp`, `sidx` and `free` may lie before them.
 * @throws AppError `data-loss mp4.malformed {offset}`, also when a sample lies outside the `mdat`
 */
export function readFragment(bytes: Uint8Array, init: InitSegment): Fragment {
  const boxes = readBoxes(bytes)
  const moof = onlyBox(boxes, 'moof')
  const mdat = onlyBox(boxes, 'mdat')
  const tracks: FragmentTrack[] = []
  let previousEnd = moof.offset
  for (const traf of childBoxes(bytes, moof).filter((box) => box.type === 'traf')) {
    const { track, endOffset } = readTrackFragment(bytes, traf, init, moof, previousEnd)
    if (tracks.some((other) => other.trackId === track.trackId)) throw malformed(traf.offset)
    requireInside(track.samples, mdat)
    tracks.push(track)
    previousEnd = endOffset
  }
  const video = videoTrackOf(init)
  const videoTrack = tracks.find((track) => track.trackId === video.id)
  return {
    tracks,
    durationMs: durationMsOf(videoTrack, video),
    startsWithKeyframe: videoTrack?.samples[0]?.isSync ?? false,
  }
}
