import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { Readable } from 'node:stream'
import { AppError } from '#shared/kernel/app-error.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import type { GreyFrame, ReadFrames, TakeJpeg } from '#main/ports/footage-frames.ts'
import { feed, readTimes } from './keyframe-pictures.ts'
import { endWithProgram } from './process-guard.ts'

const INPUT = [
  '-hide_banner',
  '-nostats',
  '-loglevel',
  'info',
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

/** The stream cut into pieces of one length; a last piece that is shorter is dropped. */
async function* piecesOf(stream: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(length)
  let filled = 0
  for await (const bytes of stream)
    for (let at = 0; at < bytes.length; ) {
      const taken = bytes.subarray(at, at + length - filled)
      piece.set(taken, filled)
      filled += taken.length
      at += taken.length
      if (filled < length) continue
      yield piece
      piece = new Uint8Array(length)
      filled = 0
    }
}

/** Those of the waiting frames whose time has come through the other pipe. */
function* timed(waiting: Uint8Array[], times: readonly number[], first: number): Generator<GreyFrame> {
  for (let number = first; waiting[0] !== undefined; number += 1) {
    const mediaSeconds = times[number]
    if (mediaSeconds === undefined) return
    yield { mediaSeconds, pixels: waiting[0] }
    waiting.shift()
  }
}

function endOf(code: number | null, signal: AbortSignal, log: string): void {
  if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
  if (code !== 0) throw new AppError('unavailable', 'frames.failed', { log })
}

export function createReadFrames(ffmpegPath: string): ReadFrames {
  return async function* readFrames(input, { widthPx, heightPx }, signal): AsyncGenerator<GreyFrame> {
    const filter = `scale=${widthPx}:${heightPx}:flags=bilinear,format=gray,showinfo=checksum=0`
    const output = ['-fps_mode', 'passthrough', '-vf', filter, '-f', 'rawvideo']
    const { child, ended } = startFfmpeg(ffmpegPath, output, signal)
    const { times, log } = readTimes(child.stderr)
    const fed = feed(child, input)
    // Who throws is awaited below; a rejection in between must not end the program.
    fed.catch(() => child.kill('SIGKILL'))
    const waiting: Uint8Array[] = []
    let number = 0
    try {
      for await (const pixels of piecesOf(child.stdout, widthPx * heightPx)) {
        waiting.push(pixels)
        for (const frame of timed(waiting, times, number)) {
          number += 1
          yield frame
        }
      }
      const code = await ended
      yield* timed(waiting, times, number)
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
    const { log } = readTimes(child.stderr)
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
