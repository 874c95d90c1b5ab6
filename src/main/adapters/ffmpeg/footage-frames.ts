import { Readable } from 'node:stream'
import { AppError } from '#shared/kernel/app-error.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import type { GreyFrame, ReadFrames, TakeJpeg } from '#main/ports/footage-frames.ts'
import { outputOf } from './fed-ffmpeg.ts'
import { readTimedFrames, TIMED_OUTPUT } from './timed-frames.ts'

const failure = 'frames.failed'

function argumentsFor(output: readonly string[]): string[] {
  const input = [
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
  ]
  return [...input, 'pipe:0', '-an', '-map', '0:v:0', ...output, 'pipe:1']
}

export function createReadFrames(ffmpegPath: string): ReadFrames {
  return async function* readFrames(input, { widthPx, heightPx }, signal): AsyncGenerator<GreyFrame> {
    const filter = `scale=${widthPx}:${heightPx}:flags=bilinear,format=gray`
    const args = argumentsFor([
      '-fps_mode',
      'passthrough',
      '-vf',
      filter,
      '-c:v',
      'rawvideo',
      ...TIMED_OUTPUT,
    ])
    const run = { ffmpegPath, args, input, signal, read: readTimedFrames, failure }
    for await (const { mediaSeconds, bytes } of outputOf(run)) yield { mediaSeconds, pixels: bytes }
  }
}

export function createTakeJpeg(ffmpegPath: string): TakeJpeg {
  return async (fragmentedMp4, { leftPx, topPx, widthPx, heightPx }, signal) => {
    const crop = `crop=${widthPx}:${heightPx}:${leftPx}:${topPx}`
    const quality = ['-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-f', 'mjpeg']
    const args = argumentsFor(['-frames:v', '1', '-vf', crop, ...quality])
    const input = Readable.from([fragmentedMp4])
    const read = (stdout: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => stdout
    const chunks: Uint8Array[] = []
    for await (const chunk of outputOf({ ffmpegPath, args, input, signal, read, failure }))
      chunks.push(Uint8Array.from(chunk))
    if (chunks.length === 0) throw new AppError('unavailable', failure, { log: '' })
    return concatBytes(chunks)
  }
}
