import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import ffmpeg from 'fluent-ffmpeg'
import { AppError } from '#shared/kernel/app-error.ts'
import type { CopyAudio, StreamCopy, StreamEndReason, VideoTool } from '#main/ports/video-tool.ts'
import { readFragments } from './read-fragments.ts'
import { LOG_BYTES, logTail, withoutCredentials } from './log-tail.ts'
import { endWithProgram } from './process-guard.ts'

const DEFAULT_GRACE_MS = 5000
const TELLS_EVERY_MS = 2000
/** Microseconds that an RTSP socket may stay silent before ffmpeg gives it up. */
const SOCKET_TIMEOUT_US = 10_000_000

/** ffmpeg's words for why an input ended, newest first: the first that matches its log tells the reason. */
const REASONS: readonly (readonly [RegExp, StreamEndReason])[] = [
  [/Could not find tag for codec/i, 'audio-format'],
  [/401 Unauthorized|403 Forbidden/i, 'unauthorized'],
  [/404 Not Found/i, 'not-found'],
  [/Connection refused/i, 'connection-refused'],
  [/No route to host|Network is unreachable|Failed to resolve/i, 'unreachable'],
  [/timed out/i, 'timeout'],
]

/** A camera that announces two gigabytes gets none: as much as the largest group that is taken. */
const MAX_ALLOCATION_BYTES = 512 * 1024 * 1024

const AUDIO_OPTIONS: Readonly<Record<CopyAudio, readonly string[]>> = {
  none: ['-an'],
  copy: ['-map 0:a:0?', '-c:a copy'],
  aac: ['-map 0:a:0?', '-c:a aac', '-ac 1', '-b:a 48k'],
}

/** The argument list that fluent-ffmpeg builds; we run it ourselves, since the process's life is ours to watch. */
export function streamCopyArguments(
  url: string,
  audio: CopyAudio = 'none',
  tellsEveryMs = TELLS_EVERY_MS,
): string[] {
  return ffmpeg(url)
    .inputOptions([
      '-hide_banner',
      `-max_alloc ${MAX_ALLOCATION_BYTES}`,
      '-loglevel warning',
      // On stderr how many pictures came: the file itself grows at keyframes only.
      '-progress pipe:2',
      `-stats_period ${tellsEveryMs / 1000}`,
      '-rtsp_transport tcp',
      `-timeout ${SOCKET_TIMEOUT_US}`,
      // The SDP names the codec: without these two the first groups would be held back while frame rates are guessed.
      '-analyzeduration 1000000',
      '-fpsprobesize 0',
    ])
    .videoCodec('copy')
    .outputOptions([
      '-map 0:v:0',
      ...AUDIO_OPTIONS[audio],
      // Pictures count from the first one on, though the first keyframe may be twenty seconds away.
      '-copyinkf',
      '-movflags frag_keyframe+empty_moov+default_base_moof',
      '-flush_packets 1',
    ])
    .format('mp4')
    .output('pipe:1')
    ._getArguments()
}

function transcodeArguments(): string[] {
  return ffmpeg('pipe:0')
    .inputOptions(['-hide_banner', '-loglevel error', '-copyts'])
    .noAudio()
    .videoCodec('libx264')
    .outputOptions([
      '-preset ultrafast',
      '-tune zerolatency',
      '-crf 23',
      '-pix_fmt yuv420p',
      '-muxdelay 0',
      '-muxpreload 0',
    ])
    .format('mpegts')
    .output('pipe:1')
    ._getArguments()
}

const PROGRESS_LINE = /^(\w+)=\s*(\S+)\s*$/
/** An RTP sequence number that does not follow: ffmpeg itself never looks at whose packets (SSRC) they are. */
const STRAY_PACKET = /\bbad cseq\b/

type Progress = {
  readonly log: () => string
  readonly pictures: () => number
  readonly strayPackets: () => number
}

/** Takes the `key=value` lines of `-progress` out of what ffmpeg says: `log` is the rest, newest few kilobytes. */
function readProgress(stream: NodeJS.ReadableStream): Progress {
  let unfinished = ''
  let log = ''
  let pictures = 0
  let strayPackets = 0
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (unfinished + chunk).split('\n')
    unfinished = (lines.pop() ?? '').slice(-LOG_BYTES)
    for (const line of lines) {
      const [, key, value] = PROGRESS_LINE.exec(line) ?? []
      if (key === 'frame') pictures = Number(value)
      if (key !== undefined) continue
      log = `${log}${line}\n`.slice(-LOG_BYTES)
      if (STRAY_PACKET.test(line)) strayPackets += 1
    }
  })
  return {
    log: () => withoutCredentials(log + unfinished),
    pictures: () => pictures,
    strayPackets: () => strayPackets,
  }
}

export function endReason(log: string): StreamEndReason {
  return REASONS.find(([pattern]) => pattern.test(log))?.[1] ?? 'connection-lost'
}

/** Runs ffmpeg with the arguments of a copy that writes to its standard output. */
export function runStreamCopy(ffmpegPath: string, copyArguments: readonly string[]): StreamCopy {
  const child = spawn(ffmpegPath, copyArguments, { windowsHide: true })
  endWithProgram(child)
  // It may be gone already when it is asked to end.
  child.stdin.on('error', () => undefined)
  const { log, pictures, strayPackets } = readProgress(child.stderr)
  let stopping = false
  const ended = new Promise<{ reason: StreamEndReason; log: string }>((settle) => {
    // `on`, not `once`: a second error without a listener would end the whole program.
    child.on('error', (error) => settle({ reason: 'tool-missing', log: error.message }))
    child.once('close', (_code, signal) => {
      const unasked = signal === null ? endReason(log()) : 'tool-killed'
      settle({ reason: stopping ? 'stopped' : unasked, log: log() })
    })
  })
  return {
    output: readFragments(child.stdout),
    pictures,
    strayPackets,
    ended,
    stop: (graceMs = DEFAULT_GRACE_MS) => {
      if (stopping) return
      stopping = true
      // `q` ends ffmpeg in good order everywhere; Windows knows no SIGTERM.
      child.stdin.end('q')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      void ended.then(() => clearTimeout(timer))
    },
  }
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function transcode(child: ChildProcessWithoutNullStreams, input: Uint8Array): Promise<Uint8Array> {
  const log = logTail(child.stderr)
  const ended = new Promise<number | null>((settle, fail) => {
    child.on('error', fail)
    child.once('close', settle)
  })
  // ffmpeg may end before it has read everything; what it says then counts, not the broken pipe.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [output, exitCode] = await Promise.all([collect(child.stdout), ended])
  if (exitCode !== 0) throw new AppError('unavailable', 'transcode.failed', { log: log() })
  return output
}

export function createFfmpegVideoTool(ffmpegPath: string): VideoTool {
  return {
    copyStream: (url, audio, tellsEveryMs) =>
      runStreamCopy(ffmpegPath, streamCopyArguments(url, audio, tellsEveryMs)),
    transcodeToH264: async (input, signal) => {
      const child = spawn(ffmpegPath, transcodeArguments(), { signal, windowsHide: true })
      try {
        return await transcode(child, input)
      } catch (thrown) {
        if (signal.aborted) throw new AppError('cancelled', 'call.cancelled', {}, thrown)
        throw thrown
      }
    },
  }
}
