import ffmpeg from 'fluent-ffmpeg'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX } from '#shared/presence/grey-picture.model.ts'
import type { KeyframePicture, ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import { outputOf } from './fed-ffmpeg.ts'
import { readTimedFrames, TIMED_OUTPUT } from './timed-frames.ts'

function keyframeArguments(): string[] {
  return ffmpeg('pipe:0')
    .inputOptions([
      '-hide_banner',
      '-nostats',
      '-loglevel error',
      '-copyts',
      '-threads 1',
      '-skip_frame nokey',
      '-f mp4',
    ])
    .noAudio()
    .outputOptions([
      '-map 0:v:0',
      '-vsync passthrough',
      // Averaging, not picking: noise goes, and a thin thing does not flicker.
      `-vf scale=${PICTURE_WIDTH_PX}:${PICTURE_HEIGHT_PX}:flags=area,format=gray`,
    ])
    .videoCodec('rawvideo')
    .outputOptions([...TIMED_OUTPUT])
    .output('pipe:1')
    ._getArguments()
}

export function createReadKeyframes(ffmpegPath: string): ReadKeyframes {
  return async function* readKeyframes(input, signal): AsyncGenerator<KeyframePicture> {
    const args = keyframeArguments()
    const run = { ffmpegPath, args, input, signal, read: readTimedFrames, failure: 'keyframes.failed' }
    for await (const { mediaSeconds, bytes } of outputOf(run)) yield { mediaSeconds, pixels: bytes }
  }
}
