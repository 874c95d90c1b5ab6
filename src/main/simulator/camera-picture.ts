import type { DeviceClock } from './device-clock.ts'
import type { DeviceFacts, MediaProfile } from './onvif/device-facts.ts'
import type { LiveStream } from './rtsp/live-stream.ts'
import type { HeldScreen } from './scene/held-screen.ts'
import { createSceneRenderer } from './scene/scene-renderer.ts'
import { createYuvFrame, type YuvFrame } from './scene/yuv-frame.ts'
import { startCameraVideo } from './video/camera-video.ts'
import { startFrameLoop } from './video/frame-loop.ts'
import { encodeJpeg } from './video/snapshot.ts'
import type { EncoderOptions } from './video/video-encoder.ts'
import type { CameraSettings } from './virtual-camera-options.ts'

/** What a camera films and encodes, from its start until somebody changes the settings. */
export type CameraPicture = {
  readonly profiles: DeviceFacts['profiles']
  /** By RTSP path, such as `main`. */
  readonly streams: ReadonlyMap<string, LiveStream>
  /** Resolves when every stream has its first keyframe. */
  readonly started: Promise<void>
  /** A JPEG of this moment. */
  snapshot(): Promise<Buffer>
  stop(): Promise<void>
}

const subSize = { widthPx: 320, heightPx: 180, bitsPerSecond: 150_000 } as const

export function startCameraPicture(
  settings: CameraSettings,
  clock: DeviceClock,
  held: HeldScreen,
): CameraPicture {
  const profiles = mediaProfiles(settings)
  const videos = profiles.map((profile) => ({
    path: profile.path,
    video: startCameraVideo(encoderOptions(settings, profile), settings.onProblem),
  }))
  const renderer = createSceneRenderer({ ...settings, cameraName: settings.name })
  const film = (frame: YuvFrame, stationMs: number): void => {
    renderer.render(frame, stationMs, stationMs + clock.offsetMs())
    held.draw(frame, stationMs)
  }
  const loop = startFrameLoop({
    ...settings,
    ready: () => videos.every(({ video }) => video.ready()),
    onFrame(frame, time) {
      film(frame, time.stationMs)
      for (const { video } of videos) video.write(frame, time)
    },
  })
  return {
    profiles,
    streams: new Map(videos.map(({ path, video }) => [path, video.stream])),
    async snapshot() {
      const frame = createYuvFrame(settings.widthPx, settings.heightPx)
      film(frame, settings.now())
      return encodeJpeg(settings.ffmpegPath, frame)
    },
    started: allStarted(videos.map(({ video }) => video.started)),
    async stop() {
      loop.stop()
      await Promise.all(videos.map(({ video }) => video.stop()))
    },
  }
}

async function allStarted(starts: readonly Promise<void>[]): Promise<void> {
  await Promise.all(starts)
}

function mediaProfiles(settings: CameraSettings): DeviceFacts['profiles'] {
  const main: MediaProfile = { ...settings, token: 'Profile_1', name: 'mainStream', path: 'main' }
  if (!settings.sub) return [main]
  return [main, { ...main, ...subSize, token: 'Profile_2', name: 'subStream', path: 'sub', codec: 'h264' }]
}

function encoderOptions(settings: CameraSettings, profile: MediaProfile): EncoderOptions {
  return {
    ffmpegPath: settings.ffmpegPath,
    codec: profile.codec,
    inputWidthPx: settings.widthPx,
    inputHeightPx: settings.heightPx,
    outputWidthPx: profile.widthPx,
    outputHeightPx: profile.heightPx,
    framesPerSecond: profile.framesPerSecond,
    declaredFramesPerSecond: profile.declaredFramesPerSecond,
    bitsPerSecond: profile.bitsPerSecond,
    keyframeSpacingSeconds: profile.keyframeSpacingSeconds,
  }
}
