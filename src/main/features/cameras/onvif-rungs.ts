import { chooseProfile, clockOffsetOf, FAR_OFF_CLOCK_MS } from '#shared/cameras/probe.rules.ts'
import { settleStreamUri, withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { NO_CAPABILITIES } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import {
  failed,
  type Finding,
  type Findings,
  isVerdict,
  orWarn,
  passed,
  type Rungs,
  sessionOf,
  warning,
} from './ladder-findings.ts'

/** Long enough for a stream to begin: it is only asked which of two addresses leads somewhere. */
const GLANCE_MS = 1000

/** Nobody has it: a device that takes it takes any. Plain letters, since some devices choke on others. */
const IMPOSSIBLE_PASSWORD = 'no-camera-has-this-password-7'

async function reach(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { target, credentials, device } = findings
  if (target.kind !== 'onvif') throw new AppError('internal', 'probe.out-of-order')
  findings.session = await device.connect({ address: target, ...credentials }, signal)
  return passed('reach.ok', { host: target.host, port: target.port })
}

/** A camera that hides its clock is no reason to refuse it. */
function deviceTime(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  return orWarn('device-time.unavailable', async () => {
    const offset = clockOffsetOf(await sessionOf(findings).getDateAndTime(signal))
    findings.clockOffset = offset
    const detail = { offsetMs: offset.offsetMs, uncertaintyMs: offset.uncertaintyMs }
    return Math.abs(offset.offsetMs) > FAR_OFF_CLOCK_MS
      ? warning('device-time.far-off', detail)
      : passed('device-time.ok', detail)
  })
}

/** One try alone, after the right password was taken: cameras lock after a few wrong ones in a row. */
async function takesAnyPassword(findings: Findings, signal?: AbortSignal): Promise<boolean> {
  const { target, credentials, device } = findings
  if (target.kind !== 'onvif') return false
  try {
    const login = { username: credentials.username, password: IMPOSSIBLE_PASSWORD }
    const session = await device.connect({ address: target, ...login }, signal)
    await session.verifyCredentials(signal)
    return true
  } catch (error) {
    if (!isVerdict(error)) throw error
    return false
  }
}

async function credentials(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { identity, auth } = await sessionOf(findings).verifyCredentials(signal)
  findings.identity = identity
  findings.auth = auth
  const detail = { auth, manufacturer: identity.manufacturer, model: identity.model }
  findings.open = auth === 'none' || (await takesAnyPassword(findings, signal))
  if (auth === 'none') return warning('credentials.none-needed', detail)
  return findings.open
    ? warning('credentials.none-needed', { ...detail, context: 'any-password' })
    : passed('credentials.ok', detail)
}

async function services(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  try {
    findings.capabilities = await sessionOf(findings).getCapabilities(signal)
    return passed('services.ok', { ...findings.capabilities })
  } catch (error) {
    if (!isVerdict(error) || error.code === 'reach.not-a-camera') throw error
    findings.capabilities = NO_CAPABILITIES
    return warning('services.unreadable', { reason: error.code })
  }
}

async function profiles(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const found = await sessionOf(findings).getProfiles(signal)
  findings.profiles = found
  const chosen = chooseProfile(found)
  if (!chosen) return failed('profiles.empty')
  findings.chosen = chosen
  const { token, codec, widthPx, heightPx } = chosen
  return passed('profiles.ok', { count: found.length, token, codec, widthPx, heightPx })
}

/** Whether something streams there. A server that asks for another password is there too. */
async function answers(findings: Findings, uri: string, signal?: AbortSignal): Promise<boolean> {
  const { username, password } = findings.credentials
  try {
    await findings.probeStream({
      url: withCredentials(uri, username, password),
      durationMs: GLANCE_MS,
      ...(signal ? { signal } : {}),
    })
    return true
  } catch (error) {
    if (!isVerdict(error)) throw error
    return error.code === 'stream.unauthorized'
  }
}

/**
 * A device that names another host is asked at its own first: the named one leads nowhere behind NAT, and may be a
 * stranger's camera on our side of it.
 */
async function streamUri(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const session = sessionOf(findings)
  const given = await session.getStreamUri(findings.chosen?.token ?? '', signal)
  const settled = settleStreamUri(given, session.host)
  const asGiven = parseCameraAddress(given)
  if (!settled || asGiven?.kind !== 'rtsp') return failed('stream-uri.unavailable', { reason: 'not-rtsp' })
  findings.streamUri = settled.uri
  if (settled.rewrittenFromHost === null) return passed('stream-uri.ok')
  const detail = { fromHost: settled.rewrittenFromHost, toHost: session.host }
  if (await answers(findings, settled.uri, signal)) return passed('stream-uri.rewritten', detail)
  if (await answers(findings, asGiven.uri, signal)) {
    findings.streamUri = asGiven.uri
    return passed('stream-uri.elsewhere', { host: asGiven.host })
  }
  // The next rung says what is wrong with it.
  return passed('stream-uri.rewritten', detail)
}

/** The rungs that ask the ONVIF device before any picture is seen. */
export const ONVIF_RUNGS: Rungs = {
  reach: { fallbackCode: 'reach.not-onvif', tryIt: reach },
  'device-time': { fallbackCode: 'device-time.unavailable', tryIt: deviceTime },
  credentials: { fallbackCode: 'credentials.wrong', tryIt: credentials },
  services: { fallbackCode: 'services.unreadable', tryIt: services },
  profiles: { fallbackCode: 'profiles.unreadable', tryIt: profiles },
  'stream-uri': { fallbackCode: 'stream-uri.unavailable', tryIt: streamUri },
}
