import { type CameraSchedule, MAX_ROLL_MS } from '#shared/cameras/cameras.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'

/** A schedule as its form holds it: number fields hand over text while they are empty. */
export type ScheduleValues = {
  readonly kind: CameraSchedule['kind']
  readonly preMinutes: number | string
  readonly postMinutes: number | string
}

export const MAX_ROLL_MINUTES = MAX_ROLL_MS / MINUTE_MS

/** A quarter of an hour: people queue before the doors open and are served after they close. */
export const INITIAL_SCHEDULE: ScheduleValues = { kind: 'always', preMinutes: 15, postMinutes: 15 }

function rollMs(minutes: number | string): number {
  const value = Number(minutes)
  return Number.isFinite(value) ? Math.round(Math.min(MAX_ROLL_MINUTES, Math.max(0, value))) * MINUTE_MS : 0
}

export function scheduleOf({ kind, preMinutes, postMinutes }: ScheduleValues): CameraSchedule {
  if (kind === 'always') return { kind }
  return { kind, preRollMs: rollMs(preMinutes), postRollMs: rollMs(postMinutes) }
}

export function valuesOfSchedule(schedule: CameraSchedule): ScheduleValues {
  if (schedule.kind === 'always') return INITIAL_SCHEDULE
  return {
    kind: schedule.kind,
    preMinutes: schedule.preRollMs / MINUTE_MS,
    postMinutes: schedule.postRollMs / MINUTE_MS,
  }
}
