import type { SceneRenderer } from '../scene/scene-renderer.ts'
import { createYuvFrame } from '../scene/yuv-frame.ts'
import type { SceneScript } from '../script/scene-script.ts'
import type { ParameterSets } from '../video/video-codec.ts'
import { startVideoEncoder, type EncodedPicture, type VideoEncoder } from '../video/video-encoder.ts'
import type { GridFrame } from './frame-grid.ts'
import { createHandover } from './handover.ts'

export type SceneOptions = {
  readonly ffmpegPath: string
  readonly cameraName: string
  readonly script: SceneScript
  readonly widthPx: number
  readonly heightPx: number
  readonly framesPerSecond: number
}

export type SceneEncoding = {
  readonly parameterSets: () => ParameterSets | null
  /** Can be taken once; leaving the iteration ends ffmpeg. Throws when ffmpeg fails. */
  pictures(): AsyncGenerator<EncodedPicture, void>
}

/** Encoded pictures that wait for a slow reader before no more are drawn. */
const picturesAhead = 24

/** Draws and encodes frames as fast as they are taken. Their `time.stationMs` is station time. */
export function encodeScene(
  options: SceneOptions,
  renderer: SceneRenderer,
  offsetMs: number,
  frames: Iterable<GridFrame>,
): SceneEncoding {
  let encoder: VideoEncoder | null = null

  async function* pictures(): AsyncGenerator<EncodedPicture, void> {
    const handover = createHandover<EncodedPicture>(picturesAhead)
    const running = startVideoEncoder(encoderOptions(options), {
      onPicture: (picture) => handover.put(picture),
      onFailure: (error) => handover.end(error),
    })
    encoder = running

    async function draw(): Promise<void> {
      const frame = createYuvFrame(options.widthPx, options.heightPx)
      for (const { number, deviceMs } of frames) {
        if (!(await handover.whenRoom())) return
        const stationMs = deviceMs - offsetMs
        renderer.render(frame, stationMs, deviceMs, number)
        await new Promise<void>((resolve) => {
          running.write(frame.bytes, { monotonicMs: stationMs, stationMs }, resolve)
        })
      }
      await running.finish()
      handover.end()
    }

    const drawn = draw()
    try {
      yield* handover.items()
    } finally {
      handover.end()
      await running.stop()
      await drawn
    }
  }

  return { parameterSets: () => encoder?.parameterSets() ?? null, pictures }
}

function encoderOptions(options: SceneOptions): Parameters<typeof startVideoEncoder>[0] {
  const { ffmpegPath, widthPx, heightPx, framesPerSecond } = options
  return {
    ffmpegPath,
    codec: 'h264',
    inputWidthPx: widthPx,
    inputHeightPx: heightPx,
    outputWidthPx: widthPx,
    outputHeightPx: heightPx,
    framesPerSecond,
    declaredFramesPerSecond: framesPerSecond,
    bitsPerSecond: 0,
    constantQuality: true,
    keyframeSpacingSeconds: 2,
  }
}
