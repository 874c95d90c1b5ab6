import { createScript } from '#main/simulator/script/create-script.ts'
import type { SceneScript } from '#main/simulator/script/scene-script.ts'

/** People at a one-stop desk from an hour ago to an hour from now. */
export function scriptAround(nowMs: number): SceneScript {
  return createScript({
    seed: 5,
    startMs: nowMs - 3_600_000,
    durationMs: 7_200_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 1,
    meanVisitSeconds: 60,
  })
}
