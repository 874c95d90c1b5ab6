import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

import { nalKind, parseAccessUnit, type AccessUnit } from './annex-b.ts'
import { createAviReader } from './avi-packets.ts'
import type { ParameterSets, VideoCodec } from './video-codec.ts'

export type EncoderOptions = {
  readonly ffmpegPath: string
  readonly codec: VideoCodec
  readonly inputWidthPx: number
  readonly inputHeightPx: number
  readonly outputWidthPx: number
  readonly outputHeightPx: number
  readonly framesPerSecond: number
  /** What the stream's header claims. */
  readonly declaredFramesPerSecond: number
  readonly bitsPerSecond: number
  /** The same frames give the same bytes, whatever came before them; `bitsPerSecond` then counts for nothing. */
  readonly constantQuality?: boolean
  readonly keyframeSpacingSeconds: number
}

/** When a frame was drawn: `monotonicMs` never steps and paces the stream, `stationMs` is what the clock said. */
export type FrameTime = { readonly monotonicMs: number; readonly stationMs: number }

export type EncodedPicture = AccessUnit & { readonly time: FrameTime }

export type VideoEncoder = {
  /** False while ffmpeg is behind: the frame has to be left out. */
  readonly ready: () => boolean
  /** `bytes` must stay unchanged until the next three frames have been written, or until `onWritten`. */
  write(bytes: Uint8Array, time: FrameTime, onWritten?: () => void): void
  readonly parameterSets: () => ParameterSets | null
  /** No more frames come; resolves when the last picture is out. */
  finish(): Promise<void>
  stop(): Promise<void>
}

export type EncoderEvents = {
  readonly onPicture: (picture: EncodedPicture) => void
  /** ffmpeg ended although nobody asked it to; the message carries its last words. */
  readonly onFailure: (error: Error) => void
}

const stopGraceMs = 2_000
const keptErrorCharacters = 2_000

/** One ffmpeg that turns raw yuv420p frames into a low-delay stream without B-frames: one picture out per frame in. */
export function startVideoEncoder(options: EncoderOptions, events: EncoderEvents): VideoEncoder {
  const child = spawn(options.ffmpegPath, encoderArguments(options), { stdio: ['pipe', 'pipe', 'pipe'] })
  const frameBytes = (options.inputWidthPx * options.inputHeightPx * 3) / 2
  const times: FrameTime[] = []
  let parameters: ParameterSets | null = null
  let errorText = ''
  let stopping = false

  const reader = createAviReader((packet) => {
    const unit = parseAccessUnit(options.codec, packet)
    if (unit.keyframe) parameters = readParameterSets(options.codec, unit) ?? parameters
    const time = times.shift()
    if (time !== undefined) events.onPicture({ ...unit, time })
  })
  child.stdout.on('data', (chunk: Buffer) => reader.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString('utf8')).slice(-keptErrorCharacters)
  })
  // A dying ffmpeg breaks the pipe first; its exit, with the reason on stderr, follows.
  child.stdin.on('error', () => undefined)
  child.on('error', (cause) => {
    events.onFailure(new Error(`Cannot start ffmpeg at "${options.ffmpegPath}"`, { cause }))
  })
  child.on('exit', (code, signal) => {
    if (!stopping) events.onFailure(new Error(`ffmpeg ended with ${signal ?? code}: ${errorText.trim()}`))
  })
  return {
    ready: () => child.stdin.writable && child.stdin.writableLength <= frameBytes,
    write(bytes, time, onWritten) {
      times.push(time)
      child.stdin.write(bytes, () => onWritten?.())
    },
    parameterSets: () => parameters,
    async finish() {
      stopping = true
      if (child.stdout.closed) return
      const closed = once(child.stdout, 'close')
      child.stdin.end()
      await closed
    },
    async stop() {
      stopping = true
      await endChild(child)
    },
  }
}

async function endChild(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  const killTimer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs)
  child.stdin.destroy()
  child.kill('SIGTERM')
  await exited
  clearTimeout(killTimer)
}

function encoderArguments(options: EncoderOptions): readonly string[] {
  const { inputWidthPx, inputHeightPx, outputWidthPx, outputHeightPx, declaredFramesPerSecond } = options
  const scaled = outputWidthPx !== inputWidthPx || outputHeightPx !== inputHeightPx
  return [
    // No `-fflags nobuffer`: ffmpeg 5.1 then swallows the first frame, and all later pictures would get the time of
    // the frame before.
    ['-hide_banner', '-nostdin', '-loglevel', 'error', '-probesize', '32'],
    ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${inputWidthPx}x${inputHeightPx}`],
    // The encoder counts frames: it writes this rate into the stream's header, however often frames really come.
    ['-framerate', String(declaredFramesPerSecond), '-i', 'pipe:0'],
    scaled ? ['-vf', `scale=${outputWidthPx}:${outputHeightPx}:flags=area`] : [],
    ['-an', '-fps_mode', 'passthrough'],
    codecArguments(options),
    ['-flush_packets', '1', '-f', 'avi', 'pipe:1'],
  ].flat()
}

function codecArguments(options: EncoderOptions): readonly string[] {
  const keyframeFrames = String(
    Math.max(1, Math.round(options.keyframeSpacingSeconds * options.framesPerSecond)),
  )
  const common = [
    ['-threads', '1', '-bf', '0', '-g', keyframeFrames, '-preset', 'ultrafast', '-tune', 'zerolatency'],
    rateArguments(options),
  ].flat()
  if (options.codec === 'h264') {
    // Without scene cuts the keyframes stand exactly `keyframeSpacingSeconds` apart.
    const detail = ['-sc_threshold', '0', '-keyint_min', keyframeFrames, '-pix_fmt', 'yuv420p']
    return ['-c:v', 'libx264', ...common, ...detail]
  }
  const parameters = [
    'repeat-headers=1:log-level=none:scenecut=0:open-gop=0:bframes=0:rc-lookahead=0',
    `frame-threads=1:pools=none:wpp=0:keyint=${keyframeFrames}:min-keyint=${keyframeFrames}`,
  ].join(':')
  return ['-c:v', 'libx265', ...common, '-x265-params', parameters]
}

function rateArguments(options: EncoderOptions): readonly string[] {
  if (options.constantQuality === true) return ['-qp', '27']
  const seconds = options.framesPerSecond / options.declaredFramesPerSecond
  const kbps = Math.round(options.bitsPerSecond / 1_000 / seconds)
  return ['-b:v', `${kbps}k`, '-maxrate', `${kbps * 2}k`, '-bufsize', `${kbps * 2}k`]
}

function readParameterSets(codec: VideoCodec, unit: AccessUnit): ParameterSets | null {
  const find = (kind: string): Buffer | undefined =>
    unit.nalUnits.find((nalUnit) => nalKind(codec, nalUnit) === kind)
  const sequence = find('sequence-parameters')
  const picture = find('picture-parameters')
  const video = find('video-parameters') ?? (codec === 'h264' ? Buffer.alloc(0) : undefined)
  if (sequence === undefined || picture === undefined || video === undefined) return null
  return { video, sequence, picture }
}
