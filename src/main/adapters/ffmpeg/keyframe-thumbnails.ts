import { spawn } from 'node:child_process'
import ffmpeg from 'fluent-ffmpeg'
import { AppError } from '#shared/kernel/app-error.ts'
import { THUMBNAIL_WIDTH_PX } from '#shared/thumbnails/thumbnails.model.ts'
import type { KeyframeThumbnail, ReadThumbnails } from '#main/ports/keyframe-thumbnails.ts'
import { feed, logTail, lowerPriority } from './keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'
import { readTimedFrames, TIMED_OUTPUT } from './timed-frames.ts'

/** One argument list, so that the bench can run plain ffmpeg on the very same work. */
export function thumbnailArguments(): string[] {
  return ffmpeg('pipe:0')
    .inputOptions([
      '-hide_banner',
      '-nostats',
      '-loglevel error',
      '-copyts',
      '-threads 2',
      '-skip_frame nokey',
      // What the deblocking filter smooths is gone at a tenth of the size.
      '-skip_loop_filter all',
      '-f mp4',
    ])
    .noAudio()
    .outputOptions([
      '-map 0:v:0',
      '-vsync passthrough',
      `-vf scale=${THUMBNAIL_WIDTH_PX}:-2:flags=fast_bilinear,format=yuvj420p`,
      '-c:v mjpeg',
      '-q:v 6',
      ...TIMED_OUTPUT,
    ])
    .output('pipe:1')
    ._getArguments()
}

export function createReadThumbnails(ffmpegPath: string): ReadThumbnails {
  return async function* readThumbnails(input, signal): AsyncGenerator<KeyframeThumbnail> {
    if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
    const child = spawn(ffmpegPath, thumbnailArguments(), { signal, windowsHide: true })
    const ended = new Promise<number | null>((settle) => {
      child.on('error', () => settle(null))
      child.once('close', settle)
    })
    endWithProgram(child)
    lowerPriority(child.pid)
    const log = logTail(child.stderr)
    const fed = feed(child, input)
    // Who throws is awaited below; a rejection in between must not end the program.
    fed.catch(() => child.kill('SIGKILL'))
    try {
      for await (const { mediaSeconds, bytes } of readTimedFrames(child.stdout))
        yield { mediaSeconds, jpeg: bytes }
      const code = await ended
      await fed
      if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
      if (code !== 0) throw new AppError('unavailable', 'keyframes.failed', { log: log() })
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  }
}
