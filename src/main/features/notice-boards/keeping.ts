import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { dueTimes, keptFromMs } from '#shared/notice-boards/notice-boards.rules.ts'
import { systemCall } from '#main/ports/call.ts'
import type { BoardsDeps } from './notice-boards.ports.ts'
import * as repository from './notice-boards.repository.ts'

/** A file is surely in the index by then, and the frame after a short gap too. */
const AFTER_DUE_MS = 15 * MINUTE_MS
/** What a stop of the station left out is caught up with; older footage is taken by hand. */
const CATCH_UP_MS = 3 * DAY_MS
/** A due time without a picture is looked at again this long: footage may be fetched from the camera in the night. */
const AGAIN_MS = 36 * HOUR_MS
const DELETED_AT_ONCE = 200

/** What happens to boards by itself: pictures that are due, and pictures whose time is up. */
export function createKeeping(deps: BoardsDeps) {
  const { work, clock, jobs, files } = deps

  async function takeDue(): Promise<void> {
    const toMs = clock.nowMs() - AFTER_DUE_MS
    for (const schedule of await repository.listSchedules(work.db)) {
      const range = { fromMs: Math.max(schedule.fromMs, toMs - CATCH_UP_MS), toMs }
      if (range.fromMs >= range.toMs) continue
      const known = await repository.listDue(work.db, schedule.zoneId, range)
      const isSettled = (dueAtMs: number): boolean =>
        known.some((each) => each.dueAtMs === dueAtMs && (each.hasPicture || dueAtMs < toMs - AGAIN_MS))
      if (dueTimes(schedule, range).every(isSettled)) continue
      const zone = await zoneOf(schedule.zoneId)
      if (!zone) continue
      await work.bookkeep((transaction) =>
        jobs.enqueue(transaction, {
          kind: 'board-pictures',
          subjectId: schedule.zoneId,
          input: { cameraId: zone.cameraId, zoneId: zone.id, ...range },
          createdBy: 'system:boards',
        }),
      )
    }
    jobs.kick('board-pictures')
  }

  async function zoneOf(zoneId: string) {
    const { actor } = systemCall('boards', 'board.take')
    for (const { id } of await deps.cameras.all()) {
      const zone = (await deps.zones(actor, id)).find((each) => each.id === zoneId)
      if (zone) return zone
    }
    return null
  }

  /** Files first: a row that says deleted has no file. */
  async function deleteExpired(): Promise<number> {
    const nowMs = clock.nowMs()
    const expired = await repository.listExpired(work.db, keptFromMs(nowMs), DELETED_AT_ONCE)
    if (expired.length === 0) return 0
    for (const { filePath } of expired) if (filePath !== null) await files.remove(filePath)
    await work.change(systemCall('boards', 'board.expire'), async (transaction) => {
      const ids = expired.map(({ id }) => id)
      await repository.markDeleted(transaction, ids, nowMs)
      return {
        result: null,
        subject: { kind: 'board-pictures', id: ids[0] ?? '' },
        detail: { pictures: ids.length, dueBeforeMs: keptFromMs(nowMs) },
      }
    })
    return expired.length
  }

  return { takeDue, deleteExpired, zoneOf }
}
