import { type Box, childBoxes, payloadOf, readBoxes, requireBox } from './boxes.ts'
import { malformed, readVersionAndFlags } from './byte-cursor.ts'
import { aacCodecString, avcCodecString, hevcCodecString } from './codec-string.ts'

export type InitTrack = {
  readonly id: number
  readonly handler: 'video' | 'audio' | 'other'
  /** Ticks per second of the track's media time. */
  readonly timescale: number
  readonly codec: 'h264' | 'h265' | 'aac' | 'other'
  /** RFC 6381, e.g. `avc1.64001f`; the sample entry's four characters for a codec that is not ours. */
  readonly codecString: string
  /** 0 for tracks without pictures. */
  readonly widthPx: number
  readonly heightPx: number
  /** From `trex`: hold where a fragment says nothing else. */
  readonly defaultSampleDuration: number
  readonly defaultSampleSize: number
  readonly defaultSampleFlags: number
}

/** What `ftyp` and `moov` of a fragmented MP4 say. */
export type InitSegment = { readonly tracks: readonly InitTrack[] }

type SampleEntry = Pick<InitTrack, 'codec' | 'codecString' | 'widthPx' | 'heightPx'>
type TrackDefaults = Pick<InitTrack, 'defaultSampleDuration' | 'defaultSampleSize' | 'defaultSampleFlags'>

/** Fields of a visual or audio sample entry that lie before its boxes (ISO/IEC 14496-12 §12.1.3, §12.2.3). */
const VISUAL_ENTRY_BYTES = 78
const AUDIO_ENTRY_BYTES = 28

function readVisualEntry(bytes: Uint8Array, entry: Box): SampleEntry {
  const cursor = payloadOf(bytes, entry)
  cursor.skip(24)
  const size = { widthPx: cursor.u16(), heightPx: cursor.u16() }
  const inside = childBoxes(bytes, entry, VISUAL_ENTRY_BYTES)
  const avcC = inside.find((box) => box.type === 'avcC')
  if (avcC) return { ...size, codec: 'h264', codecString: avcCodecString(bytes, entry.type, avcC) }
  const hvcC = inside.find((box) => box.type === 'hvcC')
  if (hvcC) return { ...size, codec: 'h265', codecString: hevcCodecString(bytes, entry.type, hvcC) }
  return { ...size, codec: 'other', codecString: entry.type }
}

function readAudioEntry(bytes: Uint8Array, entry: Box): SampleEntry {
  const noPicture = { widthPx: 0, heightPx: 0 }
  if (entry.type !== 'mp4a') return { ...noPicture, codec: 'other', codecString: entry.type }
  const esds = childBoxes(bytes, entry, AUDIO_ENTRY_BYTES).find((box) => box.type === 'esds')
  const codecString = (esds && aacCodecString(bytes, esds)) ?? entry.type
  return { ...noPicture, codec: codecString.startsWith('mp4a.40') ? 'aac' : 'other', codecString }
}

function readSampleEntry(bytes: Uint8Array, stsd: Box, handler: InitTrack['handler']): SampleEntry {
  const entry = childBoxes(bytes, stsd, 8)[0]
  if (!entry) throw malformed(stsd.offset)
  if (handler === 'video') return readVisualEntry(bytes, entry)
  if (handler === 'audio') return readAudioEntry(bytes, entry)
  return { codec: 'other', codecString: entry.type, widthPx: 0, heightPx: 0 }
}

function readTrackId(bytes: Uint8Array, tkhd: Box): number {
  const cursor = payloadOf(bytes, tkhd)
  cursor.skip(readVersionAndFlags(cursor).version === 1 ? 16 : 8)
  return cursor.u32()
}

function readTimescale(bytes: Uint8Array, mdhd: Box): number {
  const cursor = payloadOf(bytes, mdhd)
  cursor.skip(readVersionAndFlags(cursor).version === 1 ? 16 : 8)
  const timescale = cursor.u32()
  if (timescale === 0) throw malformed(mdhd.offset)
  return timescale
}

function readHandler(bytes: Uint8Array, hdlr: Box): InitTrack['handler'] {
  const cursor = payloadOf(bytes, hdlr)
  cursor.skip(8)
  const type = cursor.text(4)
  return type === 'vide' ? 'video' : type === 'soun' ? 'audio' : 'other'
}

function readDefaults(bytes: Uint8Array, moov: readonly Box[]): Map<number, TrackDefaults> {
  const mvex = moov.find((box) => box.type === 'mvex')
  const defaults = new Map<number, TrackDefaults>()
  for (const trex of mvex ? childBoxes(bytes, mvex).filter((box) => box.type === 'trex') : []) {
    const cursor = payloadOf(bytes, trex)
    cursor.skip(4)
    const trackId = cursor.u32()
    cursor.skip(4)
    defaults.set(trackId, {
      defaultSampleDuration: cursor.u32(),
      defaultSampleSize: cursor.u32(),
      defaultSampleFlags: cursor.u32(),
    })
  }
  return defaults
}

const NO_DEFAULTS: TrackDefaults = { defaultSampleDuration: 0, defaultSampleSize: 0, defaultSampleFlags: 0 }

function readTrack(bytes: Uint8Array, trak: Box, defaults: ReadonlyMap<number, TrackDefaults>): InitTrack {
  const inside = childBoxes(bytes, trak)
  const mdia = childBoxes(bytes, requireBox(inside, 'mdia', trak.offset))
  const minf = childBoxes(bytes, requireBox(mdia, 'minf', trak.offset))
  const stbl = childBoxes(bytes, requireBox(minf, 'stbl', trak.offset))
  const id = readTrackId(bytes, requireBox(inside, 'tkhd', trak.offset))
  const handler = readHandler(bytes, requireBox(mdia, 'hdlr', trak.offset))
  return {
    id,
    handler,
    timescale: readTimescale(bytes, requireBox(mdia, 'mdhd', trak.offset)),
    ...readSampleEntry(bytes, requireBox(stbl, 'stsd', trak.offset), handler),
    ...(defaults.get(id) ?? NO_DEFAULTS),
  }
}

/**
 * Reads the tracks out of `ftyp` + `moov`; more boxes after them do no harm.
 * @throws AppError `data-loss mp4.malformed {offset}`
 */
export function readInitSegment(bytes: Uint8Array): InitSegment {
  const moov = requireBox(readBoxes(bytes), 'moov', 0)
  const inside = childBoxes(bytes, moov)
  const defaults = readDefaults(bytes, inside)
  const tracks = inside.filter((box) => box.type === 'trak').map((trak) => readTrack(bytes, trak, defaults))
  if (tracks.length === 0) throw malformed(moov.offset)
  return { tracks }
}

/** The one video track that a recording has. @throws AppError `data-loss mp4.malformed` when there is none */
export function videoTrackOf(init: InitSegment): InitTrack {
  const track = init.tracks.find((candidate) => candidate.handler === 'video')
  if (!track) throw malformed(0)
  return track
}
