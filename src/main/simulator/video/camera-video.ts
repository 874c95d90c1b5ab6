import { createLiveStreamFeed, type LiveStream } from '../rtsp/live-stream.ts'
import type { YuvFrame } from '../scene/yuv-frame.ts'
import { startVideoEncoder, type EncoderOptions, type FrameTime, type VideoEncoder } from './video-encoder.ts'

/** One stream of a camera: an encoder that is started again when it dies, and the feed that its pictures go to. */
export type CameraVideo = {
  readonly stream: LiveStream
  /** Resolves with the first keyframe; rejects when ffmpeg cannot make one. */
  readonly started: Promise<void>
  readonly ready: () => boolean
  write(frame: YuvFrame, time: FrameTime): void
  stop(): Promise<void>
}

const startTimeoutMs = 20_000
const restartDelayMs = 1_000

export function startCameraVideo(options: EncoderOptions, onProblem: (error: Error) => void): CameraVideo {
  const first = Promise.withResolvers<void>()
  let hasStarted = false
  let stopped = false
  let encoder: VideoEncoder | null = null
  let restartTimer: NodeJS.Timeout | undefined
  const startTimer = setTimeout(() => {
    first.reject(new Error(`ffmpeg at "${options.ffmpegPath}" made no picture within ${startTimeoutMs} ms`))
  }, startTimeoutMs)
  const feed = createLiveStreamFeed({
    codec: options.codec,
    declaredFramesPerSecond: options.declaredFramesPerSecond,
    bitsPerSecond: options.bitsPerSecond,
    parameterSets: () => encoder?.parameterSets() ?? null,
  })

  function start(): void {
    encoder = startVideoEncoder(options, {
      onPicture(picture) {
        if (!hasStarted && picture.keyframe) {
          hasStarted = true
          clearTimeout(startTimer)
          first.resolve()
        }
        feed.publish(picture)
      },
      onFailure(error) {
        encoder = null
        if (stopped) return
        if (!hasStarted) {
          first.reject(error)
          return
        }
        onProblem(error)
        restartTimer = setTimeout(start, restartDelayMs)
      },
    })
  }

  start()
  return {
    stream: feed,
    started: first.promise,
    ready: () => encoder?.ready() ?? false,
    write: (frame, time) => encoder?.write(frame.bytes, time),
    async stop() {
      stopped = true
      clearTimeout(startTimer)
      clearTimeout(restartTimer)
      await encoder?.stop()
    },
  }
}
