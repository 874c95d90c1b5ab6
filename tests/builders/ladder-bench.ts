import type { ProbeReport, StreamFacts } from '#shared/cameras/cameras.model.ts'
import { climbLadder, type LadderListener } from '#main/features/cameras/probe-ladder.ts'
import type { DeviceSession, ProbeContinuity, ProbeStream } from '#main/ports/camera-device.ts'
import { fails, fakeSession, GOOD_STREAM, GOOD_SUB_STREAM } from './fake-camera.ts'

export const NOW_MS = Date.UTC(2026, 10, 22)
export const PASSWORD = 'Minh-Chung-2026'

export type Odd = {
  readonly address?: string
  readonly password?: string
  readonly connect?: () => Promise<DeviceSession>
  readonly session?: Partial<DeviceSession>
  /** What the device answers to another password than the right one. */
  readonly stranger?: Partial<DeviceSession>
  /** Of the main stream. */
  readonly facts?: Partial<StreamFacts>
  readonly stream?: ProbeStream
  readonly continuity?: ProbeContinuity
  readonly listener?: LadderListener
}

export const wrong = fails('forbidden', 'credentials.wrong')
export const late = fails('unavailable', 'reach.timeout')
export const fault = fails('unavailable', 'device.fault')

/** Climbs the ladder at a good camera that is odd in what the test says. */
export function climb(odd: Odd = {}): Promise<ProbeReport> {
  const { password = PASSWORD, address = 'https://10.0.0.5' } = odd
  const right = fakeSession({ nowMs: () => NOW_MS, ...odd.session })
  const stranger = fakeSession({ nowMs: () => NOW_MS, verifyCredentials: wrong, ...odd.stranger })
  const deps = {
    device: {
      connect: odd.connect ?? (async (target) => (target.password === password ? right : stranger)),
    },
    probeStream:
      odd.stream ??
      (async ({ url }) => (url.endsWith('/sub') ? GOOD_SUB_STREAM : { ...GOOD_STREAM, ...odd.facts })),
    probeContinuity: odd.continuity ?? (async () => ({ ssrcs: 1, packets: 100 })),
    clock: { nowMs: () => NOW_MS },
  } satisfies Parameters<typeof climbLadder>[0]
  return climbLadder(deps, { address, username: 'admin', password }, undefined, odd.listener)
}

export const stepOf = (report: ProbeReport, name: string) => report.steps.find(({ step }) => step === name)
