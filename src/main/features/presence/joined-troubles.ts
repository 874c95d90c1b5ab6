import type { Id } from '#shared/kernel/ids.ts'
import type { HourLook, StoredTrouble } from './presence.repository.ts'

/** Troubles of neighbouring hours are one. */
const SAME_TROUBLE_MS = 90_000

export type SeenTrouble = StoredTrouble & { readonly cameraId: Id }

/** What was wrong with the pictures, joined over the hours' borders; looks by camera and hour. */
export function joinTroubles(looks: readonly HourLook[]): SeenTrouble[] {
  const joined: SeenTrouble[] = []
  for (const { cameraId, troubles } of looks)
    for (const each of troubles) {
      const index = joined.findLastIndex(
        (before) =>
          before.cameraId === cameraId &&
          before.trouble === each.trouble &&
          each.fromMs - before.toMs <= SAME_TROUBLE_MS,
      )
      const before = joined[index]
      if (before)
        joined[index] = {
          ...before,
          toMs: Math.max(before.toMs, each.toMs),
          confidence: Math.max(before.confidence, each.confidence),
        }
      else joined.push({ ...each, cameraId })
    }
  return joined
}
