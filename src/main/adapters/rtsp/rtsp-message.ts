import { AppError } from '#shared/kernel/app-error.ts'

export type RtspHeaders = ReadonlyMap<string, readonly string[]>

export type RtspMessage = {
  /** First line, such as `RTSP/1.0 200 OK` or `PLAY rtsp://… RTSP/1.0`. */
  readonly startLine: string
  /** Names in lower case; a name that came twice has two values. */
  readonly headers: RtspHeaders
  readonly body: string
}

export type RtspReaderEvents = {
  readonly onMessage: (message: RtspMessage) => void
  /** An interleaved RTP or RTCP packet. It shares memory with what was read: it may be changed, not kept. */
  readonly onPacket: (channel: number, packet: Buffer) => void
}

/** Headers of an answer, all together. */
const MAX_HEADER_BYTES = 16 * 1024
const MAX_BODY_BYTES = 256 * 1024
const INTERLEAVED = 0x24
const INTERLEAVED_HEADER_BYTES = 4
const HEADER_END = Buffer.from('\r\n\r\n')
const NO_BYTES = Buffer.alloc(0)

function headersOf(lines: readonly string[]): RtspHeaders {
  const headers = new Map<string, string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()])
  }
  return headers
}

export function header(message: RtspMessage, name: string): string | null {
  return message.headers.get(name)?.[0] ?? null
}

/** Status of an answer; null for a request. */
export function statusOf(message: RtspMessage): number | null {
  const status = /^RTSP\/1\.\d (\d{3})\b/.exec(message.startLine)?.[1]
  return status === undefined ? null : Number(status)
}

/** Method and address of a request; null for an answer. */
export function requestOf(message: RtspMessage): { readonly method: string; readonly uri: string } | null {
  const [, method, uri] = /^([A-Z_]{2,20}) (\S+) RTSP\/1\.\d$/.exec(message.startLine) ?? []
  return method === undefined || uri === undefined ? null : { method, uri }
}

function malformed(reason: string): AppError {
  return new AppError('unavailable', 'stream.refused', { reason })
}

/**
 * Takes RTSP over TCP apart: messages, and packets between them. Holds no more than one message or packet.
 * @throws AppError `unavailable stream.refused` out of `push`: no RTSP, or a header or body without end
 */
export function createRtspReader(events: RtspReaderEvents): { readonly push: (chunk: Buffer) => void } {
  let pending: Buffer = NO_BYTES

  /** Bytes used up from the front of `bytes`; 0 when more are needed. */
  function takeOne(bytes: Buffer): number {
    if (bytes[0] === INTERLEAVED) {
      if (bytes.length < INTERLEAVED_HEADER_BYTES) return 0
      const total = INTERLEAVED_HEADER_BYTES + bytes.readUInt16BE(2)
      if (bytes.length < total) return 0
      events.onPacket(bytes.readUInt8(1), bytes.subarray(INTERLEAVED_HEADER_BYTES, total))
      return total
    }
    // Some send an empty line more than they should.
    if (bytes[0] === 0x0d || bytes[0] === 0x0a) return 1
    const end = bytes.subarray(0, MAX_HEADER_BYTES + HEADER_END.length).indexOf(HEADER_END)
    if (end === -1 && bytes.length > MAX_HEADER_BYTES) throw malformed('header without end')
    if (end === -1) return 0
    const [startLine = '', ...lines] = bytes.toString('utf8', 0, end).split('\r\n')
    const message = { startLine, headers: headersOf(lines), body: '' }
    if (statusOf(message) === null && requestOf(message) === null) throw malformed('not RTSP')
    const length = header(message, 'content-length') ?? '0'
    if (!/^\d{1,9}$/.test(length) || Number(length) > MAX_BODY_BYTES) throw malformed('body too large')
    const bodyStart = end + HEADER_END.length
    const total = bodyStart + Number(length)
    if (bytes.length < total) return 0
    events.onMessage({ ...message, body: bytes.toString('utf8', bodyStart, total) })
    return total
  }

  return {
    push: (chunk) => {
      let bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      pending = NO_BYTES
      while (bytes.length > 0) {
        const used = takeOne(bytes)
        if (used === 0) break
        bytes = bytes.subarray(used)
      }
      pending = bytes
    },
  }
}
