import type { Credentials } from './credentials.ts'
import type { DiscoveryOptions } from './discovery/discovery-responder.ts'
import type { DigestAlgorithm } from './http-digest.ts'
import type { OnvifAuthenticationMode } from './onvif/device-authentication.ts'
import type { DeviceIdentity } from './onvif/device-facts.ts'
import type { SceneScript } from './script/scene-script.ts'
import { sdCardSettings, type SdCardOptions, type SdCardSettings } from './sd-card/sd-card-options.ts'
import type { VideoCodec } from './video/video-codec.ts'

export type VirtualCameraOptions = {
  /** Shown in the picture (as capitals without diacritics) and as the ONVIF name scope. */
  readonly name: string
  /** What the drawn people do; its room decides the scene. */
  readonly script: SceneScript
  /** Default `ffmpeg`, looked up in PATH. */
  readonly ffmpegPath?: string | undefined
  /** Address to listen on, and the one in all URLs. Default 127.0.0.1. */
  readonly host?: string | undefined
  /** TCP port of the ONVIF device. Default 0: any free one, kept for the camera's life. */
  readonly onvifPort?: number | undefined
  /** TCP port of the RTSP server. Default 0: any free one, kept for the camera's life. */
  readonly rtspPort?: number | undefined
  /** Default `admin`. */
  readonly username?: string | undefined
  /** Default `Minh-Chung-2026`. */
  readonly password?: string | undefined
  /** Picture size of the main stream, even numbers, 16:9 looks right. Default 640 × 360. */
  readonly widthPx?: number | undefined
  readonly heightPx?: number | undefined
  /** Default 12. */
  readonly framesPerSecond?: number | undefined
  /** What profiles, SDP and the stream's own header claim, while `framesPerSecond` are sent. Default: the truth. */
  readonly declaredFramesPerSecond?: number | undefined
  /** Default 600 000. */
  readonly bitsPerSecond?: number | undefined
  /** Default 2. */
  readonly keyframeSpacingSeconds?: number | undefined
  /** Default `h264`. */
  readonly codec?: VideoCodec | undefined
  /** A second stream `/sub` of 320 × 180, always H.264. Default false. */
  readonly sub?: boolean | undefined
  /** A G.711 A-law track with a beep every second. Default false. */
  readonly audio?: boolean | undefined
  /** The camera's clock minus station time. Default 0. */
  readonly clockOffsetMs?: number | undefined
  /** Which proofs of the password ONVIF takes. Default `both`. */
  readonly authenticationMode?: OnvifAuthenticationMode | undefined
  /** Order of the HTTP Digest challenges. Default MD5, then SHA-256. */
  readonly digestAlgorithms?: readonly DigestAlgorithm[] | undefined
  /** Media2 (ver20), the only service that can name H.265. Default true. */
  readonly media2?: boolean | undefined
  /**
   * What the old Media service, which has no word for H.265, says of such a profile: `h264` (most devices; a lie) or
   * `left-out` (a profile without an encoder). Default `h264`.
   */
  readonly media1ForH265?: 'h264' | 'left-out' | undefined
  /** PullPoint events. Default true. */
  readonly events?: boolean | undefined
  /** Event calls without `wsa:Action` and `wsa:MessageID` are refused, and pulls hung up on. Default false. */
  readonly strictAddressing?: boolean | undefined
  /** A card with recordings: Profile G search, and replay over RTSP. Default: none. */
  readonly sdCard?: SdCardOptions | undefined
  /** Host in the stream and replay addresses that ONVIF gives, such as one that leads nowhere. Default: `host`. */
  readonly internalStreamHost?: string | undefined
  /** Host in the addresses of ONVIF services and subscriptions, as behind NAT. Default: `host`. */
  readonly internalServiceHost?: string | undefined
  /** Answers WS-Discovery. Default: it does not. */
  readonly discovery?: DiscoveryOptions | undefined
  /** Parts of what GetDeviceInformation answers that differ from the default. */
  readonly identity?: Partial<DeviceIdentity> | undefined
  /** An RTSP client that leaves more than this unread is cut off. Default 1 MiB. */
  readonly maximumQueuedBytes?: number | undefined
  /** Station time, epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Hears of a died encoder (it is started again) and a failed return. Default: a process warning. */
  readonly onProblem?: ((error: Error) => void) | undefined
}

