import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { StreamFacts } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ProbeStreamRequest } from '#main/ports/camera-device.ts'
import {
  bitsPerSecond,
  createPacketReader,
  frameRateMilli,
  keyframeCount,
  keyframeSpacingMs,
  timestampJumps,
  watchedMs,
} from './stream-packets.ts'
import type { PacketReader } from './stream-packets.ts'

export type ProbeStreamOptions = ProbeStreamRequest & {
  readonly ffmpegPath: string
  /** How long to wait for the camera to describe its stream; 10 s unless told. */
  readonly timeoutMs?: number
  /** How long to wait for the first picture; 12 s unless told. */
  readonly firstPictureMs?: number
}

const DEFAULT_DURATION_MS = 10_000
const DEFAULT_TIMEOUT_MS = 10_000
/** A camera that is asked for a stream begins with a keyframe made for it, or in the middle; one that hangs sends nothing. */
const DEFAULT_FIRST_PICTURE_MS = 12_000
/** A stream that stops on the way is judged by what came: the slowest of streams has a picture every few seconds. */
const STALL_MS = 6000
/** Never less, however dense the keyframes: the frame rate needs its span. */
const LEAST_WATCHED_MS = 3000
/** Three keyframes make two intervals. */
const ENOUGH_KEYFRAMES = 3
/** After `q` ffmpeg takes leave of the camera; one that does not end by then is killed. */
const LEAVE_MS = 1000
const MAX_LOG_CHARACTERS = 64 * 1024
const MAX_ALLOCATION_BYTES = 64 * 1024 * 1024

/** ffmpeg writes the SDP that it got, before it asks for the stream. */
const SESSION_DESCRIPTION = /\bSDP:/

/** What ffmpeg writes when it cannot open the stream, first match wins. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/Connection refused/i, 'stream.refused'],
  [
    /\b(?:401 Unauthorized|403 Forbidden|method \w+ failed: 40[13]\b)|returned 40[13]\b/i,
    'stream.unauthorized',
  ],
  [/\b(?:404 Not Found|method \w+ failed: 404\b)|returned 404\b/i, 'stream.not-found'],
  [/matches no streams|does not contain any stream|Could not find codec parameters/i, 'stream.no-video'],
  [/timed out|No route to host|Network is unreachable|Failed to resolve hostname/i, 'stream.timeout'],
  [/method \w+ failed: 4\d\d|returned 4\d\d|Server returned 4XX/i, 'stream.not-found'],
  [/Connection reset|Broken pipe|End of file|Input\/output error|5\d\d /i, 'stream.refused'],
]

function failureIn(log: string): AppError {
  const code = FAILURES.find(([pattern]) => pattern.test(log))?.[1] ?? 'stream.no-video'
  // The log itself holds the address with its password: it goes no further.
  return new AppError('unavailable', code)
}

/**
 * ffmpeg and not ffprobe: ffmpeg-static ships no ffprobe, and ffprobe holds its output back until a buffer is full.
 * Video alone is set up, since a second track makes ffmpeg move the first timestamps by up to two seconds (RTCP); the SDP
 * in the verbose log still tells of audio.
 */
function argumentsFor(url: string): string[] {
  return [
    ['-hide_banner', '-nostats', '-loglevel', 'verbose'],
    // Nobody's SDP or picture is larger; a camera that announces gigabytes gets none.
    ['-max_alloc', String(MAX_ALLOCATION_BYTES)],
    ['-rtsp_transport', 'tcp', '-allowed_media_types', 'video', '-i', url],
    // -copyinkf: pictures before the first keyframe count too, or a smart codec's 20 s pause would look like silence.
    ['-map', '0:v:0', '-c', 'copy', '-copyinkf', '-flush_packets', '1', '-f', 'framecrc', 'pipe:1'],
  ].flat()
}

/** What the SDP says (`a=framerate:` of the video), thousandths; null when it does not. */
function declaredFrameRateMilli(log: string): number | null {
  const video = /^m=video\b[\s\S]*?(?=^m=|(?![\s\S]))/m.exec(log)?.[0] ?? ''
  const rate = Number(/^a=framerate:\s*(\d{1,4}(?:\.\d{1,6})?)\s*$/m.exec(video)?.[1] ?? 0)
  return rate > 0 ? Math.round(rate * 1000) : null
}

