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
  packet(payload: Buffer, timestamp: number, marker: boolean): Buffer
  /** An interleaved RTCP sender report that ties `timestamp` to the camera's clock, with a CNAME. */
  senderReport(timestamp: number, cameraMs: number): Buffer
}

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
    packet(payload, timestamp, marker) {
      const bytes = interleaved(options.channel, rtpHeaderBytes + payload.length)
      bytes.writeUInt8(0x80, 4)
      bytes.writeUInt8((marker ? 0x80 : 0) | options.payloadType, 5)
      bytes.writeUInt16BE(sequenceNumber, 6)
      bytes.writeUInt32BE(timestamp, 8)
      bytes.writeUInt32BE(ssrc, 12)
      payload.copy(bytes, interleavedHeaderBytes + rtpHeaderBytes)
      sequenceNumber = (sequenceNumber + 1) & 0xffff
      sentPackets += 1
      sentBytes += payload.length
      return bytes
    },
    senderReport: (timestamp, cameraMs) =>
      formatSenderReport({ channel: options.channel + 1, ssrc, timestamp, cameraMs, sentPackets, sentBytes }),
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
  const seconds = Math.floor(report.cameraMs / 1_000)
  const fraction = ((report.cameraMs - seconds * 1_000) / 1_000) * 0x1_0000_0000
  bytes.writeUInt32BE(0x80_c8_00_06, 4)
  bytes.writeUInt32BE(report.ssrc, 8)
  bytes.writeUInt32BE((seconds + ntpEpochSeconds) % 0x1_0000_0000, 12)
  bytes.writeUInt32BE(Math.min(0xffffffff, Math.floor(fraction)), 16)
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

function interleaved(channel: number, contentBytes: number): Buffer {
  const bytes = Buffer.alloc(interleavedHeaderBytes + contentBytes)
  bytes.writeUInt8(0x24, 0)
  bytes.writeUInt8(channel, 1)
  bytes.writeUInt16BE(contentBytes, 2)
  return bytes
}
