import type { Id } from '#shared/kernel/ids.ts'
import { formatVietnamIso } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/** A player asks for the pieces of one minute many times; the minute is one viewing. */
const SAME_VIEWING_MS = 10 * 60_000
const REMEMBERED = 10_000

export type ViewingLog = {
  /** Writes who watched which stretch of which camera, before the first byte of it is sent. */
  readonly note: (actor: Actor, cameraId: Id, range: TimeRange) => Promise<void>
}

export function createViewingLog(work: UnitOfWork, clock: Clock): ViewingLog {
  const noted = new Map<string, number>()
  return {
    note: async (actor, cameraId, range) => {
      const key = `${actor.id} ${cameraId} ${range.fromMs}`
      const nowMs = clock.nowMs()
      if (nowMs - (noted.get(key) ?? 0) < SAME_VIEWING_MS) return
      if (noted.size >= REMEMBERED) noted.clear()
      noted.set(key, nowMs)
      await work.change({ actor, verb: 'recording.view', audited: false }, async () => ({
        result: null,
        subject: { kind: 'camera', id: cameraId },
        detail: { from: formatVietnamIso(range.fromMs), to: formatVietnamIso(range.toMs) },
      }))
    },
  }
}
