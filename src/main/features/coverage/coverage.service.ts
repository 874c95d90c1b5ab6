import { hoursOfRoom } from '#shared/coverage/coverage-hours.rules.ts'
import type {
  CoverageDays,
  CoverageHours,
  CoverageList,
  CoverageSummary,
  CoverageVerdict,
  EventCoverage,
  EventOverview,
  MissingCause,
} from '#shared/coverage/coverage.model.ts'
import { eventOverview } from '#shared/coverage/event-overview.rules.ts'
import { MAX_LEDGER_DAYS } from '#shared/coverage/ledger.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import * as figures from './coverage-figures.repository.ts'
import type { UpkeepDeps } from './coverage.ports.ts'
import { createCoverageUpkeep } from './coverage-upkeep.ts'
import { rowsOfDossiers, withMissing } from './coverage.repository.ts'

export type CoverageDeps = Omit<UpkeepDeps, 'dossiers'> & {
  readonly dossiers: UpkeepDeps['dossiers'] & Pick<DossiersService, 'byIds'>
  readonly access: Pick<RoomAccess, 'requireRooms' | 'viewableRoomIds'>
}

export type CoverageFilter = {
  readonly roomId?: Id | undefined
  /** Station time of the events. */
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
}

export type CoverageListFilter = CoverageFilter & {
  readonly communeUnitId?: Id | undefined
  readonly verdict?: CoverageVerdict | undefined
  readonly cause?: MissingCause | undefined
  readonly limit: number
  readonly offset: number
}

export type CoverageService = ReturnType<typeof createCoverageService>

/** A page waits so long for what is being judged again, then shows what there is and says so. */
const PATIENCE_MS = 400
/** More than a screen has pixels. */
const MOST_OVERVIEW_CELLS = 4000

/** @throws AppError `invalid range.empty` */
function requireRange({ fromMs, toMs }: TimeRange): void {
  if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
}

/** @throws AppError `invalid range.empty`, `invalid range.too-long {days}` */
function requireShortRange(range: TimeRange): void {
  requireRange(range)
  if (durationMs(range) > MAX_LEDGER_DAYS * DAY_MS) {
    throw new AppError('invalid', 'range.too-long', { days: MAX_LEDGER_DAYS })
  }
}

