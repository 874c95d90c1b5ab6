import { randomBytes } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { createRtspReader, header, requestOf, type RtspMessage } from './rtsp-message.ts'
import type { VideoTrack } from './video-track.ts'

export type ReplayRelay = {
  /** For ffmpeg alone: on this computer, at a path that nobody can guess. */
  readonly url: string
  /** @returns false: enough for now, `onDrain` tells when to go on */
  readonly send: (packet: Buffer, isControl: boolean) => boolean
  /** Everything sent still arrives, then the connection ends in order; one that has not begun is refused. */
  readonly finish: () => void
  readonly close: () => void
}

export type ReplayRelayOptions = {
  readonly track: VideoTrack
  /** ffmpeg is ready for packets. */
  readonly onPlay: () => void
  readonly onDrain: () => void
}

const LOOPBACK = '127.0.0.1'
const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN'
const SESSION = 'replay'
const TRACK = 'video'
const INTERLEAVED = 0x24

/** The video track alone: a second one would make ffmpeg move the first timestamps. */
function sessionDescription(track: VideoTrack): string {
  const lines = [
    'v=0',
    `o=- 0 0 IN IP4 ${LOOPBACK}`,
    's=replay',
    `c=IN IP4 ${LOOPBACK}`,
    't=0 0',
    `m=video 0 RTP/AVP ${track.payloadType}`,
    ...track.formatLines,
    `a=control:${TRACK}`,
  ]
  return `${lines.join('\r\n')}\r\n`
}

function reply(request: RtspMessage, status: string, headers: readonly string[] = [], body = ''): string {
  const lines = [
    `RTSP/1.0 ${status}`,
    `CSeq: ${header(request, 'cseq') ?? '0'}`,
    ...headers,
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/**
 * A small RTSP server for one ffmpeg: it gives out what is sent into it as a stream. ffmpeg itself can neither ask for an
 * absolute range nor read when a recorded picture was taken.
 */
export async function openReplayRelay(options: ReplayRelayOptions): Promise<ReplayRelay> {
  const path = `/${randomBytes(16).toString('hex')}`
  const sockets = new Set<Socket>()
  let player: Socket | null = null
  let channel = 0

  function answer(socket: Socket, request: RtspMessage, method: string, uri: string): string {
    const asked = URL.canParse(uri) ? new URL(uri).pathname : ''
    if (asked !== path && !asked.startsWith(`${path}/`)) return reply(request, '404 Not Found')
    if (player !== null && player !== socket) return reply(request, '453 Not Enough Bandwidth')
    player = socket
    // One session, ever: nobody else is listened to from here on.
    server.close()
    switch (method) {
      case 'OPTIONS':
        return reply(request, '200 OK', [`Public: ${METHODS}`])
      case 'DESCRIBE': {
        const base = `Content-Base: ${uri.replace(/\/?$/, '/')}`
        const headers = [base, 'Content-Type: application/sdp']
        return reply(request, '200 OK', headers, sessionDescription(options.track))
      }
      case 'SETUP': {
        channel = Number(/interleaved=(\d{1,3})/.exec(header(request, 'transport') ?? '')?.[1] ?? 0)
        const transport = `Transport: RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`
        return reply(request, '200 OK', [transport, `Session: ${SESSION};timeout=60`])
      }
      case 'PLAY':
      case 'GET_PARAMETER':
      case 'TEARDOWN':
        return reply(request, '200 OK', [`Session: ${SESSION};timeout=60`])
      default:
        return reply(request, '405 Method Not Allowed', [`Allow: ${METHODS}`])
    }
  }

  function serve(socket: Socket): void {
    sockets.add(socket)
    const reader = createRtspReader({
      onMessage: (message) => {
        const request = requestOf(message)
        if (!request || socket.writableEnded) return
        socket.write(answer(socket, message, request.method, request.uri))
        if (socket === player && request.method === 'PLAY') options.onPlay()
      },
      onPacket: () => undefined,
    })
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('drain', options.onDrain)
    socket.on('data', (chunk) => {
      try {
        reader.push(chunk)
      } catch {
        // Whoever it is, it is not our ffmpeg.
        socket.destroy()
      }
    })
  }

  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }

  const server = createServer(serve)
  server.on('error', () => undefined)
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, LOOPBACK, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `rtsp://${LOOPBACK}:${port}${path}`,
    send: (packet, isControl) => {
      if (!player || player.writableEnded || player.destroyed) return true
      const head = Buffer.from([
        INTERLEAVED,
        channel + (isControl ? 1 : 0),
        packet.length >> 8,
        packet.length & 0xff,
      ])
      player.cork()
      player.write(head)
      // Copied: the bytes are part of a larger read that is used again.
      const hasRoom = player.write(Buffer.from(packet))
      player.uncork()
      return hasRoom
    },
    finish: () => {
      if (player) player.end()
      else close()
    },
    close,
  }
}
