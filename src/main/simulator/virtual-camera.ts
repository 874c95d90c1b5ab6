import { createFaultControl, type CameraFault, type FaultControl } from './camera-fault.ts'
import { createDeviceAuthentication } from './onvif/device-authentication.ts'
import { devicePath, type DeviceFacts, type MediaProfile } from './onvif/device-facts.ts'
import { createOnvifServer } from './onvif/onvif-server.ts'
import { createRtspAuthentication } from './rtsp/rtsp-authentication.ts'
import { createRtspServer } from './rtsp/rtsp-server.ts'
import { createSceneRenderer } from './scene/scene-renderer.ts'
import { createYuvFrame } from './scene/yuv-frame.ts'
import type { SceneScript } from './script/scene-script.ts'
import type { TcpListener } from './tcp-listener.ts'
import { startCameraVideo, type CameraVideo } from './video/camera-video.ts'
import { startFrameLoop } from './video/frame-loop.ts'
import { encodeJpeg } from './video/snapshot.ts'
import type { EncoderOptions } from './video/video-encoder.ts'
import { cameraSettings, type CameraSettings, type VirtualCameraOptions } from './virtual-camera-options.ts'

export type VirtualCamera = {
  readonly name: string
  /** Address of the ONVIF device service. */
  readonly onvifUrl: string
  /** Address of the main stream, without credentials. */
  readonly rtspUrl: string
  readonly username: string
  readonly password: string
  readonly script: SceneScript
  /** Replaces the fault in force; resolves when it is. */
  setFault(fault: CameraFault): Promise<void>
  /** Ends any fault; resolves when the camera answers again. */
  restore(): Promise<void>
  /** Steps the camera's clock: ONVIF time, burned-in clock and the NTP time of RTCP at once. */
  setClockOffsetMs(clockOffsetMs: number): void
  /** Ends ffmpeg, sockets and timers. */
  stop(): Promise<void>
}

type Clock = { offsetMs: number }

type Network = {
  readonly rtsp: TcpListener
  readonly onvif: TcpListener
  readonly faults: FaultControl
  readonly facts: DeviceFacts
}

const realm = 'IP Camera'
const subSize = { widthPx: 320, heightPx: 180, bitsPerSecond: 150_000 } as const

/** Starts one camera and resolves when its first picture is encoded and both servers listen. */
export async function startVirtualCamera(options: VirtualCameraOptions): Promise<VirtualCamera> {
  const settings = cameraSettings(options)
  const clock: Clock = { offsetMs: settings.clockOffsetMs }
  const profiles = mediaProfiles(settings)
  const videos = profiles.map((profile) =>
    startCameraVideo(encoderOptions(settings, profile), settings.onProblem),
  )
  const streams = new Map(profiles.map((profile, index) => [profile.path, videos[index]] as const))
  const renderer = createSceneRenderer({ ...settings, cameraName: settings.name })
  const loop = startFrameLoop({
    ...settings,
    ready: () => videos.every((video) => video.ready()),
    onFrame(frame, time) {
      renderer.render(frame, time.stationMs, time.stationMs + clock.offsetMs)
      for (const video of videos) video.write(frame, time)
    },
  })
  const snapshot = async (): Promise<Buffer> => {
    const frame = createYuvFrame(settings.widthPx, settings.heightPx)
    renderer.render(frame, settings.now(), settings.now() + clock.offsetMs)
    return encodeJpeg(settings.ffmpegPath, frame)
  }
  const network = createNetwork(settings, clock, profiles, streams, snapshot)
  async function stop(): Promise<void> {
    loop.stop()
    await Promise.all([network.faults.shutDown(), ...videos.map((video) => video.stop())])
  }
  try {
    await Promise.all(videos.map((video) => video.started))
    await network.faults.restore()
  } catch (cause) {
    await stop()
    throw new Error(`Virtual camera "${settings.name}" did not start`, { cause })
  }
  return describeCamera(settings, clock, network, stop)
}

function describeCamera(
  settings: CameraSettings,
  clock: Clock,
  network: Network,
  stop: () => Promise<void>,
): VirtualCamera {
  return {
    name: settings.name,
    onvifUrl: network.facts.httpBase() + devicePath,
    rtspUrl: `${network.facts.rtspBase()}/main`,
    ...settings.credentials,
    script: settings.script,
    setFault: (fault) => network.faults.setFault(fault),
    restore: () => network.faults.restore(),
    setClockOffsetMs(clockOffsetMs) {
      clock.offsetMs = clockOffsetMs
    },
    stop,
  }
}

function createNetwork(
  settings: CameraSettings,
  clock: Clock,
  profiles: DeviceFacts['profiles'],
  videos: ReadonlyMap<string, CameraVideo | undefined>,
  snapshot: () => Promise<Buffer>,
): Network {
  const { credentials, host, identity, name } = settings
  const deviceNow = (): number => settings.now() + clock.offsetMs
  const facts: DeviceFacts = {
    identity,
    name,
    profiles,
    deviceNow,
    httpBase: () => `http://${host}:${onvif.port()}`,
    rtspBase: () => `rtsp://${host}:${rtsp.port()}`,
  }
  const onvifAuthentication = createDeviceAuthentication({
    mode: settings.authenticationMode,
    credentials,
    realm,
    digestAlgorithms: settings.digestAlgorithms,
    deviceNow,
    refuses: () => faults.refusesCredentials(),
  })
  const rtspAuthentication = createRtspAuthentication(credentials, realm)
  const streams = [...videos].flatMap(([path, video]) =>
    video === undefined ? [] : [[path, video.stream] as const],
  )
  const rtsp = createRtspServer(
    { host, port: settings.rtspPort },
    {
      streams: new Map(streams),
      audio: settings.audio,
      authentication: rtspAuthentication,
      behaviour: () => faults.rtspBehaviour(),
      cameraTime: (time) => time.stationMs + clock.offsetMs,
      now: settings.now,
      maximumQueuedBytes: settings.maximumQueuedBytes,
    },
  )
  const onvif = createOnvifServer(
    { host, port: settings.onvifPort },
    { facts, authentication: onvifAuthentication, snapshot },
  )
  const faults = createFaultControl({
    rtsp,
    onvif,
    onRestart() {
      onvifAuthentication.reset()
      rtspAuthentication.reset()
    },
    onProblem: settings.onProblem,
  })
  return { rtsp, onvif, faults, facts }
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
    bitsPerSecond: profile.bitsPerSecond,
    keyframeSpacingSeconds: profile.keyframeSpacingSeconds,
  }
}
