import type { ParameterSets } from '../video/video-codec.ts'
import { createSceneRenderer, type SceneRenderer } from '../scene/scene-renderer.ts'
import type { NalUnit } from '../video/annex-b.ts'
import type { EncodedPicture } from '../video/video-encoder.ts'
import { encodeScene, type SceneOptions } from './encode-scene.ts'
import { framesOf, keyframeAtOrBefore, lastFrameOf, type DeviceRange } from './frame-grid.ts'
import type { Stretch } from './sd-card.ts'

export type FootagePicture = {
  readonly nalUnits: readonly NalUnit[]
  readonly keyframe: boolean
  /** What the clock in the picture shows. */
  readonly deviceMs: number
  /** The first after a hole. */
  readonly afterHole: boolean
  /** The last before a hole, or of all. */
  readonly beforeHole: boolean
}

export type Footage = {
  readonly framesPerSecond: number
  parameterSets(): Promise<ParameterSets>
  /**
   * Pictures of past time, drawn and encoded as they are asked for: always the same bytes for the same moment. Begins
   * with the keyframe at or before `fromDeviceMs`, ends before `toDeviceMs`. Leaving the iteration early ends ffmpeg.
   */
  pictures(stretches: readonly Stretch[], range: DeviceRange): AsyncGenerator<FootagePicture, void>
}

const h264Information = 6

/** Holds no video: the scene is a function of time, and so is what the card recorded of it. */
export function createFootage(options: SceneOptions): Footage {
  let renderer: SceneRenderer | null = null
  let sets: Promise<ParameterSets> | null = null
  // Drawing the background takes a while, and most cards are never read.
  const scene = (): SceneRenderer => {
    renderer ??= createSceneRenderer(options)
    return renderer
  }

  async function encodeOne(): Promise<ParameterSets> {
    const encoding = encodeScene(options, scene(), 0, [{ number: 0, deviceMs: 0 }])
    for await (const _picture of encoding.pictures()) break
    const found = encoding.parameterSets()
    if (found === null) throw new Error('ffmpeg made no picture for the card')
    return found
  }

  return {
    framesPerSecond: options.framesPerSecond,
    parameterSets() {
      sets ??= encodeOne()
      return sets
    },
    async *pictures(stretches, range) {
      const parts = stretches.filter(
        (stretch) => stretch.toDeviceMs > range.fromDeviceMs && stretch.fromDeviceMs < range.toDeviceMs,
      )
      for (const [index, stretch] of parts.entries()) {
        const shownFromMs = keyframeAtOrBefore(stretch, range.fromDeviceMs)
        const lastMs = lastFrameOf(options.framesPerSecond, stretch)
        const frames = framesOf(options.framesPerSecond, stretch, range)
        let afterHole = index > 0
        for await (const picture of encodeScene(options, scene(), stretch.offsetMs, frames).pictures()) {
          const deviceMs = picture.time.stationMs + stretch.offsetMs
          if (deviceMs < shownFromMs) continue
          yield { ...withoutInformation(picture), deviceMs, afterHole, beforeHole: deviceMs === lastMs }
          afterHole = false
        }
      }
    },
  }
}

/** The encoder's note about itself comes with its first picture alone: without it all replays are alike. */
function withoutInformation(picture: EncodedPicture): Pick<FootagePicture, 'nalUnits' | 'keyframe'> {
  const nalUnits = picture.nalUnits.filter((unit) => ((unit[0] ?? 0) & 0x1f) !== h264Information)
  return { nalUnits, keyframe: picture.keyframe }
}
