import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { intersect, mergeRanges, subtractRanges, totalMs, type TimeRange } from '#shared/kernel/time-range.ts'
import { activityDensity } from '#shared/presence/activity-density.rules.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import type { PresenceKind } from '#shared/presence/detectors.model.ts'
import type {
  ActivityCell,
  CameraActivity,
  CounterPresence,
  ReceptionTable,
} from '#shared/presence/presence.model.ts'
import type { JobHandler } from '#main/features/jobs/jobs.service.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { createBackground } from './background.ts'
import { countersOfRoom } from './counters-of-room.ts'
import { createDetectors } from './detectors.ts'
import { createLooking, lookSchema } from './looking.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { listLooks, listStays } from './presence.repository.ts'
import { receptionTablesOf } from './reception-tables.ts'
import { createReferences } from './references.ts'
import { createStills } from './stills.ts'
import { createSuggesting } from './suggesting.ts'
import { createZones } from './zones.ts'
import { listZones } from './zones.repository.ts'

export type { PresenceDeps } from './presence.ports.ts'

export type PresenceService = ReturnType<typeof createPresenceService>

const MOST_DENSITY_DAYS = 62
const LONGEST_LOOK_MS = 7 * DAY_MS
const ALL_TIME: TimeRange = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }

/** What a job of presence does: look at a camera's footage, or judge a room anew. */
const inputSchema = z.union([
  lookSchema,
  z.object({ roomId: z.string(), fromMs: z.number(), toMs: z.number() }),
])

/** Zones, who was in them, and what that suggests. No identity, no faces. */
export function createPresenceService(deps: PresenceDeps) {
  const { work, cameras, access, jobs } = deps
  const stills = createStills(deps)
  const detectors = createDetectors(deps)
  const suggesting = createSuggesting(deps, detectors)
  const looking = createLooking(deps)
  const background = createBackground(deps, suggesting)

  const handler: JobHandler = {
    run: async ({ input, progress, signal }) => {
      const asked = inputSchema.parse(input)
      if ('roomId' in asked) return suggesting.suggest(asked.roomId, asked, signal)
      await looking.lookAt(asked, progress, signal)
      await suggesting.suggestAfterLook(asked.cameraId, asked, signal)
    },
  }
  jobs.register('presence', handler)

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
          .map(({ id }) => ({ zoneId: id, stays: clip([...(stays.get(id)?.values() ?? [])].flat()) })),
        troubles: own.flatMap((each) => each.troubles),
      }
    })
  }

  type InRoom = { readonly roomId: Id } & TimeRange
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
  async function counters(actor: Actor, { roomId, ...range }: InRoom): Promise<CounterPresence[]> {
    await access.requireRooms(actor, [roomId])
    const seen = await countersOfRoom(deps, roomId, range)
    return seen.counters.map(({ counterId, matrix, looked, waits }) => ({
      counterId,
      notLookedMs: totalMs(seen.sessions.flatMap((session) => subtractRanges(session, looked))),
      openMs: totalMs(seen.sessions),
      logReachesMs: seen.logReachesMs,
      waits,
      personAndDossier: matrix.personAndDossier.map(({ stay, events }) => ({ stay, events: [...events] })),
      personOnly: [...matrix.personOnly],
      briefPersonOnly: [...matrix.briefPersonOnly],
      dossierOnly: [...matrix.dossierOnly],
      neither: [...matrix.neither],
      notLookedAt: [...matrix.notLookedAt],
    }))
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function receptionTables(actor: Actor, { roomId, ...range }: InRoom): Promise<ReceptionTable[]> {
    await access.requireRooms(actor, [roomId])
    return receptionTablesOf(deps, roomId, range)
  }

  type Named = { readonly cameraId: Id; readonly kind: PresenceKind }

  const judgeAnew = async ({ cameraId }: Named): Promise<void> =>
    suggesting.refreshSoon((await cameras.get(cameraId)).roomId, ALL_TIME)

  /** @throws AppError `not-found camera.unknown`, `conflict detector.silent` */
  async function silence(call: Call, input: Named & { readonly reason: string }) {
    const made = await detectors.silence(call, input)
    await judgeAnew(input)
    return made
  }

  /** @throws AppError `not-found camera.unknown`, `conflict detector.not-silent` */
  async function unsilence(call: Call, input: Named): Promise<Named> {
    const lifted = await detectors.unsilence(call, input)
    await judgeAnew(input)
    return lifted
  }

  return {
    ...createZones(deps),
    ...createReferences(deps, stills),
    still: stills.still,
    moment: stills.moment,
    look,
    activity,
    density,
    counters,
    receptionTables,
    detectors: detectors.detectors,
    silence,
    unsilence,
    refreshSoon: suggesting.refreshSoon,
    tick: background.tick,
    start: background.start,
    stop: background.stop,
  }
}
