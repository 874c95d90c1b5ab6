import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { PRESENCE_KINDS } from '#shared/presence/detectors.model.ts'
import { countersOfRoom } from './counters-of-room.ts'
import type { createDetectors } from './detectors.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { lookedDays } from './presence.repository.ts'
import { receptionTablesOf } from './reception-tables.ts'
import { suggestionsOf } from './suggestions.ts'
import { listZones } from './zones.repository.ts'

/** Keeps the suggestions as true as what they are made of. */
export function createSuggesting(
  deps: PresenceDeps,
  { silentKinds }: Pick<ReturnType<typeof createDetectors>, 'silentKinds'>,
) {
  const { work, cameras, findings, jobs } = deps

  const camerasOf = async (roomId: Id): Promise<Id[]> =>
    (await cameras.all()).filter((camera) => camera.roomId === roomId).map(({ id }) => id)

  /** What the rules say now of one room's day; open suggestions that no longer hold go. */
  async function suggestDay(roomId: Id, day: TimeRange): Promise<void> {
    const seen = await countersOfRoom(deps, roomId, day)
    const tables = await receptionTablesOf(deps, roomId, day)
    const isSilent = await silentKinds(await camerasOf(roomId))
    const found = suggestionsOf(roomId, seen, tables).filter((each) => !isSilent(each))
    await work.bookkeep((transaction) =>
      findings.replace(transaction, { kinds: PRESENCE_KINDS, roomId, range: day }, found),
    )
  }

  /** By whole days that were looked at: whether a counter opened late is seen only hours after. */
  async function suggest(roomId: Id, range: TimeRange, signal?: AbortSignal): Promise<void> {
    const days = await lookedDays(work.db, await camerasOf(roomId), range)
    for (const fromMs of days) {
      if (signal?.aborted === true) return
      await suggestDay(roomId, { fromMs, toMs: fromMs + DAY_MS })
    }
  }

  /** A look at a camera's footage changes what is said of its whole day, and of whoever sat there over midnight. */
  async function suggestAfterLook(cameraId: Id, looked: TimeRange, signal?: AbortSignal): Promise<void> {
    const { roomId } = await cameras.get(cameraId)
    const fromMs = startOfVietnamDay(Math.max(0, looked.fromMs - HOUR_MS))
    await suggest(roomId, { fromMs, toMs: looked.toMs }, signal)
  }

  /** Something else than the footage changed: log, schedule, what is silent. Done by a job, after the change. */
  async function refreshSoon(roomId: Id, range: TimeRange): Promise<void> {
    if ((await listZones(work.db, await camerasOf(roomId))).length === 0) return
    await work.bookkeep((transaction) =>
      jobs.enqueue(transaction, {
        kind: 'presence',
        subjectId: roomId,
        input: { roomId, fromMs: range.fromMs, toMs: range.toMs },
        createdBy: 'system:presence',
      }),
    )
    jobs.kick('presence')
  }

  return { suggest, suggestAfterLook, refreshSoon }
}
