import type { Socket } from 'node:net'

import { extentOf } from '../sd-card/sd-card.ts'
import type { FrameTime } from '../video/video-encoder.ts'
import { formatRange } from './clock-range.ts'
import type { LiveStream } from './live-stream.ts'
import { createOutgoing, type Link, type Outgoing } from './outgoing.ts'
import { createPlaySession } from './play-session.ts'
import { asksForReplay, createReplaySession, type ReplaySource } from './replay-session.ts'
import type { RtspAuthentication } from './rtsp-authentication.ts'
import { createRtspReader, formatReply, type RtspReply, type RtspRequest } from './rtsp-message.ts'
import { sessionHeaders, type RtspSession } from './rtsp-session.ts'
import { describeReplay, describeStream } from './sdp.ts'

/** How the server behaves at this moment; asked anew for every request and picture. */
export type RtspBehaviour = 'normal' | 'refuse' | 'freeze' | 'not-found' | 'foreign-ssrc'

export type RtspSource =
  | { readonly kind: 'live'; readonly stream: LiveStream }
  | { readonly kind: 'replay'; readonly replay: ReplaySource }

export type RtspConnectionOptions = {
  /** What a path such as `main` plays. */
  readonly source: (path: string) => RtspSource | undefined
  readonly audio: boolean
  readonly authentication: RtspAuthentication
  readonly behaviour: () => RtspBehaviour
  readonly link: Link
  readonly cameraTime: (time: FrameTime) => number
  readonly now: () => number
  /** A live client that leaves more than this unread is cut off. */
  readonly maximumQueuedBytes: number
  readonly onProblem: (error: Error) => void
}

const publicMethods = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN'
const trackOfRecording = 'VIDEO001'

/** Serves one client until its connection ends. */
export function serveRtspConnection(socket: Socket, options: RtspConnectionOptions): void {
  const outgoing = createOutgoing(socket, options.link, options.maximumQueuedBytes)
  let session: RtspSession | null = null
  /** Requests are answered one after the other. */
  let lastAnswer: Promise<void> = Promise.resolve()

  function endSession(): void {
    session?.end()
    session = null
  }

  async function answer(request: RtspRequest): Promise<RtspReply> {
    if (request.method === 'OPTIONS') return { status: 200, headers: [['Public', publicMethods]] }
    const authorised = options.authentication.accepts(request.headers.get('authorization'), request.method)
    if (!authorised || options.behaviour() === 'refuse') return unauthorised(options.authentication)
    if (request.method === 'GET_PARAMETER') {
      return { status: 200, headers: session === null ? [] : sessionHeaders(session.id) }
    }
    if (request.method === 'TEARDOWN') {
      endSession()
      return { status: 200 }
    }
    const target = parseTarget(request.uri)
    const source = options.behaviour() === 'not-found' ? undefined : options.source(target.path)
    if (source === undefined) return { status: 404 }
    if (request.headers.has('require') && !(source.kind === 'replay' && asksForReplay(request))) {
      return { status: 551, headers: [['Unsupported', request.headers.get('require') ?? '']] }
    }
    if (request.method === 'DESCRIBE') return describe(request, source, options.audio)
    if (request.method === 'SETUP') {
      session ??= createSession(source, outgoing, options)
      return setUp(request, session, target.track)
    }
    return control(request, session)
  }

  async function serve(request: RtspRequest): Promise<void> {
    const reply = await answer(request)
    outgoing.send(Buffer.from(formatReply(request, reply), 'utf8'))
    if (!socket.destroyed) reply.afterwards?.()
  }

  const reader = createRtspReader((request) => {
    lastAnswer = lastAnswer
      .then(() => serve(request))
      .catch((cause: unknown) => {
        options.onProblem(new Error(`The virtual camera could not answer ${request.method}`, { cause }))
        socket.destroy()
      })
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

function createSession(source: RtspSource, outgoing: Outgoing, options: RtspConnectionOptions): RtspSession {
  const frozen = (): boolean => options.behaviour() === 'freeze'
  if (source.kind === 'replay') {
    return createReplaySession({ source: source.replay, outgoing, frozen, onProblem: options.onProblem })
  }
  return createPlaySession({
    ...options,
    stream: source.stream,
    frozen,
    disturbed: () => options.behaviour() === 'foreign-ssrc',
    send: (bytes) => outgoing.send(bytes),
  })
}

function unauthorised(authentication: RtspAuthentication): RtspReply {
  const challenges = authentication.challenges()
  return { status: 401, headers: challenges.map((challenge) => ['WWW-Authenticate', challenge] as const) }
}

async function describe(request: RtspRequest, source: RtspSource, audio: boolean): Promise<RtspReply> {
  const body =
    source.kind === 'live'
      ? describeLive(source.stream, audio)
      : await describeCard(source.replay, asksForReplay(request) ? 'clock' : 'npt')
  if (body === null) return { status: 503 }
  const base = request.uri.endsWith('/') ? request.uri : `${request.uri}/`
  return {
    status: 200,
    headers: [
      ['Content-Base', base],
      ['Content-Type', 'application/sdp'],
    ],
    body,
  }
}

function describeLive(stream: LiveStream, audio: boolean): string | null {
  const parameterSets = stream.parameterSets()
  return parameterSets === null ? null : describeStream(stream, parameterSets, audio)
}

async function describeCard({ footage, recording }: ReplaySource, unit: 'clock' | 'npt'): Promise<string> {
  const extent = extentOf(recording)
  return describeReplay({
    parameterSets: await footage.parameterSets(),
    framesPerSecond: footage.framesPerSecond,
    trackToken: trackOfRecording,
    range: formatRange(extent, unit, extent.fromDeviceMs),
  })
}

function setUp(request: RtspRequest, session: RtspSession, track: number | null): RtspReply {
  const transport = request.headers.get('transport') ?? ''
  if (track === null) return { status: 404 }
  if (!/RTP\/AVP\/TCP/i.test(transport)) return { status: 461 }
  const channel = Number(/interleaved=(\d+)/.exec(transport)?.[1] ?? track * 2)
  if (channel > 254) return { status: 461 }
  const sender = session.setUp(request, track, channel)
  if (sender === null) return { status: 404 }
  const ssrc = sender.ssrc.toString(16).padStart(8, '0').toUpperCase()
  const accepted = `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1};ssrc=${ssrc};mode="PLAY"`
  return { status: 200, headers: [['Transport', accepted], ...sessionHeaders(session.id)] }
}

function control(request: RtspRequest, session: RtspSession | null): RtspReply {
  if (request.method !== 'PLAY' && request.method !== 'PAUSE') {
    return { status: 405, headers: [['Allow', publicMethods]] }
  }
  if (session === null) return { status: 455 }
  if (request.headers.get('session')?.split(';')[0] !== session.id) return { status: 454 }
  if (request.method === 'PLAY') return session.play(request)
  if (session.pause === null) return { status: 455 }
  session.pause()
  return { status: 200, headers: sessionHeaders(session.id) }
}

function parseTarget(uri: string): { readonly path: string; readonly track: number | null } {
  const pathname = URL.canParse(uri) ? new URL(uri).pathname : uri
  const match = /^\/?(.*?)\/?(?:trackID=(\d+))?\/?$/.exec(pathname)
  const track = match?.[2]
  return { path: match?.[1] ?? '', track: track === undefined ? null : Number(track) }
}
