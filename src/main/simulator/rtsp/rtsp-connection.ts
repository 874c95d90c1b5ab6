import type { Socket } from 'node:net'

import type { LiveStream } from './live-stream.ts'
import { createPlaySession, type PlaySession } from './play-session.ts'
import type { RtspAuthentication } from './rtsp-authentication.ts'
import { createRtspReader, formatReply, type RtspReply, type RtspRequest } from './rtsp-message.ts'
import { audioTrack, describeStream, videoTrack } from './sdp.ts'
import type { FrameTime } from '../video/video-encoder.ts'

/** How the server behaves at this moment; asked anew for every request and picture. */
export type RtspBehaviour = 'normal' | 'refuse' | 'freeze' | 'not-found'

export type RtspConnectionOptions = {
  /** By path, such as `main`. */
  readonly streams: ReadonlyMap<string, LiveStream>
  readonly audio: boolean
  readonly authentication: RtspAuthentication
  readonly behaviour: () => RtspBehaviour
  readonly cameraTime: (time: FrameTime) => number
  readonly now: () => number
  /** A client that leaves more than this unread is cut off. */
  readonly maximumQueuedBytes: number
}

const publicMethods = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN'
const sessionTimeoutSeconds = 60

/** Serves one client until its connection ends. */
export function serveRtspConnection(socket: Socket, options: RtspConnectionOptions): void {
  let session: PlaySession | null = null

  function send(bytes: Buffer): void {
    if (socket.writableLength > options.maximumQueuedBytes) socket.destroy()
    else if (socket.writable) socket.write(bytes)
  }

  function endSession(): void {
    session?.end()
    session = null
  }

  function answer(request: RtspRequest): RtspReply {
    if (request.method === 'OPTIONS') return { status: 200, headers: [['Public', publicMethods]] }
    const authorised = options.authentication.accepts(request.headers.get('authorization'), request.method)
    if (!authorised || options.behaviour() === 'refuse') return unauthorised(options.authentication)
    if (request.method === 'GET_PARAMETER') return { status: 200, headers: sessionHeaders(session) }
    if (request.method === 'TEARDOWN') {
      endSession()
      return { status: 200 }
    }
    const target = parseTarget(request.uri)
    const stream = options.streams.get(target.path)
    if (stream === undefined || options.behaviour() === 'not-found') return { status: 404 }
    if (request.method === 'DESCRIBE') return describe(request, stream, options.audio)
    if (request.method === 'SETUP') {
      session ??= createPlaySession({
        ...options,
        stream,
        send,
        frozen: () => options.behaviour() === 'freeze',
      })
      return setUp(request, session, target.track, options.audio)
    }
    if (request.method === 'PLAY') return session === null ? { status: 455 } : describePlay(request, session)
    return { status: 405, headers: [['Allow', publicMethods]] }
  }

  const reader = createRtspReader((request) => {
    const reply = answer(request)
    send(Buffer.from(formatReply(request, reply), 'utf8'))
    // The reply to PLAY has to come before the first packet.
    if (request.method === 'PLAY' && reply.status === 200) session?.play()
  })
  socket.setNoDelay(true)
  socket.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk)
    } catch {
      // Not RTSP: there is no request to answer, so the connection ends, as with a real device.
      socket.destroy()
    }
  })
  // A client that vanishes is nothing to report: 'close' follows and ends the session.
  socket.on('error', () => undefined)
  socket.on('close', endSession)
}

function unauthorised(authentication: RtspAuthentication): RtspReply {
  const challenges = authentication.challenges()
  return { status: 401, headers: challenges.map((challenge) => ['WWW-Authenticate', challenge] as const) }
}

function describe(request: RtspRequest, stream: LiveStream, audio: boolean): RtspReply {
  const parameterSets = stream.parameterSets()
  if (parameterSets === null) return { status: 503 }
  const base = request.uri.endsWith('/') ? request.uri : `${request.uri}/`
  return {
    status: 200,
    headers: [
      ['Content-Base', base],
      ['Content-Type', 'application/sdp'],
    ],
    body: describeStream(stream, parameterSets, audio),
  }
}

function setUp(request: RtspRequest, session: PlaySession, track: number | null, audio: boolean): RtspReply {
  const known = track === videoTrack || (track === audioTrack && audio)
  if (track === null || !known) return { status: 404 }
  const transport = request.headers.get('transport') ?? ''
  if (!/RTP\/AVP\/TCP/i.test(transport)) return { status: 461 }
  const channel = Number(/interleaved=(\d+)/.exec(transport)?.[1] ?? track * 2)
  if (channel > 254) return { status: 461 }
  const ssrc = session.setUp(track, channel).ssrc.toString(16).padStart(8, '0').toUpperCase()
  const accepted = `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1};ssrc=${ssrc};mode="PLAY"`
  return { status: 200, headers: [['Transport', accepted], ...sessionHeaders(session)] }
}

function describePlay(request: RtspRequest, session: PlaySession): RtspReply {
  if (request.headers.get('session')?.split(';')[0] !== session.id) return { status: 454 }
  const base = request.uri.replace(/\/$/, '')
  const rtpInfo = [...session.senders].map(
    ([track, sender]) => `url=${base}/trackID=${track};seq=${sender.nextSequenceNumber()}`,
  )
  return {
    status: 200,
    headers: [...sessionHeaders(session), ['Range', 'npt=now-'], ['RTP-Info', rtpInfo.join(',')]],
  }
}

function sessionHeaders(session: PlaySession | null): readonly (readonly [string, string])[] {
  return session === null ? [] : [['Session', `${session.id};timeout=${sessionTimeoutSeconds}`]]
}

function parseTarget(uri: string): { readonly path: string; readonly track: number | null } {
  const pathname = URL.canParse(uri) ? new URL(uri).pathname : uri
  const match = /^\/?(.*?)\/?(?:trackID=(\d+))?\/?$/.exec(pathname)
  const track = match?.[2]
  return { path: match?.[1] ?? '', track: track === undefined ? null : Number(track) }
}
