import type { VideoTrack } from './video-track.ts'

export type RtpPacket = {
  readonly payloadType: number
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  readonly payload: Buffer
  /** ONVIF's replay extension; null when the packet has none. */
  readonly replay: ReplayExtension | null
}

export type ReplayExtension = {
  /** When the picture was taken, by the device's clock, epoch milliseconds. */
  readonly frameMs: number
  /** Can be decoded without earlier ones. */
  readonly cleanPoint: boolean
  /** Last of a contiguous stretch. */
  readonly endOfStretch: boolean
  /** Does not follow the picture before it. */
  readonly discontinuity: boolean
}

const HEADER_BYTES = 12
const REPLAY_PROFILE = 0xabac
const REPLAY_WORDS = 3
/** NTP counts from 1900, Unix from 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800
const RTCP_BYE = 203

/** @see ONVIF Streaming Specification, RTP header extension (0xABAC) */
function readReplayExtension(bytes: Buffer, offset: number): ReplayExtension {
  const seconds = bytes.readUInt32BE(offset) - NTP_EPOCH_SECONDS
  const flags = bytes.readUInt8(offset + 8)
  return {
    frameMs: Math.round(seconds * 1000 + (bytes.readUInt32BE(offset + 4) * 1000) / 0x1_0000_0000),
    cleanPoint: (flags & 0x80) !== 0,
    endOfStretch: (flags & 0x40) !== 0,
    discontinuity: (flags & 0x20) !== 0,
  }
}

/** @returns null when it is no RTP of version 2, or is cut off */
export function readRtpPacket(bytes: Buffer): RtpPacket | null {
  if (bytes.length < HEADER_BYTES) return null
  const first = bytes.readUInt8(0)
  const second = bytes.readUInt8(1)
  if (first >> 6 !== 2) return null
  let start = HEADER_BYTES + (first & 0x0f) * 4
  let replay: ReplayExtension | null = null
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return null
    const profile = bytes.readUInt16BE(start)
    const words = bytes.readUInt16BE(start + 2)
    const end = start + 4 + words * 4
    if (bytes.length < end) return null
    if (profile === REPLAY_PROFILE && words >= REPLAY_WORDS) replay = readReplayExtension(bytes, start + 4)
    start = end
  }
  if (bytes.length < start) return null
  return {
    payloadType: second & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start),
    replay,
  }
}

/** Writes other numbers into the packet in its place. */
export function renumberRtpPacket(bytes: Buffer, sequence: number, timestamp: number): void {
  bytes.writeUInt16BE(sequence & 0xffff, 2)
  bytes.writeUInt32BE(timestamp >>> 0, 4)
}

/** Whether a compound RTCP packet says good-bye. */
export function saysGoodbye(bytes: Buffer): boolean {
  for (let at = 0; at + 4 <= bytes.length; at += (bytes.readUInt16BE(at + 2) + 1) * 4) {
    if (bytes.readUInt8(at + 1) === RTCP_BYE) return true
  }
  return false
}

/** NAL unit types in a payload: one, those of an aggregate, or that of the fragment. */
function nalTypes(payload: Buffer, codec: VideoTrack['codec']): number[] {
  const typeAt = (at: number): number =>
    codec === 'h264' ? payload.readUInt8(at) & 0x1f : (payload.readUInt8(at) >> 1) & 0x3f
  const [headerBytes, aggregate, fragment] = codec === 'h264' ? [1, 24, 28] : [2, 48, 49]
  if (payload.length <= headerBytes) return []
  const type = typeAt(0)
  if (type === fragment) return [payload.readUInt8(headerBytes) & (codec === 'h264' ? 0x1f : 0x3f)]
  if (type !== aggregate) return [type]
  const types: number[] = []
  for (let at = headerBytes; at + 2 < payload.length; at += 2 + payload.readUInt16BE(at))
    types.push(typeAt(at + 2))
  return types
}

/** Whether a picture that needs no other begins or goes on here (IDR; for H.265 any random access picture). */
export function holdsKeyframe(payload: Buffer, codec: VideoTrack['codec']): boolean {
  return nalTypes(payload, codec).some((type) => (codec === 'h264' ? type === 5 : type >= 16 && type <= 21))
}
