import type { VideoCodec } from '../video/video-codec.ts'

/** What the device tells about itself; every text is sent as it is, numbers are never read out of it. */
export type DeviceIdentity = {
  readonly manufacturer: string
  readonly model: string
  /** Such as `2.40`: a text that looks like a number. */
  readonly firmwareVersion: string
  /** Twenty digits: more than a JavaScript number holds. */
  readonly serialNumber: string
  readonly hardwareId: string
}

export type MediaProfile = {
  readonly token: string
  readonly name: string
  /** RTSP path, without a slash in front. */
  readonly path: string
  readonly codec: VideoCodec
  readonly widthPx: number
  readonly heightPx: number
  readonly framesPerSecond: number
  /** What clients are told. */
  readonly declaredFramesPerSecond: number
  readonly bitsPerSecond: number
  readonly keyframeSpacingSeconds: number
}

/** An optional service, advertised only where it is there. */
export type OptionalService = 'media2' | 'events' | 'recordings'

/** Read anew for every answer: identity and profiles of a running camera can change. */
export type DeviceFacts = {
  readonly identity: DeviceIdentity
  /** Shown as the ONVIF name scope. */
  readonly name: string
  readonly profiles: readonly [MediaProfile, ...MediaProfile[]]
  readonly offers: ReadonlySet<OptionalService>
  /** How the old Media service, which has no word for H.265, describes such a profile. */
  readonly media1ForH265: 'h264' | 'left-out'
  /** Base address of services such as `http://127.0.0.1:8080`, without a slash at the end. */
  readonly httpBase: () => string
  /** Base address of streams such as `rtsp://127.0.0.1:8554`. */
  readonly rtspBase: () => string
  /** The device's own clock, epoch milliseconds. */
  readonly deviceNow: () => number
}

export const devicePath = '/onvif/device_service'
export const mediaPath = '/onvif/media_service'
export const media2Path = '/onvif/media2_service'
export const eventPath = '/onvif/event_service'
export const recordingPath = '/onvif/recording_service'
export const searchPath = '/onvif/search_service'
export const replayPath = '/onvif/replay_service'
export const snapshotPath = '/onvif/snapshot'
