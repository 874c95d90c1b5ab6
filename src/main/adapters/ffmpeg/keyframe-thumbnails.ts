import { spawn } from 'node:child_process'
import ffmpeg from 'fluent-ffmpeg'
import { AppError } from '#shared/kernel/app-error.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import { THUMBNAIL_WIDTH_PX } from '#shared/thumbnails/thumbnails.model.ts'
import type { KeyframeThumbnail, ReadThumbnails } from '#main/ports/keyframe-thumbnails.ts'
import { feed, lowerPriority, readTimes } from './keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'

/** One argument list, so that the bench can run plain ffmpeg on the very same work. */
export function thumbnailArguments(): string[] {
  return ffmpeg('pipe:0')
    .inputOptions([
      '-hide_banner',
      '-nostats',
      '-loglevel info',
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
      `-vf scale=${THUMBNAIL_WIDTH_PX}:-2:flags=fast_bilinear,format=yuvj420p,showinfo=checksum=0`,
      '-c:v mjpeg',
      '-q:v 6',
    ])
    .format('image2pipe')
    .output('pipe:1')
    ._getArguments()
}

/** End of image: `FF` inside of coded data is always followed by `00` or a restart mark. */
const END_OF_IMAGE = Buffer.from([0xff, 0xd9])

async function* jpegsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array()
  for await (const bytes of stream) {
    const joined = Buffer.from(concatBytes([rest, bytes]))
    let from = 0
    for (let end = joined.indexOf(END_OF_IMAGE); end >= 0; end = joined.indexOf(END_OF_IMAGE, from)) {
      yield joined.subarray(from, end + 2)
      from = end + 2
    }
    rest = joined.subarray(from)
  }
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
    const { times, log } = readTimes(child.stderr)
    const fed = feed(child, input)
    // Who throws is awaited below; a rejection in between must not end the program.
    fed.catch(() => child.kill('SIGKILL'))
    try {
      // A strip is small: its times are all there once ffmpeg has ended, whichever pipe was faster.
      const jpegs: Uint8Array[] = []
      for await (const jpeg of jpegsOf(child.stdout)) jpegs.push(jpeg)
      const code = await ended
      for (const [index, jpeg] of jpegs.entries()) {
        const mediaSeconds = times[index]
        if (mediaSeconds !== undefined) yield { mediaSeconds, jpeg }
      }
      await fed
      if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
      if (code !== 0) throw new AppError('unavailable', 'keyframes.failed', { log: log() })
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  }
}
