import type {
  CameraEvent,
  DeviceCapabilities,
  DeviceIdentity,
  DeviceRecording,
  MediaProfile,
  StreamFacts,
} from '#shared/cameras/cameras.model.ts'
import type { OnvifAddress } from '#shared/cameras/camera-address.rules.ts'
import type { ClockReading } from '#shared/cameras/probe.rules.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'

/** How the device let us in; `none`: it answers anyone. */
export type DeviceAuth = 'wsse' | 'digest' | 'none'

export type DeviceTarget = {
  readonly address: OnvifAddress
  readonly username: string
  readonly password: string
}

export type VerifiedDevice = {
  readonly identity: DeviceIdentity
  readonly auth: DeviceAuth
}

/** What a device tells of itself while it runs. A hint, never evidence. */
export type DeviceEvent = Pick<CameraEvent, 'kind' | 'active' | 'topic' | 'source'> & {
  /** By the device's clock; null when it did not say. */
  readonly deviceAtMs: InstantMs | null
}

/**
 * One device that answered. Every call ends within the adapter's limit (8 s unless told) and at once when `signal` fires.
 *
 * All calls throw AppError: `unavailable reach.refused | reach.timeout | reach.no-host | reach.not-onvif`,
 * `forbidden credentials.wrong`, `unavailable device.fault | device.unreadable`, `cancelled call.cancelled`.
 * Those that need pictures also throw `unavailable reach.not-a-camera`: it speaks ONVIF and has no media service (a printer,
 * a door station, a switch).
 */
export type DeviceSession = {
  /** The host that answered. */
  readonly host: string
  /** Needs no credentials on a device that follows the standard. */
  readonly getDateAndTime: (signal?: AbortSignal) => Promise<ClockReading>
  /** Asks for what a device must not tell strangers. @throws AppError `forbidden credentials.wrong` */
  readonly verifyCredentials: (signal?: AbortSignal) => Promise<VerifiedDevice>
  /** What it advertises; a service that is named but does not answer counts as absent where that shows. */
  readonly getCapabilities: (signal?: AbortSignal) => Promise<DeviceCapabilities>
  /** Those with a video encoder, by Media2 where there is one; tokens and names as the device wrote them. */
  readonly getProfiles: (signal?: AbortSignal) => Promise<MediaProfile[]>
  /** As the device gave it. */
  readonly getStreamUri: (profileToken: string, signal?: AbortSignal) => Promise<string>
  /** Path and query as the device gave them, at the host and port that answered. */
  readonly getSnapshotUri: (profileToken: string, signal?: AbortSignal) => Promise<string>
  /** One JPEG from the snapshot address, at most 2 MB. @throws AppError `unavailable device.no-snapshot` */
  readonly getSnapshot: (profileToken: string, signal?: AbortSignal) => Promise<Uint8Array>
  /**
   * One PullPoint subscription: created, pulled, renewed, and given back when `signal` fires. Returns then; rejects when the
   * device lets it die, and starts nothing anew: its caller decides when. `onEvents` gets one answer's events in order.
   */
  readonly watchEvents: (
    onEvents: (events: readonly DeviceEvent[]) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>
  /** What its card holds (Profile G search), oldest first; empty when it has none. */
  readonly findRecordings: (signal?: AbortSignal) => Promise<DeviceRecording[]>
  /** RTSP address without credentials, at the host that answered. */
  readonly getReplayUri: (recordingToken: string, signal?: AbortSignal) => Promise<string>
}

export type CameraDevice = {
  /** Finds out whether an ONVIF device answers at the address. No credentials are sent unless it asks for them. */
  readonly connect: (target: DeviceTarget, signal?: AbortSignal) => Promise<DeviceSession>
}

export type ProbeStreamRequest = {
  /** RTSP, credentials inside. Never logged. */
  readonly url: string
  /** How much of the stream to watch at most; 10 000 unless told. */
  readonly durationMs?: number
  readonly signal?: AbortSignal
}

/**
 * Watches seconds of a real stream.
 * @throws AppError `stream.refused | stream.not-found | stream.unauthorized | stream.timeout | stream.no-video |
 *   stream.unsupported-codec`, `cancelled call.cancelled`, `unavailable ffmpeg.missing`
 */
export type ProbeStream = (request: ProbeStreamRequest) => Promise<StreamFacts>

export type ProbeContinuityRequest = {
  /** RTSP, credentials inside. Never logged. */
  readonly url: string
  readonly durationMs: number
}

export type ContinuityFacts = {
  /** RTP senders (SSRC) heard on the video's channel: more than one and another session's packets came with ours. */
  readonly ssrcs: number
  /** RTP packets of video that came; 0: none. */
  readonly packets: number
}

/**
 * Listens to a stream over RTSP/TCP packet by packet. Ends within 20 s, or `durationMs` and 10 s where that is longer.
 * @throws AppError `unavailable stream.refused | stream.not-found | stream.unauthorized | stream.timeout | stream.no-video`,
 *   `cancelled call.cancelled`
 */
export type ProbeContinuity = (
  request: ProbeContinuityRequest,
  signal?: AbortSignal,
) => Promise<ContinuityFacts>
