import type { CoverageSummary, EventCoverage } from '#shared/coverage/coverage.model.ts'
import {
  camerasLookingAt,
  type CameraView,
  coverEvent,
  summarise,
  windowOf,
} from '#shared/coverage/coverage.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { AccessService } from '#main/features/users/access.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'

export type CoverageDeps = {
  readonly dossiers: Pick<DossiersService, 'deskEvents'>
  readonly cameras: {
    /** Which cameras of the room looked at which counter, at some time in the range. */
    readonly viewsOf: (roomId: Id, range: TimeRange) => Promise<readonly CameraView[]>
    readonly inRoom: (roomId: Id) => Promise<readonly { readonly id: Id }[]>
  }
  readonly recordings: {
    /** Spans sorted and disjoint, adding up to the part of the range before now. */
    readonly lanes: (cameraIds: readonly Id[], range: TimeRange) => Promise<readonly FootageLane[]>
  }
  readonly access: Pick<AccessService, 'requireRooms' | 'viewableRoomIds'>
  readonly clock: Clock
}

export type CoverageFilter = {
  readonly roomId?: Id | undefined
  /** Station time of the events. */
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
}

type DeskEvent = Awaited<ReturnType<DossiersService['deskEvents']>>[number]

/** A desk event with its station time and the cameras that should have seen it. */
type PlacedEvent = {
  readonly event: DeskEvent
  readonly atMs: InstantMs
  readonly windowBeforeMs: number
  readonly windowAfterMs: number
  readonly uncertaintyMs: number
}

export type CoverageService = ReturnType<typeof createCoverageService>

function placeEvent(event: DeskEvent): PlacedEvent {
  const { clockOffset, windowBeforeMs, windowAfterMs } = event.source
  const atMs = Math.max(0, toStationTime(event.atLogMs, clockOffset))
  return { event, atMs, windowBeforeMs, windowAfterMs, uncertaintyMs: clockOffset.uncertaintyMs }
}

/** What the windows of all events reach over, with the clocks' uncertainty on both sides. */
function paddedRange(placed: readonly PlacedEvent[]): TimeRange {
  const range = placed.reduce(
    (reach, event) => ({
      fromMs: Math.min(reach.fromMs, windowOf(event, -event.uncertaintyMs).fromMs),
      toMs: Math.max(reach.toMs, windowOf(event, event.uncertaintyMs).toMs),
    }),
    { fromMs: Number.MAX_SAFE_INTEGER, toMs: 0 },
  )
  return { fromMs: range.fromMs, toMs: Math.max(range.toMs, range.fromMs + 1) }
}

function judge(placed: PlacedEvent, lanes: readonly FootageLane[], nowMs: InstantMs): EventCoverage {
  const { event, atMs, uncertaintyMs } = placed
  const { window, coveredMs, verdict, missing, verdictDependsOnClock } = coverEvent(placed, lanes, nowMs)
  return {
    dossierId: event.dossierId,
    dossierCode: event.dossierCode,
    procedureName: event.procedureName,
    kind: event.kind,
    roomId: event.roomId,
    counterId: event.counterId,
    cameraIds: lanes.map((lane) => lane.cameraId),
    atLogMs: event.atLogMs,
    atMs,
    windowFromMs: window.fromMs,
    windowToMs: window.toMs,
    coveredMs,
    verdict,
    missing: [...missing],
    uncertaintyMs,
    verdictDependsOnClock,
  }
}

/** Holds what the log says happened at the desks against what the cameras recorded. */
export function createCoverageService(deps: CoverageDeps) {
  const { dossiers, cameras, recordings, access, clock } = deps

  /** One read of views and lanes for all events of a room; each event then costs a binary search per camera. */
  async function coverRoom(roomId: Id, placed: readonly PlacedEvent[]): Promise<EventCoverage[]> {
    const range = paddedRange(placed)
    const views = await cameras.viewsOf(roomId, range)
    const inRoom = (await cameras.inRoom(roomId)).map((camera) => camera.id)
    const cameraIds = [...new Set([...inRoom, ...views.map((view) => view.cameraId)])]
    const lanes = cameraIds.length === 0 ? [] : await recordings.lanes(cameraIds, range)
    const laneByCamera = new Map(lanes.map((lane) => [lane.cameraId, lane]))
    const nowMs = clock.nowMs()
    return placed.map((one) => {
      const { counterId } = one.event
      const looking = counterId === null ? inRoom : camerasLookingAt(views, counterId, one.atMs)
      const seen = looking.map((cameraId) => laneByCamera.get(cameraId) ?? { cameraId, spans: [] })
      return judge(one, seen, nowMs)
    })
  }

  /**
   * Every desk-visible event in the range with its footage, by station time.
   * @throws AppError `invalid range.empty`, `forbidden room.not-yours`
   */
  async function events(actor: Actor, filter: CoverageFilter): Promise<EventCoverage[]> {
    const { roomId, fromMs, toMs } = filter
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    const roomIds = roomId === undefined ? [...(await access.viewableRoomIds(actor))] : [roomId]
    const placed = (await dossiers.deskEvents({ roomIds, fromMs, toMs })).map(placeEvent)
    const judged: EventCoverage[] = []
    for (const [id, ofRoom] of Map.groupBy(placed, (one) => one.event.roomId)) {
      judged.push(...(await coverRoom(id, ofRoom)))
    }
    return judged.sort((a, b) => a.atMs - b.atMs)
  }

  async function summary(actor: Actor, filter: CoverageFilter): Promise<CoverageSummary> {
    return summarise(await events(actor, filter))
  }

  return { events, summary }
}
