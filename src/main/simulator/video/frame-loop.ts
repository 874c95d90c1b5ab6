import type { YuvFrame } from '../scene/yuv-frame.ts'
import { createYuvFrame } from '../scene/yuv-frame.ts'
import type { FrameTime } from './video-encoder.ts'

export type FrameLoopOptions = {
  readonly widthPx: number
  readonly heightPx: number
  readonly framesPerSecond: number
  /** Station time, epoch milliseconds. */
  readonly now: () => number
  /** False: nobody can take the next frame, it has to wait. */
  readonly ready: () => boolean
  /** Draws into the frame and hands it on. */
  readonly onFrame: (frame: YuvFrame, time: FrameTime) => void
}

export type FrameLoop = { stop(): void }

/** A frame's bytes are still being written to ffmpeg while the next ones are drawn. */
const frameBuffers = 4
/** A busy computer draws a frame late rather than never; what is later than this is left out. */
const mostLateMs = 500
const retryMs = 5

/**
 * Calls `onFrame` for every tick of a steady pace. A frame has the time of its tick even when it is drawn late, as a
 * sensor's has: the stream's rate does not depend on how busy the computer is.
 */
export function startFrameLoop(options: FrameLoopOptions): FrameLoop {
  const frames = Array.from({ length: frameBuffers }, () => createYuvFrame(options.widthPx, options.heightPx))
  const intervalMs = 1_000 / options.framesPerSecond
  const startedMs = performance.now()
  const timeOf = (number: number): number => startedMs + number * intervalMs
  let tick = 0
  let bufferIndex = 0
  let timer = setTimeout(run, 0)

  function run(): void {
    const lateMs = performance.now() - timeOf(tick)
    if (lateMs > mostLateMs) tick = Math.ceil((performance.now() - startedMs) / intervalMs)
    else if (options.ready()) draw(lateMs)
    const waitMs = timeOf(tick) - performance.now()
    timer = setTimeout(run, waitMs > 0 ? waitMs : retryMs)
  }

  function draw(lateMs: number): void {
    const frame = frames[bufferIndex % frames.length]
    if (frame === undefined) return
    bufferIndex += 1
    options.onFrame(frame, { monotonicMs: timeOf(tick), stationMs: options.now() - lateMs })
    tick += 1
  }

  return { stop: () => clearTimeout(timer) }
}
