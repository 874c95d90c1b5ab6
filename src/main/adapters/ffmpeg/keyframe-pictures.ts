import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { pipeline } from 'node:stream/promises'
import ffmpeg from 'fluent-ffmpeg'
import { AppError } from '#shared/kernel/app-error.ts'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX, PIXELS } from '#shared/presence/grey-picture.model.ts'
import type { KeyframePicture, ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'

const LOG_BYTES = 4 * 1024

function keyframeArguments(): string[] {
  return ffmpeg('pipe:0')
    .inputOptions([
      '-hide_banner',
      '-nostats',
      '-loglevel info',
      '-copyts',
      '-threads 1',
      '-skip_frame nokey',
      '-f mp4',
    ])
    .noAudio()
    .outputOptions([
      '-map 0:v:0',
      '-vsync passthrough',
      // Averaging, not picking: noise goes, and a thin thing does not flicker. `showinfo` tells each picture's time.
      `-vf scale=${PICTURE_WIDTH_PX}:${PICTURE_HEIGHT_PX}:flags=area,format=gray,showinfo=checksum=0`,
    ])
    .format('rawvideo')
    .output('pipe:1')
    ._getArguments()
}

const SHOWN_AT = /\bpts_time:\s*(-?[\d.]+)/

/** Media times in the order of the pictures, as `showinfo` tells them; the rest of what ffmpeg says is kept for an error. */
export function readTimes(stream: NodeJS.ReadableStream) {
  const times: number[] = []
  let unfinished = ''
  let log = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (unfinished + chunk).split('\n')
    unfinished = lines.pop() ?? ''
    for (const line of lines) {
      const time = SHOWN_AT.exec(line)?.[1]
      if (time !== undefined) times.push(Number(time))
      else if (!line.includes('showinfo')) log = `${log}${line}\n`.slice(-LOG_BYTES)
    }
  })
  return { times, log: () => log }
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

type Numbered = { readonly number: number; readonly pixels: Uint8Array }

async function* numberedPictures(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Numbered> {
  const picture = new Uint8Array(PIXELS)
  let filled = 0
  let number = 0
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length; ) {
      const taken = bytes.subarray(at, at + PIXELS - filled)
      picture.set(taken, filled)
      filled += taken.length
      at += taken.length
      if (filled < PIXELS) continue
      filled = 0
      yield { number, pixels: picture.slice() }
      number += 1
    }
  }
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
    const { times, log } = readTimes(child.stderr)
    const fed = feed(child, input)
    // Who throws is awaited below; a rejection in between must not end the program.
    fed.catch(() => child.kill('SIGKILL'))
    const waiting: Numbered[] = []
    try {
      for await (const picture of numberedPictures(child.stdout)) {
        waiting.push(picture)
        yield* timed(waiting, times)
      }
      const code = await ended
      yield* timed(waiting, times)
      await fed
      if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
      if (code !== 0) throw new AppError('unavailable', 'keyframes.failed', { log: log() })
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  }
}

/** Those of the waiting pictures whose time has come through the other pipe. */
function* timed(waiting: Numbered[], times: readonly number[]): Generator<KeyframePicture> {
  for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
    const mediaSeconds = times[first.number]
    if (mediaSeconds === undefined) return
    waiting.shift()
    yield { mediaSeconds, pixels: first.pixels }
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
