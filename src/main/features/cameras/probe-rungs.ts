import type { CameraAddress, EmbeddedCredentials } from '#shared/cameras/camera-address.rules.ts'
import type {
  DeviceIdentity,
  MediaProfile,
  ProbeStepName,
  StreamFacts,
} from '#shared/cameras/cameras.model.ts'
import {
  chooseProfile,
  clockOffsetOf,
  FAR_APART_KEYFRAMES_MS,
  FAR_OFF_CLOCK_MS,
} from '#shared/cameras/probe.rules.ts'
import { settleStreamUri, withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { AppError, type ErrorDetail } from '#shared/kernel/app-error.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { CameraDevice, DeviceAuth, DeviceSession, ProbeStream } from '#main/ports/camera-device.ts'

/** What is known so far on the way up: each rung reads what those below it found and adds its own. */
export type Findings = {
  readonly device: CameraDevice
  readonly probeStream: ProbeStream
  readonly target: CameraAddress
  readonly credentials: EmbeddedCredentials
  session?: DeviceSession
  clockOffset?: ClockOffset
  identity?: DeviceIdentity
  auth?: DeviceAuth
  profiles?: MediaProfile[]
  chosenProfileToken?: string
  /** Without credentials. */
  streamUri: string | null
  stream?: StreamFacts
}

export type Finding = {
  readonly outcome: 'passed' | 'warning' | 'failed' | 'skipped'
  readonly code: string
  readonly detail: ErrorDetail
}

export type Rung = {
  /** For failures that have no code of their own. */
  readonly fallbackCode: string
  readonly tryIt: (findings: Findings, signal: AbortSignal | undefined) => Promise<Finding>
}

const passed = (code: string, detail: ErrorDetail = {}): Finding => ({ outcome: 'passed', code, detail })
const warning = (code: string, detail: ErrorDetail = {}): Finding => ({ outcome: 'warning', code, detail })
const failed = (code: string, detail: ErrorDetail = {}): Finding => ({ outcome: 'failed', code, detail })

function sessionOf(findings: Findings): DeviceSession {
  if (!findings.session) throw new AppError('internal', 'probe.out-of-order')
  return findings.session
}

async function reach(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { target, credentials, device } = findings
  if (target.kind !== 'onvif') throw new AppError('internal', 'probe.out-of-order')
  findings.session = await device.connect({ address: target, ...credentials }, signal)
  return passed('reach.ok', { host: target.host, port: target.port })
}

/** A camera that hides its clock is no reason to refuse it. */
async function deviceTime(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  try {
    const offset = clockOffsetOf(await sessionOf(findings).getDateAndTime(signal))
    findings.clockOffset = offset
    const detail = { offsetMs: offset.offsetMs, uncertaintyMs: offset.uncertaintyMs }
    return Math.abs(offset.offsetMs) > FAR_OFF_CLOCK_MS
      ? warning('device-time.far-off', detail)
      : passed('device-time.ok', detail)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'cancelled' || error.kind === 'internal') throw error
    return warning('device-time.unavailable', { reason: error.code })
  }
}

async function credentials(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { identity, auth } = await sessionOf(findings).verifyCredentials(signal)
  findings.identity = identity
  findings.auth = auth
  const detail = { auth, manufacturer: identity.manufacturer, model: identity.model }
  return auth === 'none' ? warning('credentials.none-needed', detail) : passed('credentials.ok', detail)
}

async function profiles(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const found = await sessionOf(findings).getProfiles(signal)
  findings.profiles = found
  const chosen = chooseProfile(found)
  if (!chosen) return failed('profiles.empty')
  findings.chosenProfileToken = chosen.token
  const { token, codec, widthPx, heightPx } = chosen
  return passed('profiles.ok', { count: found.length, token, codec, widthPx, heightPx })
}

async function streamUri(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const session = sessionOf(findings)
  const given = await session.getStreamUri(findings.chosenProfileToken ?? '', signal)
  const settled = settleStreamUri(given, session.host)
  if (!settled) return failed('stream-uri.unavailable', { reason: 'not-rtsp' })
  findings.streamUri = settled.uri
  return settled.rewrittenFromHost === null
    ? passed('stream-uri.ok')
    : passed('stream-uri.rewritten', { fromHost: settled.rewrittenFromHost, toHost: session.host })
}

async function stream(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { username, password } = findings.credentials
  const url = withCredentials(findings.streamUri ?? '', username, password)
  const facts = await findings.probeStream({ url, ...(signal ? { signal } : {}) })
  findings.stream = facts
  const { codec, widthPx, heightPx, frameRateMilli, hasAudio } = facts
  return passed('stream.ok', { codec, widthPx, heightPx, frameRateMilli, hasAudio })
}

async function keyframes(findings: Findings): Promise<Finding> {
  const spacingMs = findings.stream?.keyframeSpacingMs ?? null
  if (spacingMs === null) return warning('keyframes.unknown')
  return spacingMs > FAR_APART_KEYFRAMES_MS
    ? warning('keyframes.far-apart', { spacingMs })
    : passed('keyframes.ok', { spacingMs })
}

/** The rungs that ask the ONVIF device. */
export const ONVIF_RUNGS: Partial<Record<ProbeStepName, Rung>> = {
  reach: { fallbackCode: 'reach.not-onvif', tryIt: reach },
  'device-time': { fallbackCode: 'device-time.unavailable', tryIt: deviceTime },
  credentials: { fallbackCode: 'credentials.wrong', tryIt: credentials },
  profiles: { fallbackCode: 'profiles.unreadable', tryIt: profiles },
  'stream-uri': { fallbackCode: 'stream-uri.unavailable', tryIt: streamUri },
}

/** The rungs that watch the stream: all that an RTSP-only camera has. */
export const STREAM_RUNGS: Partial<Record<ProbeStepName, Rung>> = {
  stream: { fallbackCode: 'stream.refused', tryIt: stream },
  keyframes: { fallbackCode: 'keyframes.unknown', tryIt: keyframes },
}
