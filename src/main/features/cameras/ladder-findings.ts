import type { CameraAddress, EmbeddedCredentials } from '#shared/cameras/camera-address.rules.ts'
import type {
  DeviceCapabilities,
  DeviceIdentity,
  DeviceRecording,
  MediaProfile,
  ProbeStep,
  ProbeStepName,
  StreamFacts,
  SubStream,
} from '#shared/cameras/cameras.model.ts'
import type { ProbeCode } from '#shared/cameras/probe-codes.rules.ts'
import { AppError, type ErrorDetail } from '#shared/kernel/app-error.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type {
  CameraDevice,
  DeviceAuth,
  DeviceSession,
  ProbeContinuity,
  ProbeStream,
} from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'

export type LadderDeps = {
  readonly device: CameraDevice
  readonly probeStream: ProbeStream
  readonly probeContinuity: ProbeContinuity
  readonly clock: Clock
}

/** What is known so far on the way up: each rung reads what those below it found and adds its own. */
export type Findings = LadderDeps & {
  readonly target: CameraAddress
  readonly credentials: EmbeddedCredentials
  session?: DeviceSession
  clockOffset?: ClockOffset
  identity?: DeviceIdentity
  auth?: DeviceAuth
  /** Nobody is asked for a password, or any will do. */
  open?: boolean
  capabilities?: DeviceCapabilities
  profiles?: MediaProfile[]
  chosen?: MediaProfile
  /** Without credentials. */
  streamUri: string | null
  stream?: StreamFacts
  snapshotJpeg?: string | null
  subStream?: SubStream
  recordings?: DeviceRecording[]
}

export type Finding = Pick<ProbeStep, 'outcome' | 'code' | 'detail'>

export type Rung = {
  /** For failures that have no code of their own. */
  readonly fallbackCode: ProbeCode
  readonly tryIt: (findings: Findings, signal: AbortSignal | undefined) => Promise<Finding>
}

export type Rungs = Partial<Record<ProbeStepName, Rung>>

const finding =
  (outcome: Finding['outcome']) =>
  (code: ProbeCode, detail: ErrorDetail = {}): Finding => ({ outcome, code, detail: { ...detail } })

export const passed = finding('passed')
export const warning = finding('warning')
export const failed = finding('failed')
export const skipped = finding('skipped')

/** Leaving says nothing of the camera; neither does a program of ours that is missing or broken. */
export function isVerdict(error: unknown): error is AppError {
  return (
    error instanceof AppError &&
    error.kind !== 'cancelled' &&
    error.kind !== 'internal' &&
    error.code !== 'ffmpeg.missing'
  )
}

/** For what a camera may lack: its failure is a warning and no reason to refuse it. */
export async function orWarn(code: ProbeCode, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work()
  } catch (error) {
    if (!isVerdict(error)) throw error
    return warning(code, { reason: error.code })
  }
}

export function sessionOf(findings: Findings): DeviceSession {
  if (!findings.session) throw new AppError('internal', 'probe.out-of-order')
  return findings.session
}

export function streamOf(findings: Findings): { readonly uri: string; readonly facts: StreamFacts } {
  const { streamUri, stream } = findings
  if (streamUri === null || !stream) throw new AppError('internal', 'probe.out-of-order')
  return { uri: streamUri, facts: stream }
}
