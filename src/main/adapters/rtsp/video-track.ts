import { AppError } from '#shared/kernel/app-error.ts'
import { refusalOf, type RtspClient, type RtspTarget } from './rtsp-client.ts'
import { header, type RtspMessage } from './rtsp-message.ts'

/** The video of a stream as its SDP describes it. */
export type VideoTrack = {
  readonly codec: 'h264' | 'h265'
  /** Ticks of the RTP clock per second. */
  readonly clockRate: number
  readonly payloadType: number
  /** Address to set it up at. */
  readonly controlUri: string
  /** Address to play the whole at. */
  readonly playUri: string
  /** Lines of the SDP that a decoder needs. */
  readonly formatLines: readonly string[]
}

export type OpenedTrack = {
  /** Channel of its RTP packets; RTCP comes on the next. */
  readonly channel: number
  /** Sender that the camera announced; null when it did not. */
  readonly ssrc: number | null
}

const CODECS: Readonly<Record<string, VideoTrack['codec']>> = { h264: 'h264', h265: 'h265', hevc: 'h265' }

function valueOf(lines: readonly string[], start: string): string | null {
  const line = lines.find((candidate) => candidate.startsWith(start))
  return line === undefined ? null : line.slice(start.length).trim()
}

/** At the host and port that answered: a camera behind NAT names addresses that lead nowhere. */
function atTarget(uri: string, target: RtspTarget): string {
  const path = /^rtsps?:\/\/[^/]*(\/.*)?$/i.exec(uri)?.[1] ?? ''
  const origin = /^rtsp:\/\/[^/?]*/i.exec(target.uri)?.[0] ?? target.uri
  return `${origin}${path}`
}

function resolveControl(control: string | null, base: string, target: RtspTarget): string {
  if (control === null || control === '' || control === '*') return base
  if (/^rtsps?:\/\//i.test(control)) return atTarget(control, target)
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`
}

/** @throws AppError `unavailable stream.no-video` */
export function readVideoTrack(reply: RtspMessage, target: RtspTarget): VideoTrack {
  const lines = reply.body.split(/\r\n|\r|\n/)
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []))
  const start = starts.find((index) => lines[index]?.startsWith('m=video'))
  if (start === undefined) throw new AppError('unavailable', 'stream.no-video')
  const end = starts.find((index) => index > start) ?? lines.length
  const media = lines.slice(start, end)
  const payloadType = Number(/^m=video \d+(?:\/\d+)? \S+ (\d{1,3})\b/.exec(media[0] ?? '')?.[1] ?? Number.NaN)
  const format = valueOf(media, `a=rtpmap:${payloadType} `)
  const [, encoding = '', clock = ''] = /^([\w.-]+)\/(\d{1,9})/.exec(format ?? '') ?? []
  const codec = CODECS[encoding.toLowerCase()]
  const clockRate = Number(clock)
  if (!codec || !(clockRate > 0)) throw new AppError('unavailable', 'stream.no-video', { encoding })
  const given = header(reply, 'content-base') ?? header(reply, 'content-location')
  const base = given === null ? target.uri : resolveControl(given, target.uri, target)
  const whole = resolveControl(valueOf(lines.slice(0, starts[0] ?? 0), 'a=control:'), base, target)
  const wanted = [`a=rtpmap:${payloadType} `, `a=fmtp:${payloadType} `, 'a=framerate:']
  return {
    codec,
    clockRate,
    payloadType,
    controlUri: resolveControl(valueOf(media, 'a=control:'), base, target),
    playUri: whole,
    formatLines: media.filter((line) => wanted.some((beginning) => line.startsWith(beginning))),
  }
}

/** Asks what the stream is. @throws AppError as `RtspClient.request`, `unavailable stream.*` when refused */
export async function describeVideo(
  client: RtspClient,
  target: RtspTarget,
  headers: Readonly<Record<string, string>> = {},
): Promise<VideoTrack> {
  const reply = await client.request('DESCRIBE', target.uri, { Accept: 'application/sdp', ...headers })
  if (reply.status !== 200) throw refusalOf(reply)
  return readVideoTrack(reply, target)
}

/** Sets the video up, interleaved. @throws AppError as `RtspClient.request`, `unavailable stream.*` when refused */
export async function setUpVideo(
  client: RtspClient,
  track: VideoTrack,
  headers: Readonly<Record<string, string>> = {},
): Promise<OpenedTrack> {
  const transport = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' }
  const reply = await client.request('SETUP', track.controlUri, { ...transport, ...headers })
  if (reply.status !== 200) throw refusalOf(reply)
  const accepted = header(reply, 'transport') ?? ''
  const ssrc = /;\s*ssrc=\s*([0-9a-f]{1,8})\b/i.exec(accepted)?.[1]
  return {
    channel: Number(/interleaved=\s*(\d{1,3})/i.exec(accepted)?.[1] ?? 0),
    ssrc: ssrc === undefined ? null : Number.parseInt(ssrc, 16),
  }
}