function factsFrom(reader: PacketReader, log: string): StreamFacts {
  const { codec, widthPx, heightPx } = reader.head()
  const packets = reader.packets()
  if (codec === 'other') throw new AppError('precondition', 'stream.unsupported-codec')
  if (codec === null || widthPx === null || heightPx === null || packets.length === 0) throw failureIn(log)
  return {
    codec,
    widthPx,
    heightPx,
    frameRateMilli: frameRateMilli(packets),
    keyframeSpacingMs: keyframeSpacingMs(packets),
    hasAudio: /^m=audio\b/m.test(log),
    declaredFrameRateMilli: declaredFrameRateMilli(log),
    bitsPerSecond: bitsPerSecond(packets),
    timestampJumps: timestampJumps(packets),
  }
}

function hasSeenEnough(reader: PacketReader, durationMs: number): boolean {
  if (reader.head().codec === 'other') return true
  const packets = reader.packets()
  const seenMs = watchedMs(packets)
  return seenMs >= durationMs || (seenMs >= LEAST_WATCHED_MS && keyframeCount(packets) >= ENOUGH_KEYFRAMES)
}

/** Lets ffmpeg close the RTSP session: cameras keep the few they have until a timeout of their own. */
function leave(child: ChildProcessWithoutNullStreams): void {
  if (child.exitCode !== null || child.signalCode !== null || child.stdin.writableEnded) return
  child.stdin.end('q')
  const timer = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS)
  child.once('close', () => clearTimeout(timer))
}

type Watched = { readonly log: string; readonly silent: boolean }

/** Runs until ffmpeg has ended, by itself or because enough was seen, time is up or the caller left. */
async function watch(
  child: ChildProcessWithoutNullStreams,
  reader: PacketReader,
  limits: { readonly durationMs: number; readonly timeoutMs: number; readonly firstPictureMs: number },
): Promise<Watched> {
  let log = ''
  let silent = false
  const giveUp = (): void => {
    silent = true
    leave(child)
  }
  let stall: NodeJS.Timeout | undefined
  const timers = [
    setTimeout(() => {
      if (!SESSION_DESCRIPTION.test(log)) giveUp()
    }, limits.timeoutMs),
    setTimeout(() => {
      if (reader.packets().length === 0) giveUp()
    }, limits.firstPictureMs),
    setTimeout(() => leave(child), limits.firstPictureMs + limits.durationMs),
  ]
  // A program that ended before it read its `q`.
  child.stdin.on('error', () => {})
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(0, MAX_LOG_CHARACTERS)
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    reader.push(text)
    clearTimeout(stall)
    stall = setTimeout(() => leave(child), STALL_MS)
    if (hasSeenEnough(reader, limits.durationMs)) leave(child)
  })
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => resolve())
      child.on('error', (error) => reject(new AppError('unavailable', 'ffmpeg.missing', {}, error)))
    })
    return { log, silent }
  } finally {
    for (const timer of [...timers, stall]) clearTimeout(timer)
  }
}

/**
 * Watches some seconds of a stream over RTSP/TCP and measures it; ends early when two keyframe intervals were seen, and
 * within `firstPictureMs` and `durationMs` in any case; a silent or hanging camera is given up within 13 s.
 * A stream that stops on the way is judged by what came.
 * @throws AppError `unavailable stream.refused | stream.not-found | stream.unauthorized | stream.timeout |
 *   stream.no-video`, `precondition stream.unsupported-codec`, `cancelled call.cancelled`, `unavailable ffmpeg.missing`
 */
export async function probeStream(options: ProbeStreamOptions): Promise<StreamFacts> {
  const { ffmpegPath, url, signal, durationMs = DEFAULT_DURATION_MS } = options
  const { timeoutMs = DEFAULT_TIMEOUT_MS, firstPictureMs = DEFAULT_FIRST_PICTURE_MS } = options
  if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
  const child = spawn(ffmpegPath, argumentsFor(url), { windowsHide: true, stdio: 'pipe' })
  const cancel = (): void => leave(child)
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const reader = createPacketReader()
    const { log, silent } = await watch(child, reader, { durationMs, timeoutMs, firstPictureMs })
    if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
    if (silent) throw new AppError('unavailable', 'stream.timeout')
    return factsFrom(reader, log)
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
