import type { ProbeProgress } from '#shared/cameras/cameras.contract.ts'
import {
  PROBE_STEPS,
  type ProbeReport,
  type ProbeStep,
  type ProbeStepName,
} from '#shared/cameras/cameras.model.ts'

export type RungOutcome = ProbeStep['outcome'] | 'running' | 'waiting'

/** A ladder as far as it has been climbed. */
export type LadderRun = {
  readonly running: ProbeStepName | null
  readonly steps: readonly ProbeStep[]
  readonly report: ProbeReport | null
}

export type ShownRung = {
  readonly name: ProbeStepName
  readonly outcome: RungOutcome
  /** Null while it waits or runs. */
  readonly step: ProbeStep | null
}

export const NO_RUN: LadderRun = { running: null, steps: [], report: null }

export function runOfReport(report: ProbeReport): LadderRun {
  return { running: null, steps: report.steps, report }
}

export function withProgress(run: LadderRun, part: ProbeProgress): LadderRun {
  switch (part.kind) {
    case 'begins':
      return { ...run, running: part.step }
    case 'step': {
      const before = run.steps.filter(({ step }) => step !== part.step.step)
      return { ...run, running: null, steps: [...before, part.step] }
    }
    case 'report':
      return runOfReport(part.report)
  }
}

/** Every rung in the order in which they are climbed. */
export function rungsOf(run: LadderRun): ShownRung[] {
  return PROBE_STEPS.map((name) => {
    const step = run.steps.find((each) => each.step === name) ?? null
    if (step !== null) return { name, outcome: step.outcome, step }
    return { name, outcome: run.running === name ? 'running' : 'waiting', step }
  })
}

/** The rung at which a report failed; null when it holds. */
export function failedRung(report: ProbeReport): ProbeStep | null {
  return report.steps.find(({ outcome }) => outcome === 'failed') ?? null
}

export type AddObstacle = 'not-checked' | 'checking' | 'failed' | 'no-name' | 'no-room'

/** Why the camera cannot be added yet: the first reason, in the order in which the work is done. */
export function addObstacle(given: {
  readonly checking: boolean
  readonly report: ProbeReport | null
  readonly name: string
  readonly roomId: string | null
}): AddObstacle | null {
  if (given.checking) return 'checking'
  if (given.report === null) return 'not-checked'
  if (!given.report.ok) return 'failed'
  if (given.name.trim() === '') return 'no-name'
  return given.roomId === null ? 'no-room' : null
}
