import type { DeviceIdentity, MediaProfile, StreamFacts } from '#shared/cameras/cameras.model.ts'
import type { OnvifAddress } from '#shared/cameras/camera-address.rules.ts'
import type { ClockReading } from '#shared/cameras/probe.rules.ts'

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

/**
 * One device that answered. Every call ends within the adapter's limit (8 s unless told) and at once when `signal` fires.
 *
 * All calls throw AppError: `unavailable reach.refused | reach.timeout | reach.no-host | reach.not-onvif`,
 * `forbidden credentials.wrong`, `unavailable device.fault | device.unreadable`, `cancelled call.cancelled`.
 */
export type DeviceSession = {
  /** The host that answered. */
  readonly host: string
  /** Needs no credentials on a device that follows the standard. */
  readonly getDateAndTime: (signal?: AbortSignal) => Promise<ClockReading>
  /** Asks for what a device must not tell strangers. @throws AppError `forbidden credentials.wrong` */
  readonly verifyCredentials: (signal?: AbortSignal) => Promise<VerifiedDevice>
  /** Those with a video encoder; tokens and names as the device wrote them. */
  readonly getProfiles: (signal?: AbortSignal) => Promise<MediaProfile[]>
  /** As the device gave it. */
  readonly getStreamUri: (profileToken: string, signal?: AbortSignal) => Promise<string>
  /** Path and query as the device gave them, at the host and port that answered. */
  readonly getSnapshotUri: (profileToken: string, signal?: AbortSignal) => Promise<string>
}

export type CameraDevice = {
  /** Finds out whether an ONVIF device answers at the address. No credentials are sent unless it asks for them. */
  readonly connect: (target: DeviceTarget, signal?: AbortSignal) => Promise<DeviceSession>
}

export type ProbeStreamRequest = {
  /** RTSP, credentials inside. Never logged. */
  readonly url: string
  /** How much of the stream to watch at most; 5000 unless told. */
  readonly durationMs?: number
  readonly signal?: AbortSignal
}

/**
 * Watches seconds of a real stream.
 * @throws AppError `stream.refused | stream.not-found | stream.unauthorized | stream.timeout | stream.no-video |
 *   stream.unsupported-codec`, `cancelled call.cancelled`, `unavailable ffmpeg.missing`
 */
export type ProbeStream = (request: ProbeStreamRequest) => Promise<StreamFacts>