export type CameraSettings = {
  readonly name: string
  readonly script: SceneScript
  readonly ffmpegPath: string
  readonly host: string
  readonly onvifPort: number
  readonly rtspPort: number
  readonly credentials: Credentials
  readonly widthPx: number
  readonly heightPx: number
  readonly framesPerSecond: number
  readonly declaredFramesPerSecond: number
  readonly bitsPerSecond: number
  readonly keyframeSpacingSeconds: number
  readonly codec: VideoCodec
  readonly sub: boolean
  readonly audio: boolean
  readonly clockOffsetMs: number
  readonly authenticationMode: OnvifAuthenticationMode
  readonly digestAlgorithms: readonly DigestAlgorithm[]
  readonly media2: boolean
  readonly media1ForH265: 'h264' | 'left-out'
  readonly events: boolean
  readonly strictAddressing: boolean
  readonly sdCard: SdCardSettings | null
  readonly internalStreamHost: string
  readonly internalServiceHost: string
  readonly discovery: DiscoveryOptions | null
  readonly identity: DeviceIdentity
  readonly maximumQueuedBytes: number
  readonly now: () => number
  readonly onProblem: (error: Error) => void
}

const defaultIdentity: DeviceIdentity = {
  manufacturer: 'Minh Chung',
  model: 'VC-640',
  firmwareVersion: '2.40',
  serialNumber: '20261123000000000001',
  hardwareId: '1.0',
}

/** Fills in the defaults and refuses what cannot work. */
export function cameraSettings(options: VirtualCameraOptions): CameraSettings {
  const widthPx = options.widthPx ?? 640
  const heightPx = options.heightPx ?? 360
  assertSize(widthPx, heightPx)
  const host = options.host ?? '127.0.0.1'
  const framesPerSecond = positive('framesPerSecond', options.framesPerSecond ?? 12)
  return {
    name: options.name,
    script: options.script,
    ffmpegPath: options.ffmpegPath ?? 'ffmpeg',
    host,
    onvifPort: options.onvifPort ?? 0,
    rtspPort: options.rtspPort ?? 0,
    credentials: { username: options.username ?? 'admin', password: options.password ?? 'Minh-Chung-2026' },
    widthPx,
    heightPx,
    framesPerSecond,
    declaredFramesPerSecond: positive(
      'declaredFramesPerSecond',
      options.declaredFramesPerSecond ?? framesPerSecond,
    ),
    bitsPerSecond: positive('bitsPerSecond', options.bitsPerSecond ?? 600_000),
    keyframeSpacingSeconds: positive('keyframeSpacingSeconds', options.keyframeSpacingSeconds ?? 2),
    codec: options.codec ?? 'h264',
    sub: options.sub ?? false,
    audio: options.audio ?? false,
    clockOffsetMs: options.clockOffsetMs ?? 0,
    authenticationMode: options.authenticationMode ?? 'both',
    digestAlgorithms: options.digestAlgorithms ?? ['MD5', 'SHA-256'],
    media2: options.media2 ?? true,
    media1ForH265: options.media1ForH265 ?? 'h264',
    events: options.events ?? true,
    strictAddressing: options.strictAddressing ?? false,
    sdCard:
      options.sdCard === undefined
        ? null
        : sdCardSettings(options.sdCard, { widthPx, heightPx, framesPerSecond }),
    internalStreamHost: options.internalStreamHost ?? host,
    internalServiceHost: options.internalServiceHost ?? host,
    discovery: options.discovery ?? null,
    identity: { ...defaultIdentity, ...options.identity },
    maximumQueuedBytes: options.maximumQueuedBytes ?? 1_048_576,
    now: options.now ?? Date.now,
    onProblem: options.onProblem ?? ((error) => process.emitWarning(error)),
  }
}

/** What `changeVideo` can change. */
export type VideoChanges = Partial<
  Pick<
    CameraSettings,
    | 'codec'
    | 'widthPx'
    | 'heightPx'
    | 'framesPerSecond'
    | 'declaredFramesPerSecond'
    | 'bitsPerSecond'
    | 'keyframeSpacingSeconds'
    | 'sub'
  >
>

export function changedSettings(settings: CameraSettings, changes: VideoChanges): CameraSettings {
  const declaredFramesPerSecond =
    changes.declaredFramesPerSecond ?? changes.framesPerSecond ?? settings.declaredFramesPerSecond
  const changed = { ...settings, ...changes, declaredFramesPerSecond }
  assertSize(changed.widthPx, changed.heightPx)
  return changed
}

function assertSize(widthPx: number, heightPx: number): void {
  const usable = (sizePx: number): boolean => Number.isInteger(sizePx) && sizePx % 2 === 0 && sizePx >= 160
  if (!usable(widthPx) || !usable(heightPx)) {
    throw new RangeError(`Picture size ${widthPx}x${heightPx}: both must be even numbers of at least 160`)
  }
}

function positive(name: string, value: number): number {
  if (!(value > 0)) throw new RangeError(`${name} must be above 0, not ${value}`)
  return value
}