/** Holds what the log says happened at the desks against what the cameras recorded. */
export function createCoverageService(deps: CoverageDeps) {
  const { work, access, dossiers, units, cameras, recordings } = deps
  const { drain, start, stop } = createCoverageUpkeep(deps)

  /** @throws AppError `forbidden room.not-yours` */
  async function roomsOf(actor: Actor, roomId: Id | undefined): Promise<Id[]> {
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    return roomId === undefined ? [...(await access.viewableRoomIds(actor))] : [roomId]
  }

  const complete = (roomIds: readonly Id[]): Promise<boolean> =>
    drain({ roomIds: new Set(roomIds), refresh: true })

  const patiently = (roomIds: readonly Id[]): Promise<boolean> =>
    drain({ roomIds: new Set(roomIds), refresh: false, budgetMs: PATIENCE_MS })

  async function coverageOf(rows: Awaited<ReturnType<typeof rowsOfDossiers>>): Promise<EventCoverage[]> {
    return (await withMissing(work.db, rows)).map(({ coverage }) => coverage)
  }

  /**
   * Every desk-visible event in the range with its footage, by station time, as of now.
   * @throws AppError `invalid range.empty`, `forbidden room.not-yours`
   */
  async function events(actor: Actor, filter: CoverageFilter): Promise<EventCoverage[]> {
    requireRange(filter)
    const roomIds = await roomsOf(actor, filter.roomId)
    await complete(roomIds)
    return coverageOf(await figures.listEventRows(work.db, { roomIds, range: filter }))
  }

  /** @throws as {@link events}, and AppError `invalid range.too-long {days}` */
  async function overview(
    actor: Actor,
    filter: CoverageFilter & { readonly cellMs: number },
  ): Promise<EventOverview> {
    requireShortRange(filter)
    const leastMs = Math.ceil(durationMs(filter) / MOST_OVERVIEW_CELLS)
    return eventOverview(await events(actor, filter), Math.max(filter.cellMs, leastMs))
  }

  /** As of now. @throws as {@link events} */
  async function summary(actor: Actor, filter: CoverageFilter): Promise<CoverageSummary> {
    requireRange(filter)
    const wanted = { roomIds: await roomsOf(actor, filter.roomId), range: filter }
    await complete(wanted.roomIds)
    const counts = await figures.countByVerdict(work.db, wanted)
    const [covered, partial, missing] = (['covered', 'partial', 'missing'] as const).map(
      (verdict) => counts.get(verdict) ?? 0,
    )
    return {
      events: (covered ?? 0) + (partial ?? 0) + (missing ?? 0),
      covered: covered ?? 0,
      partial: partial ?? 0,
      missing: missing ?? 0,
      missingMsByCause: await figures.sumByCause(work.db, wanted),
    }
  }

  /**
   * Figures per room and whole day, for pages: what is still being judged again is said, not waited for.
   * @throws AppError `invalid range.empty`, `invalid range.too-long {days}`, `forbidden room.not-yours`
   */
  async function days(actor: Actor, filter: CoverageFilter): Promise<CoverageDays> {
    requireShortRange(filter)
    const roomIds = await roomsOf(actor, filter.roomId)
    const isFresh = await patiently(roomIds)
    const range = { fromMs: startOfVietnamDay(filter.fromMs), toMs: filter.toMs }
    return { days: await figures.listDays(work.db, roomIds, range), recomputing: !isFresh }
  }

  /** @throws AppError `invalid range.empty`, `forbidden room.not-yours` */
  async function list(actor: Actor, filter: CoverageListFilter): Promise<CoverageList> {
    requireRange(filter)
    const { communeUnitId, verdict, cause, limit, offset } = filter
    const viewable = await roomsOf(actor, filter.roomId)
    const inCommune = communeUnitId === undefined ? null : await roomsIn(communeUnitId)
    const roomIds = viewable.filter((id) => inCommune === null || inCommune.has(id))
    const isFresh = await patiently(roomIds)
    const wanted = { roomIds, range: filter, verdict, cause }
    const rows = await figures.listEventRows(work.db, wanted, { limit, offset })
    const total = await figures.countEvents(work.db, wanted)
    return { total, rows: await coverageOf(rows), recomputing: !isFresh }
  }

  async function roomsIn(communeUnitId: Id): Promise<Set<Id>> {
    const rooms = (await units.rooms()).filter((room) => room.communeUnitId === communeUnitId)
    return new Set(rooms.map(({ id }) => id))
  }

  /**
   * The other way: which events explain each hour of a room's footage.
   * @throws AppError `invalid range.empty`, `invalid range.too-long {days}`, `forbidden room.not-yours`
   */
  async function hours(
    actor: Actor,
    filter: CoverageFilter & { readonly roomId: Id },
  ): Promise<CoverageHours> {
    requireShortRange(filter)
    const { roomId, fromMs, toMs } = filter
    const range = { fromMs, toMs }
    await complete(await roomsOf(actor, roomId))
    const seen = await coverageOf(await figures.listOverlapping(work.db, roomId, range))
    const cameraIds = new Set([
      ...(await cameras.inRoom(roomId)).map(({ id }) => id),
      ...seen.flatMap((event) => event.cameraIds),
    ])
    return hoursOfRoom(await recordings.lanes([...cameraIds], range), seen, range)
  }

  /** Every desk event of the dossiers, by time; those of rooms that the actor may not view are left out. */
  async function ofDossiers(actor: Actor, ids: readonly Id[]): Promise<EventCoverage[]> {
    const viewable = await access.viewableRoomIds(actor)
    const known = (await dossiers.byIds(ids)).filter(({ roomId }) => viewable.has(roomId))
    if (known.length === 0) return []
    const roomIds = new Set(known.map(({ roomId }) => roomId))
    const read = () =>
      rowsOfDossiers(
        work.db,
        known.map(({ id }) => id),
      )
    await drain({ roomIds, refresh: false })
    let rows = await read()
    if (rows.some((row) => row.settles_at_ms !== null)) {
      await drain({ roomIds, refresh: true })
      rows = await read()
    }
    return coverageOf(rows.toSorted((left, right) => left.at_ms - right.at_ms))
  }

  return { events, overview, summary, days, list, hours, ofDossiers, drain, start, stop }
}
