import { once } from 'node:events'
import { connect } from 'node:net'

export type RtspAnswer = {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A packet of an interleaved channel. */
export type RtpPacket = {
  readonly channel: number
  readonly arrivedAtMs: number
  readonly ssrc: number
  readonly timestamp: number
  readonly marker: boolean
  readonly sequenceNumber: number
  /** Header extension with its profile; null when there is none. */
  readonly extension: { readonly profile: number; readonly bytes: Buffer } | null
  readonly payload: Buffer
}

export type RtspClient = {
  ask(method: string, headers?: Readonly<Record<string, string>>, track?: string): Promise<RtspAnswer>
  /** RTP packets so far, all channels of even number. */
  readonly packets: readonly RtpPacket[]
  /** RTCP packets so far, whole. */
  readonly control: readonly Buffer[]
  receivedBytes(): number
  /** Stops and goes on reading, as a slow client does. */
  pause(): void
  resume(): void
  isClosed(): boolean
  close(): void
}

type Login = { readonly username: string; readonly password: string }

/** Speaks RTSP over one TCP connection, with Basic authentication; keeps every packet. */
export async function openRtsp(url: string, login: Login): Promise<RtspClient> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64')
  const packets: RtpPacket[] = []
  const control: Buffer[] = []
  const waiting: ((answer: RtspAnswer) => void)[] = []
  let pending: Buffer = Buffer.alloc(0)
  let sequence = 0
  let session = ''

  function takeOne(): number {
    if (pending[0] === 0x24) {
      if (pending.length < 4) return 0
      const total = 4 + pending.readUInt16BE(2)
      if (pending.length < total) return 0
      const channel = pending[1] ?? 0
      if (channel % 2 === 0) packets.push(parseRtp(channel, pending.subarray(4, total)))
      else control.push(Buffer.from(pending.subarray(4, total)))
      return total
    }
    const end = pending.indexOf('\r\n\r\n')
    if (end === -1) return 0
    const answer = parseHead(pending.toString('utf8', 0, end))
    const total = end + 4 + Number(answer.headers.get('content-length') ?? 0)
    if (pending.length < total) return 0
    session = answer.headers.get('session')?.split(';')[0] ?? session
    waiting.shift()?.({ ...answer, body: pending.toString('utf8', end + 4, total) })
    return total
  }

  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length > 0) {
      const used = takeOne()
      if (used === 0) return
      pending = pending.subarray(used)
    }
  })
  return {
    packets,
    control,
    ask(method, headers = {}, track = '') {
      if (socket.destroyed) return Promise.reject(new Error(`${method}: the connection has ended`))
      sequence += 1
      const lines = [
        `${method} ${url}${track} RTSP/1.0`,
        `CSeq: ${sequence}`,
        `Authorization: Basic ${basic}`,
        ...(session === '' ? [] : [`Session: ${session}`]),
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ]
      socket.write(`${lines.join('\r\n')}\r\n\r\n`)
      return new Promise((resolve, reject) => {
        waiting.push(resolve)
        socket.once('close', () => reject(new Error(`${method}: the connection ended`)))
      })
    },
    receivedBytes: () => socket.bytesRead,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    isClosed: () => socket.destroyed,
    close: () => socket.destroy(),
  }
}

function parseHead(text: string): Omit<RtspAnswer, 'body'> {
  const [first = '', ...lines] = text.split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { status: Number(first.split(' ')[1]), headers: new Map(headers) }
}

function parseRtp(channel: number, bytes: Buffer): RtpPacket {
  const hasExtension = (bytes.readUInt8(0) & 0x10) !== 0
  const extensionBytes = hasExtension ? bytes.readUInt16BE(14) * 4 : 0
  const payloadFrom = hasExtension ? 16 + extensionBytes : 12
  return {
    channel,
    arrivedAtMs: performance.now(),
    ssrc: bytes.readUInt32BE(8),
    timestamp: bytes.readUInt32BE(4),
    marker: (bytes.readUInt8(1) & 0x80) !== 0,
    sequenceNumber: bytes.readUInt16BE(2),
    extension: hasExtension
      ? { profile: bytes.readUInt16BE(12), bytes: Buffer.from(bytes.subarray(16, payloadFrom)) }
      : null,
    payload: Buffer.from(bytes.subarray(payloadFrom)),
  }
}

/** Reads description and sets up the first track. */
export async function setUpVideo(
  client: RtspClient,
  headers: Readonly<Record<string, string>> = {},
): Promise<RtspAnswer> {
  const description = await client.ask('DESCRIBE', { Accept: 'application/sdp', ...headers })
  if (description.status !== 200) return description
  const transport = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1', ...headers }
  const setUp = await client.ask('SETUP', transport, '/trackID=0')
  return setUp.status === 200 ? description : setUp
}
