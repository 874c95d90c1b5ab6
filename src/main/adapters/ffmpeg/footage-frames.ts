import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { Readable } from 'node:stream'
import { AppError } from '#shared/kernel/app-error.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import type { GreyFrame, ReadFrames, TakeJpeg } from '#main/ports/footage-frames.ts'
import { feed, logTail } from './keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'
import { readTimedFrames, TIMED_OUTPUT } from './timed-frames.ts'

const INPUT = [
  '-hide_banner',
  '-nostats',
  '-loglevel',
  'error',
  '-copyts',
  '-threads',
  '1',
  '-f',
  'mp4',
  '-i',
  'pipe:0',
]

/** ffmpeg at low priority: the recorder comes first. It ends with the program, and at once when `signal` fires. */
function startFfmpeg(ffmpegPath: string, output: readonly string[], signal: AbortSignal) {
  const child = spawn(ffmpegPath, [...INPUT, '-an', '-map', '0:v:0', ...output, 'pipe:1'], {
    signal,
    windowsHide: true,
  })
  const ended = new Promise<number | null>((settle) => {
    child.on('error', () => settle(null))
    child.once('close', settle)
  })
  endWithProgram(child)
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It may have ended already, or the system may not allow it: then it runs as others do.
  }
  return { child, ended }
}

function endOf(code: number | null, signal: AbortSignal, log: string): void {
  if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
  if (code !== 0) throw new AppError('unavailable', 'frames.failed', { log })
}

export function createReadFrames(ffmpegPath: string): ReadFrames {
  return async function* readFrames(input, { widthPx, heightPx }, signal): AsyncGenerator<GreyFrame> {
    const filter = `scale=${widthPx}:${heightPx}:flags=bilinear,format=gray`
    const output = ['-fps_mode', 'passthrough', '-vf', filter, '-c:v', 'rawvideo', ...TIMED_OUTPUT]
    const { child, ended } = startFfmpeg(ffmpegPath, output, signal)
    const log = logTail(child.stderr)
    const fed = feed(child, input)
    // Who throws is awaited below; a rejection in between must not end the program.
    fed.catch(() => child.kill('SIGKILL'))
    try {
      for await (const { mediaSeconds, bytes } of readTimedFrames(child.stdout))
        yield { mediaSeconds, pixels: bytes }
      const code = await ended
      await fed
      endOf(code, signal, log())
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  }
}

export function createTakeJpeg(ffmpegPath: string): TakeJpeg {
  return async (fragmentedMp4, { leftPx, topPx, widthPx, heightPx }, signal) => {
    const crop = `crop=${widthPx}:${heightPx}:${leftPx}:${topPx}`
    const output = [
      '-frames:v',
      '1',
      '-vf',
      crop,
      '-c:v',
      'mjpeg',
      '-q:v',
      '2',
      '-pix_fmt',
      'yuvj420p',
      '-f',
      'mjpeg',
    ]
    const { child, ended } = startFfmpeg(ffmpegPath, output, signal)
    const log = logTail(child.stderr)
    const fed = feed(child, Readable.from([fragmentedMp4]))
    fed.catch(() => child.kill('SIGKILL'))
    const chunks: Uint8Array[] = []
    for await (const chunk of child.stdout) chunks.push(Uint8Array.from(Buffer.from(chunk)))
    const code = await ended
    await fed
    endOf(code, signal, log())
    if (chunks.length === 0) throw new AppError('unavailable', 'frames.failed', { log: log() })
    return concatBytes(chunks)
  }
}
