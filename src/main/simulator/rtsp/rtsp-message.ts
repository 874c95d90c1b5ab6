export type RtspRequest = {
  readonly method: string
  readonly uri: string
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
}

export type RtspReader = { push(chunk: Buffer): void }

const maximumHeaderBytes = 16 * 1024
const maximumBodyBytes = 64 * 1024
const interleavedMark = 0x24
const interleavedHeaderBytes = 4
const headerEnd = Buffer.from('\r\n\r\n')

/**
 * Reads requests from a client's byte stream, skipping the interleaved packets (RTCP receiver reports) between them.
 * Throws on a request that is no RTSP or has no end: the caller closes the connection.
 */
export function createRtspReader(onRequest: (request: RtspRequest) => void): RtspReader {
  let pending: Buffer = Buffer.alloc(0)

  /** Bytes used up from the front of `pending`; 0 when more are needed. */
  function takeOne(): number {
    if (pending[0] === interleavedMark) {
      if (pending.length < interleavedHeaderBytes) return 0
      const total = interleavedHeaderBytes + pending.readUInt16BE(2)
      return pending.length < total ? 0 : total
    }
    const end = pending.indexOf(headerEnd)
    if (end > maximumHeaderBytes || (end === -1 && pending.length > maximumHeaderBytes)) {
      throw new Error('RTSP request header is too long')
    }
    if (end === -1) return 0
    const request = parseRequest(pending.toString('utf8', 0, end))
    const bodyBytes = Number(request.headers.get('content-length') ?? '0')
    if (!Number.isInteger(bodyBytes) || bodyBytes < 0 || bodyBytes > maximumBodyBytes) {
      throw new Error('RTSP request has an unusable Content-Length')
    }
    const total = end + headerEnd.length + bodyBytes
    if (pending.length < total) return 0
    onRequest(request)
    return total
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      while (pending.length > 0) {
        const used = takeOne()
        if (used === 0) return
        pending = pending.subarray(used)
      }
    },
  }
}

function parseRequest(text: string): RtspRequest {
  const [requestLine = '', ...headerLines] = text.replace(/^(\r\n)+/, '').split('\r\n')
  const match = /^([A-Z_]+) (\S+) RTSP\/1\.0$/.exec(requestLine)
  if (match === null) throw new Error(`Not an RTSP request: ${requestLine.slice(0, 80)}`)
  const headers = new Map<string, string>()
  for (const line of headerLines) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { method: match[1] ?? '', uri: match[2] ?? '', headers }
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Stream Not Found',
  405: 'Method Not Allowed',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  457: 'Invalid Range',
  461: 'Unsupported Transport',
  503: 'Service Unavailable',
  551: 'Option not supported',
}

export type RtspReply = {
  readonly status: number
  /** Repeated names are allowed: two challenges are two headers. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
  /** Runs when the reply has gone out: packets must not come before it. */
  readonly afterwards?: () => void
}

export function formatReply(request: RtspRequest, reply: RtspReply): string {
  const body = reply.body ?? ''
  const lines = [
    `RTSP/1.0 ${reply.status} ${reasons[reply.status] ?? 'Unknown'}`,
    `CSeq: ${request.headers.get('cseq') ?? '0'}`,
    'Server: Minh Chung virtual camera',
    ...(reply.headers ?? []).map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
