import {
  type CameraAddress,
  effectiveCredentials,
  formatCameraAddress,
  parseCameraAddress,
} from '#shared/cameras/camera-address.rules.ts'
import type { ProbeProgress } from '#shared/cameras/cameras.contract.ts'
import { PROBE_STEPS } from '#shared/cameras/cameras.model.ts'
import type { CameraCredentials, ProbeReport, ProbeStep } from '#shared/cameras/cameras.model.ts'
import { isProbeCode, type ProbeCode } from '#shared/cameras/probe-codes.rules.ts'
import { failedStep, warningCodes } from '#shared/cameras/probe.rules.ts'
import { FURTHER_ONVIF_RUNGS, SECURITY_RUNG } from './further-rungs.ts'
import {
  type Finding,
  type Findings,
  failed,
  isVerdict,
  type LadderDeps,
  type Rung,
  type Rungs,
  skipped,
} from './ladder-findings.ts'
import { ONVIF_RUNGS } from './onvif-rungs.ts'
import { STREAM_RUNGS } from './stream-rungs.ts'

/** Hears each rung begin and end. */
export type LadderListener = (progress: Exclude<ProbeProgress, { readonly kind: 'report' }>) => void

/** What a camera is stored with: what was typed, put in order. */
export type SettledCredentials = {
  readonly address: string
  readonly username: string
  readonly password: string
}

/** @returns null when the address cannot be read */
export function settleCredentials(input: CameraCredentials): SettledCredentials | null {
  const address = parseCameraAddress(input.address)
  return address ? { address: formatCameraAddress(address), ...effectiveCredentials(address, input) } : null
}

/** A rung that threw: its own code where it has one, else the rung's general one with the cause beside it. */
function findingOf(error: unknown, fallbackCode: ProbeCode): Finding {
  if (!isVerdict(error)) throw error
  const { code } = error
  const family = `${fallbackCode.split('.')[0] ?? ''}.`
  const isOwn = isProbeCode(code) && (code.startsWith(family) || code.startsWith('reach.'))
  return isOwn ? failed(code, error.detail) : failed(fallbackCode, { ...error.detail, reason: code })
}

async function climb(rung: Rung, findings: Findings, signal: AbortSignal | undefined): Promise<Finding> {
  try {
    return await rung.tryIt(findings, signal)
  } catch (error) {
    return findingOf(error, rung.fallbackCode)
  }
}

function rungsFor(address: CameraAddress): Rungs {
  const all = { ...STREAM_RUNGS, ...SECURITY_RUNG }
  return address.kind === 'rtsp' ? all : { ...ONVIF_RUNGS, ...all, ...FURTHER_ONVIF_RUNGS }
}

function badAddress(listener: LadderListener | undefined): ProbeStep[] {
  return PROBE_STEPS.map((step) => {
    const ended: ProbeStep =
      step === 'reach'
        ? { step, outcome: 'failed', code: 'reach.bad-address', detail: {}, tookMs: 0 }
        : { step, ...skipped('skipped'), tookMs: 0 }
    listener?.({ kind: 'step', step: ended })
    return ended
  })
}

function reportOf(
  address: string,
  steps: ProbeStep[],
  findings: Partial<Findings>,
  probedAtMs: number,
): ProbeReport {
  const failedAt = failedStep(steps)
  return {
    ok: failedAt === null,
    failedAt,
    address,
    steps,
    device: findings.identity ?? null,
    clockOffset: findings.clockOffset ?? null,
    auth: findings.auth ?? null,
    profiles: findings.profiles ?? [],
    chosenProfileToken: findings.chosen?.token ?? null,
    streamUri: findings.streamUri ?? null,
    stream: findings.stream ?? null,
    capabilities: findings.capabilities ?? null,
    subStream: findings.subStream ?? null,
    recordings: findings.recordings ?? null,
    snapshotJpeg: findings.snapshotJpeg ?? null,
    warnings: warningCodes(steps),
    probedAtMs,
  }
}

async function climbAll(
  findings: Findings,
  listener: LadderListener | undefined,
  signal: AbortSignal | undefined,
): Promise<ProbeStep[]> {
  const { clock, target } = findings
  const rungs = rungsFor(target)
  const steps: ProbeStep[] = []
  for (const step of PROBE_STEPS) {
    const rung = rungs[step]
    const startedMs = clock.nowMs()
    let finding: Finding
    if (failedStep(steps) !== null) finding = skipped('skipped')
    else if (!rung) finding = skipped('no-onvif')
    else {
      listener?.({ kind: 'begins', step })
      finding = await climb(rung, findings, signal)
    }
    const ended = { step, ...finding, tookMs: Math.max(0, clock.nowMs() - startedMs) }
    steps.push(ended)
    listener?.({ kind: 'step', step: ended })
  }
  return steps
}

/**
 * Climbs the onboarding ladder: each rung once, in order, until one does not hold. Changes nothing.
 * @throws AppError `cancelled call.cancelled`, `unavailable ffmpeg.missing`; a failing camera is a report, not an error
 */
export async function climbLadder(
  deps: LadderDeps,
  input: CameraCredentials,
  signal?: AbortSignal,
  listener?: LadderListener,
): Promise<ProbeReport> {
  const probedAtMs = deps.clock.nowMs()
  const address = parseCameraAddress(input.address)
  // Unreadable text may hold a password: it is not repeated.
  if (!address) return reportOf('', badAddress(listener), {}, probedAtMs)
  const { device, probeStream, probeContinuity, clock } = deps
  const findings: Findings = {
    device,
    probeStream,
    probeContinuity,
    clock,
    target: address,
    credentials: effectiveCredentials(address, input),
    streamUri: address.kind === 'rtsp' ? address.uri : null,
  }
  const steps = await climbAll(findings, listener, signal)
  return reportOf(formatCameraAddress(address), steps, findings, probedAtMs)
}
