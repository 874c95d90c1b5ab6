import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { intersect, mergeRanges, subtractRanges, totalMs, type TimeRange } from '#shared/kernel/time-range.ts'
import { activityDensity } from '#shared/presence/activity-density.rules.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import type { ActivityCell, CameraActivity, CounterPresence } from '#shared/presence/presence.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { countersOfRoom } from './counters-of-room.ts'
import { createLooking } from './looking.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { listLooks, listStays } from './presence.repository.ts'
import { PRESENCE_KINDS, suggestionsOf } from './suggestions.ts'
import { createStills } from './stills.ts'
import { createZones } from './zones.ts'
import { listZones } from './zones.repository.ts'

export type { PresenceDeps } from './presence.ports.ts'

export type PresenceService = ReturnType<typeof createPresenceService>

const MOST_DENSITY_DAYS = 62
const LONGEST_LOOK_MS = 7 * DAY_MS
/** An hour is looked at when its last segment is surely in the index. */
const AFTER_HOUR_MS = 3 * MINUTE_MS
const TICK_MS = 10 * MINUTE_MS

/** Zones, who was in them, and what that suggests. No identity, no faces. */
export function createPresenceService(deps: PresenceDeps) {
  const { work, clock, cameras, access, jobs, findings, timers, log } = deps
  const zones = createZones(deps)
  let endTicks: (() => void) | null = null

  /** What the rules say now of the camera's room; open suggestions that no longer hold go. */
  async function suggest(cameraId: Id, looked: TimeRange): Promise<void> {
    const { roomId } = await cameras.get(cameraId)
    // By whole days: whether a counter opened late is seen only hours after.
    const range = {
      fromMs: startOfVietnamDay(looked.fromMs - HOUR_MS),
      toMs: startOfVietnamDay(looked.toMs - 1) + DAY_MS,
    }
    const found = suggestionsOf(roomId, await countersOfRoom(deps, roomId, range))
    await work.bookkeep((transaction) =>
      findings.replace(transaction, { kinds: PRESENCE_KINDS, roomId, range }, found),
    )
  }

  const looking = createLooking(deps, suggest)
  jobs.register('presence', looking.handler)

  /**
   * @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `invalid range.empty`,
   * `invalid presence.too-long`
   */
  async function look(call: Call, input: { readonly cameraId: Id } & TimeRange): Promise<Job> {
    const { cameraId, fromMs, toMs } = input
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (toMs - fromMs > LONGEST_LOOK_MS) throw new AppError('invalid', 'presence.too-long')
    await cameras.requireViewable(call.actor, [cameraId])
    const job = await work.change(call, async (transaction) => ({
      result: await jobs.enqueue(transaction, {
        kind: 'presence',
        subjectId: cameraId,
        input,
        createdBy: call.actor.label,
      }),
      subject: { kind: 'camera', id: cameraId },
      detail: { fromMs, toMs },
    }))
    jobs.kick()
    return job
  }

  /** The last whole hour of every camera with zones that was not looked at yet. */
  async function tick(): Promise<void> {
    const toMs = Math.floor((clock.nowMs() - AFTER_HOUR_MS) / HOUR_MS) * HOUR_MS
    const hour = { fromMs: toMs - HOUR_MS, toMs }
    for (const { id: cameraId } of await cameras.all()) {
      const own = await listZones(work.db, [cameraId])
      if (!own.some((zone) => zone.validToMs === null || zone.validToMs > hour.fromMs)) continue
      if ((await listLooks(work.db, [cameraId], hour)).length > 0) continue
      await work.bookkeep((transaction) =>
        jobs.enqueue(transaction, {
          kind: 'presence',
          subjectId: cameraId,
          input: { cameraId, ...hour },
          createdBy: 'system:presence',
        }),
      )
    }
    jobs.kick()
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function activity(
    actor: Actor,
    input: { readonly cameraIds: readonly Id[] } & TimeRange,
  ): Promise<CameraActivity[]> {
    const { cameraIds, fromMs, toMs } = input
    await cameras.requireViewable(actor, cameraIds)
    const range = { fromMs, toMs }
    const clip = (ranges: readonly TimeRange[]): TimeRange[] =>
      mergeRanges(ranges.flatMap((each) => intersect(each, range) ?? []))
    const drawn = await listZones(work.db, cameraIds)
    const stays = await listStays(
      work.db,
      drawn.map(({ id }) => id),
      range,
    )
    const looks = await listLooks(work.db, cameraIds, range)
    return cameraIds.map((cameraId) => {
      const own = looks.filter((each) => each.cameraId === cameraId)
      return {
        cameraId,
        looked: clip(own.flatMap((each) => each.looked)),
        zones: drawn
          .filter((zone) => zone.cameraId === cameraId)
          .map(({ id }) => ({ zoneId: id, stays: clip(stays.get(id) ?? []) })),
        troubles: own.flatMap((each) => each.troubles),
      }
    })
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `invalid range.empty | range.too-long {days}` */
  async function density(
    actor: Actor,
    input: { readonly cameraIds: readonly Id[]; readonly cellMs: number } & TimeRange,
  ): Promise<{ hasZones: boolean; cells: ActivityCell[] }> {
    const { fromMs, toMs } = input
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (toMs - fromMs > MOST_DENSITY_DAYS * DAY_MS)
      throw new AppError('invalid', 'range.too-long', { days: MOST_DENSITY_DAYS })
    const seen = await activity(actor, input)
    return {
      hasZones: seen.some(({ zones: drawn }) => drawn.length > 0),
      cells: activityDensity(seen, { fromMs, toMs }, input.cellMs),
    }
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function counters(
    actor: Actor,
    input: { readonly roomId: Id } & TimeRange,
  ): Promise<CounterPresence[]> {
    const { roomId, ...range } = input
    await access.requireRooms(actor, [roomId])
    const seen = await countersOfRoom(deps, roomId, range)
    return seen.counters.map(({ counterId, matrix, looked, waits }) => ({
      counterId,
      notLookedMs: totalMs(seen.sessions.flatMap((session) => subtractRanges(session, looked))),
      openMs: totalMs(seen.sessions),
      waits,
      personAndDossier: matrix.personAndDossier.map(({ stay, events }) => ({ stay, events: [...events] })),
      personOnly: [...matrix.personOnly],
      briefPersonOnly: [...matrix.briefPersonOnly],
      dossierOnly: [...matrix.dossierOnly],
      neither: [...matrix.neither],
      notLookedAt: [...matrix.notLookedAt],
    }))
  }

  return {
    ...zones,
    still: createStills(deps),
    look,
    activity,
    density,
    counters,
    start: () => {
      endTicks = timers.every(TICK_MS, () => {
        tick().catch((thrown: unknown) => log(`presence: ${messageOf(thrown)}`))
      })
    },
    stop: () => endTicks?.(),
  }
}
