import type { YuvFrame } from '../scene/yuv-frame.ts'
import { createYuvFrame } from '../scene/yuv-frame.ts'
import type { FrameTime } from './video-encoder.ts'

export type FrameLoopOptions = {
  readonly widthPx: number
  readonly heightPx: number
  readonly framesPerSecond: number
  /** Station time, epoch milliseconds. */
  readonly now: () => number
  /** False: nobody can take the next frame, it is left out. */
  readonly ready: () => boolean
  /** Draws into the frame and hands it on. */
  readonly onFrame: (frame: YuvFrame, time: FrameTime) => void
}

export type FrameLoop = { stop(): void }

/** A frame's bytes are still being written to ffmpeg while the next ones are drawn. */
const frameBuffers = 4

/** Calls `onFrame` at a steady pace of the monotonic clock; a tick that comes a whole frame too late is skipped. */
export function startFrameLoop(options: FrameLoopOptions): FrameLoop {
  const frames = Array.from({ length: frameBuffers }, () => createYuvFrame(options.widthPx, options.heightPx))
  const intervalMs = 1_000 / options.framesPerSecond
  const startedMs = performance.now()
  let tick = 0
  let bufferIndex = 0
  let timer = setTimeout(run, 0)

  function run(): void {
    const monotonicMs = performance.now()
    const frame = frames[bufferIndex % frames.length]
    if (frame !== undefined && options.ready()) {
      bufferIndex += 1
      options.onFrame(frame, { monotonicMs, stationMs: options.now() })
    }
    tick = Math.max(tick + 1, Math.floor((monotonicMs - startedMs) / intervalMs) + 1)
    timer = setTimeout(run, Math.max(0, startedMs + tick * intervalMs - performance.now()))
  }

  return { stop: () => clearTimeout(timer) }
}
