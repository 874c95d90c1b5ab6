import ffmpeg from 'fluent-ffmpeg'
import { THUMBNAIL_WIDTH_PX } from '#shared/thumbnails/thumbnails.model.ts'
import type { KeyframeThumbnail, ReadThumbnails } from '#main/ports/keyframe-thumbnails.ts'
import { outputOf } from './fed-ffmpeg.ts'
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
    const args = thumbnailArguments()
    const run = { ffmpegPath, args, input, signal, read: readTimedFrames, failure: 'keyframes.failed' }
    for await (const { mediaSeconds, bytes } of outputOf(run)) yield { mediaSeconds, jpeg: bytes }
  }
}
