import {
  type CameraAddress,
  effectiveCredentials,
  formatCameraAddress,
  parseCameraAddress,
} from '#shared/cameras/camera-address.rules.ts'
import { PROBE_STEPS } from '#shared/cameras/cameras.model.ts'
import type {
  CameraCredentials,
  ProbeReport,
  ProbeStep,
  ProbeStepName,
} from '#shared/cameras/cameras.model.ts'
import { failedStep, warningCodes } from '#shared/cameras/probe.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { CameraDevice, ProbeStream } from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'
import { ONVIF_RUNGS, type Finding, type Findings, type Rung, STREAM_RUNGS } from './probe-rungs.ts'

export type LadderDeps = {
  readonly device: CameraDevice
  readonly probeStream: ProbeStream
  readonly clock: Clock
}

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

const SKIPPED: Finding = { outcome: 'skipped', code: 'skipped', detail: {} }

/** A rung that threw: its own code where it has one, else the rung's general one with the cause beside it. */
function findingOf(error: unknown, fallbackCode: string): Finding {
  if (!(error instanceof AppError)) throw error
  // Leaving is no finding; neither is a program of ours that is missing or broken.
  if (error.kind === 'cancelled' || error.kind === 'internal' || error.code === 'ffmpeg.missing') throw error
  const isOwn =
    error.code.startsWith(`${fallbackCode.split('.')[0] ?? ''}.`) || error.code.startsWith('reach.')
  return isOwn
    ? { outcome: 'failed', code: error.code, detail: error.detail }
    : { outcome: 'failed', code: fallbackCode, detail: { ...error.detail, reason: error.code } }
}

async function climb(rung: Rung, findings: Findings, signal: AbortSignal | undefined): Promise<Finding> {
  try {
    return await rung.tryIt(findings, signal)
  } catch (error) {
    return findingOf(error, rung.fallbackCode)
  }
}

function rungsFor(address: CameraAddress): Partial<Record<ProbeStepName, Rung>> {
  return address.kind === 'rtsp' ? STREAM_RUNGS : { ...ONVIF_RUNGS, ...STREAM_RUNGS }
}

function badAddress(): ProbeStep[] {
  return PROBE_STEPS.map((step) =>
    step === 'reach'
      ? { step, outcome: 'failed', code: 'reach.bad-address', detail: {}, tookMs: 0 }
      : { step, ...SKIPPED, tookMs: 0 },
  )
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
    chosenProfileToken: findings.chosenProfileToken ?? null,
    streamUri: findings.streamUri ?? null,
    stream: findings.stream ?? null,
    warnings: warningCodes(steps),
    probedAtMs,
  }
}

/**
 * Climbs the onboarding ladder: each rung once, in order, until one does not hold. Changes nothing.
 * @throws AppError `cancelled call.cancelled`, `unavailable ffmpeg.missing`; a failing camera is a report, not an error
 */
export async function climbLadder(
  deps: LadderDeps,
  input: CameraCredentials,
  signal?: AbortSignal,
): Promise<ProbeReport> {
  const { clock } = deps
  const probedAtMs = clock.nowMs()
  const address = parseCameraAddress(input.address)
  // Unreadable text may hold a password: it is not repeated.
  if (!address) return reportOf('', badAddress(), {}, probedAtMs)
  const findings: Findings = {
    ...deps,
    target: address,
    credentials: effectiveCredentials(address, input),
    streamUri: address.kind === 'rtsp' ? address.uri : null,
  }
  const rungs = rungsFor(address)
  const steps: ProbeStep[] = []
  for (const step of PROBE_STEPS) {
    const rung = failedStep(steps) === null ? rungs[step] : undefined
    const startedMs = clock.nowMs()
    const finding = rung ? await climb(rung, findings, signal) : SKIPPED
    steps.push({ step, ...finding, tookMs: Math.max(0, clock.nowMs() - startedMs) })
  }
  return reportOf(formatCameraAddress(address), steps, findings, probedAtMs)
}
