import { firmwareBuiltAtMs, securityFindings } from '#shared/cameras/device-security.rules.ts'
import { chooseSubProfile } from '#shared/cameras/probe.rules.ts'
import { settleStreamUri, withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import {
  type Finding,
  type Findings,
  orWarn,
  passed,
  type Rungs,
  sessionOf,
  warning,
} from './ladder-findings.ts'

const SUB_STREAM_MS = 3000
/** Enough for any card; a device that lists more is not believed to the end. */
const MAX_RECORDINGS = 200

/** At the host where the main stream was found. */
function subStreamHost(findings: Findings): string {
  return new URL((findings.streamUri ?? '').replace(/^rtsp:/, 'http:')).hostname.replace(/^\[|\]$/g, '')
}

function subStream(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  return orWarn('sub-stream.unreachable', async () => {
    const profile = chooseSubProfile(findings.profiles ?? [], findings.chosen ?? null)
    if (!profile) return warning('sub-stream.none')
    const given = await sessionOf(findings).getStreamUri(profile.token, signal)
    const uri = settleStreamUri(given, subStreamHost(findings))?.uri
    if (uri === undefined) return warning('sub-stream.unreachable', { reason: 'not-rtsp' })
    const { username, password } = findings.credentials
    const url = withCredentials(uri, username, password)
    const seen = await findings.probeStream({
      url,
      durationMs: SUB_STREAM_MS,
      ...(signal ? { signal } : {}),
    })
    const { codec, widthPx, heightPx } = seen
    findings.subStream = { profileToken: profile.token, uri, codec, widthPx, heightPx }
    const detail = { token: profile.token, codec, widthPx, heightPx }
    return codec === 'h265' ? warning('sub-stream.h265', detail) : passed('sub-stream.ok', detail)
  })
}

function recordings(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  return orWarn('recordings.unreadable', async () => {
    if (findings.capabilities?.recordings !== true) return passed('recordings.none')
    const found = await sessionOf(findings).findRecordings(signal)
    findings.recordings = found.slice(-MAX_RECORDINGS)
    if (found.length === 0) return passed('recordings.empty')
    const fromMs = Math.min(...findings.recordings.map((recording) => recording.fromDeviceMs))
    const toMs = Math.max(...findings.recordings.map((recording) => recording.toDeviceMs))
    return passed('recordings.ok', { count: found.length, days: Math.ceil((toMs - fromMs) / DAY_MS) })
  })
}

/** The worst finding is the code; all stand in `findings`, and `context` picks the sentence that names the others too. */
async function security(findings: Findings): Promise<Finding> {
  const { target, credentials, identity, open } = findings
  if (!findings.stream) throw new AppError('internal', 'probe.out-of-order')
  const nowMs = findings.clock.nowMs()
  const builtAtMs = identity ? firmwareBuiltAtMs(identity.firmware, nowMs) : null
  const found = securityFindings(
    {
      login: open === true ? null : credentials,
      secure: target.kind === 'onvif' ? target.secure : null,
      firmwareBuiltAtMs: builtAtMs,
    },
    nowMs,
  )
  const [worst, ...others] = found
  if (worst === undefined) return passed('security.ok')
  return warning(`security.${worst}`, {
    findings: found.map((each) => `security.${each}`).join(' '),
    ...(others.length > 0 ? { context: others.join('-') } : {}),
    ...(found.includes('old-firmware') && builtAtMs !== null
      ? { year: new Date(builtAtMs).getUTCFullYear() }
      : {}),
  })
}

export const FURTHER_ONVIF_RUNGS: Rungs = {
  'sub-stream': { fallbackCode: 'sub-stream.unreachable', tryIt: subStream },
  recordings: { fallbackCode: 'recordings.unreadable', tryIt: recordings },
}

/** What every camera is asked at last. */
export const SECURITY_RUNG: Rungs = {
  security: { fallbackCode: 'security.ok', tryIt: security },
}
