import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { pipeline } from 'node:stream/promises'
import ffmpeg from 'fluent-ffmpeg'
import { AppError } from '#shared/kernel/app-error.ts'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX } from '#shared/presence/grey-picture.model.ts'
import type { KeyframePicture, ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'
import { readTimedFrames, TIMED_OUTPUT } from './timed-frames.ts'

const LOG_BYTES = 4 * 1024

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

/** The newest few kilobytes of what ffmpeg says, for an error. */
export function logTail(stream: NodeJS.ReadableStream): () => string {
  let log = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    log = (log + chunk).slice(-LOG_BYTES)
  })
  return () => log
}

/** @throws what the input threw; that ffmpeg stops reading is told by its exit */
export async function feed(
  child: ChildProcessWithoutNullStreams,
  input: AsyncIterable<Uint8Array>,
): Promise<void> {
  let failure: { readonly thrown: unknown } | null = null
  async function* watched() {
    try {
      yield* input
    } catch (thrown) {
      failure = { thrown }
      throw thrown
    }
  }
  await pipeline(watched, child.stdin).catch(() => {
    if (failure) throw failure.thrown
  })
}

export function createReadKeyframes(ffmpegPath: string): ReadKeyframes {
  return async function* readKeyframes(input, signal): AsyncGenerator<KeyframePicture> {
    const child = spawn(ffmpegPath, keyframeArguments(), { signal, windowsHide: true })
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
        yield { mediaSeconds, pixels: bytes }
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

/** The recorder comes first. */
export function lowerPriority(processId: number | undefined): void {
  if (processId === undefined) return
  try {
    setPriority(processId, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It may have ended already, or the system may not allow it: then it runs as others do.
  }
}
