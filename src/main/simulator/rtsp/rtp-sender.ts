import { randomInt } from 'node:crypto'

export type RtpSenderOptions = {
  readonly payloadType: number
  /** Ticks of the RTP clock per second. */
  readonly clockRate: number
  /** Interleaved channel of the RTP packets; RTCP goes on the next one. */
  readonly channel: number
}

export type RtpSender = {
  /** One number for the life of the session. */
  readonly ssrc: number
  readonly channel: number
  readonly nextSequenceNumber: () => number
  /** RTP time stamp of a moment of the monotonic clock. */
  timestampAt(monotonicMs: number): number
  /** An interleaved RTP packet, ready for the TCP connection. */
  packet(payload: Buffer, timestamp: number, marker: boolean, replay?: ReplayExtension): Buffer
  /** An interleaved RTCP sender report that ties `timestamp` to the camera's clock, with a CNAME. */
  senderReport(timestamp: number, cameraMs: number): Buffer
  /** An interleaved RTCP BYE: nothing follows. */
  goodbye(): Buffer
}

/** ONVIF's header extension 0xABAC: what a replayed frame says of itself. */
export type ReplayExtension = {
  readonly deviceMs: number
  /** C: a picture to begin with. */
  readonly cleanPoint: boolean
  /** E: the last before a hole, or of all. */
  readonly endOfStretch: boolean
  /** D: does not follow the picture before it. */
  readonly discontinuity: boolean
  /** Low byte of the number of the PLAY. */
  readonly sequence: number
}

export const videoClockRate = 90_000

const rtpHeaderBytes = 12
const interleavedHeaderBytes = 4
/** NTP counts from 1900, Unix from 1970. */
const ntpEpochSeconds = 2_208_988_800
const canonicalName = 'camera'

export function createRtpSender(options: RtpSenderOptions): RtpSender {
  const ssrc = randomInt(1, 0xffffffff)
  const timestampBase = randomInt(0, 0xffffffff)
  let sequenceNumber = randomInt(0, 0x7fff)
  let sentPackets = 0
  let sentBytes = 0
  return {
    ssrc,
    channel: options.channel,
    nextSequenceNumber: () => sequenceNumber,
    timestampAt: (monotonicMs) =>
      (timestampBase + Math.round((monotonicMs * options.clockRate) / 1_000)) % 0x1_0000_0000,
    packet(payload, timestamp, marker, replay) {
      const extension = replay === undefined ? Buffer.alloc(0) : replayExtension(replay)
      const bytes = interleaved(options.channel, rtpHeaderBytes + extension.length + payload.length)
      bytes.writeUInt8(extension.length === 0 ? 0x80 : 0x90, 4)
      bytes.writeUInt8((marker ? 0x80 : 0) | options.payloadType, 5)
      bytes.writeUInt16BE(sequenceNumber, 6)
      bytes.writeUInt32BE(timestamp, 8)
      bytes.writeUInt32BE(ssrc, 12)
      extension.copy(bytes, interleavedHeaderBytes + rtpHeaderBytes)
      payload.copy(bytes, interleavedHeaderBytes + rtpHeaderBytes + extension.length)
      sequenceNumber = (sequenceNumber + 1) & 0xffff
      sentPackets += 1
      sentBytes += payload.length
      return bytes
    },
    senderReport: (timestamp, cameraMs) =>
      formatSenderReport({ channel: options.channel + 1, ssrc, timestamp, cameraMs, sentPackets, sentBytes }),
    goodbye() {
      const bytes = interleaved(options.channel + 1, 8)
      bytes.writeUInt32BE(0x81_cb_00_01, 4)
      bytes.writeUInt32BE(ssrc, 8)
      return bytes
    },
  }
}

type SenderReport = {
  readonly channel: number
  readonly ssrc: number
  readonly timestamp: number
  readonly cameraMs: number
  readonly sentPackets: number
  readonly sentBytes: number
}

/** Sender report and source description (RFC 3550, 6.4.1 and 6.5) in one compound packet. */
function formatSenderReport(report: SenderReport): Buffer {
  const descriptionBytes = 20
  const bytes = interleaved(report.channel, 28 + descriptionBytes)
  bytes.writeUInt32BE(0x80_c8_00_06, 4)
  bytes.writeUInt32BE(report.ssrc, 8)
  writeNtpTime(bytes, 12, report.cameraMs)
  bytes.writeUInt32BE(report.timestamp, 20)
  bytes.writeUInt32BE(report.sentPackets % 0x1_0000_0000, 24)
  bytes.writeUInt32BE(report.sentBytes % 0x1_0000_0000, 28)
  bytes.writeUInt32BE(0x81_ca_00_04, 32)
  bytes.writeUInt32BE(report.ssrc, 36)
  bytes.writeUInt8(1, 40)
  bytes.writeUInt8(canonicalName.length, 41)
  bytes.write(canonicalName, 42, 'ascii')
  return bytes
}

/** Profile 0xABAC, three words: NTP time, flags, number of the PLAY. */
function replayExtension(replay: ReplayExtension): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt16BE(0xabac, 0)
  bytes.writeUInt16BE(3, 2)
  writeNtpTime(bytes, 4, replay.deviceMs)
  const flags =
    (replay.cleanPoint ? 0x80 : 0) | (replay.endOfStretch ? 0x40 : 0) | (replay.discontinuity ? 0x20 : 0)
  bytes.writeUInt8(flags, 12)
  bytes.writeUInt8(replay.sequence & 0xff, 13)
  return bytes
}

function writeNtpTime(bytes: Buffer, offset: number, epochMs: number): void {
  const seconds = Math.floor(epochMs / 1_000)
  // Rounded up: cutting it back to milliseconds gives the same moment again.
  const fraction = Math.ceil(((epochMs - seconds * 1_000) / 1_000) * 0x1_0000_0000)
  bytes.writeUInt32BE((seconds + ntpEpochSeconds) % 0x1_0000_0000, offset)
  bytes.writeUInt32BE(Math.min(0xffffffff, fraction), offset + 4)
}

function interleaved(channel: number, contentBytes: number): Buffer {
  const bytes = Buffer.alloc(interleavedHeaderBytes + contentBytes)
  bytes.writeUInt8(0x24, 0)
  bytes.writeUInt8(channel, 1)
  bytes.writeUInt16BE(contentBytes, 2)
  return bytes
}
