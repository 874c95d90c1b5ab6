import type { FootageState } from '#shared/recordings/recordings.model.ts'

export type MinuteRun = {
  /** Minute of the day. */
  readonly from: number
  readonly length: number
  readonly state: FootageState | null
}

const MINUTES_OF_HOUR = 60

/** The minutes of each hour, neighbours of one state as one run. */
export function runsByHour(minutes: readonly (FootageState | null)[]): MinuteRun[][] {
  return Array.from({ length: Math.ceil(minutes.length / MINUTES_OF_HOUR) }, (_, hour) => {
    const runs: MinuteRun[] = []
    const first = hour * MINUTES_OF_HOUR
    for (const [index, state] of minutes.slice(first, first + MINUTES_OF_HOUR).entries()) {
      const last = runs.at(-1)
      if (last?.state === state) runs[runs.length - 1] = { ...last, length: last.length + 1 }
      else runs.push({ from: first + index, length: 1, state })
    }
    return runs
  })
}
