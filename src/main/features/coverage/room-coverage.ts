import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { coverMany, reachOf } from '#shared/coverage/coverage-many.rules.ts'
import { camerasLookingAt, type CameraView, windowOf } from '#shared/coverage/coverage.rules.ts'
import { toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'

export type RoomCoverageDeps = {
  readonly cameras: {
    /** Which cameras of the room looked at which counter, at some time in the range. */
    readonly viewsOf: (roomId: Id, range: TimeRange) => Promise<readonly CameraView[]>
    readonly inRoom: (roomId: Id) => Promise<readonly { readonly id: Id }[]>
  }
  readonly recordings: {
    /** Spans sorted and disjoint, adding up to the part of the range before now. */
    readonly lanes: (cameraIds: readonly Id[], range: TimeRange) => Promise<readonly FootageLane[]>
  }
}

export type DeskEvent = Awaited<ReturnType<DossiersService['deskEvents']>>[number]

/** No file is longer: so long after a window its footage is in the index, or a row says why it is not. */
export const SETTLE_MS = 5 * MINUTE_MS

/** An event as it was judged at some moment. */
export type JudgedEvent = {
  readonly coverage: EventCoverage
  readonly sourceId: Id
  /** null: time alone does not change it any more. */
  readonly settlesAtMs: InstantMs | null
}

/** A desk event with its station time and the cameras that should have seen it. */
type PlacedEvent = {
  readonly event: DeskEvent
  readonly atMs: InstantMs
  readonly windowBeforeMs: number
  readonly windowAfterMs: number
  readonly uncertaintyMs: number
  readonly cameraIds: readonly Id[]
}

type Placed = Omit<PlacedEvent, 'cameraIds'>

function placeEvent(event: DeskEvent): Placed {
  const { clockOffset, windowBeforeMs, windowAfterMs } = event.source
  const atMs = Math.max(0, toStationTime(event.atLogMs, clockOffset))
  return { event, atMs, windowBeforeMs, windowAfterMs, uncertaintyMs: clockOffset.uncertaintyMs }
}

/** What the windows of all events reach over, with the clocks' uncertainty on both sides. */
function reachOfAll(placed: readonly Placed[]): TimeRange {
  let [fromMs, toMs] = [Number.MAX_SAFE_INTEGER, 0]
  for (const event of placed) {
    const reach = reachOf(event)
    fromMs = Math.min(fromMs, reach.fromMs)
    toMs = Math.max(toMs, reach.toMs)
  }
  return { fromMs, toMs: Math.max(toMs, fromMs + 1) }
}

function judgeTogether(
  placed: readonly PlacedEvent[],
  lanes: readonly FootageLane[],
  nowMs: InstantMs,
): JudgedEvent[] {
  const results = coverMany(placed, lanes, nowMs)
  return placed.flatMap((one, index) => {
    const result = results[index]
    if (!result) return []
    const { event, atMs, uncertaintyMs, cameraIds } = one
    const { dossierId, dossierCode, procedureName, kind, roomId, counterId, atLogMs } = event
    const window = windowOf(one)
    const { coveredMs, verdict, missing, verdictDependsOnClock } = result
    const settlesAtMs = reachOf(one).toMs + SETTLE_MS
    return {
      sourceId: event.source.id,
      settlesAtMs: settlesAtMs <= nowMs ? null : settlesAtMs,
      coverage: {
        dossierId,
        dossierCode,
        procedureName,
        kind,
        roomId,
        counterId,
        cameraIds: [...cameraIds],
        atLogMs,
        atMs,
        windowFromMs: window.fromMs,
        windowToMs: window.toMs,
        coveredMs,
        verdict,
        missing: [...missing],
        uncertaintyMs,
        verdictDependsOnClock,
      },
    }
  })
}

/**
 * Holds events of one room against what its cameras recorded: the one computation that everything kept comes from.
 * One read of views and lanes for all of them; a sweep for those that the same cameras saw.
 * @param nowMs read before the rows are
 */
export async function coverRoom(
  { cameras, recordings }: RoomCoverageDeps,
  roomId: Id,
  events: readonly DeskEvent[],
  nowMs: InstantMs,
): Promise<JudgedEvent[]> {
  if (events.length === 0) return []
  const placed = events.map(placeEvent)
  const range = reachOfAll(placed)
  const views = await cameras.viewsOf(roomId, range)
  const hasNoCounter = events.some(({ counterId }) => counterId === null)
  const inRoom = hasNoCounter ? (await cameras.inRoom(roomId)).map((camera) => camera.id) : []
  const seen = placed.map((one): PlacedEvent => {
    const { counterId } = one.event
    return { ...one, cameraIds: counterId === null ? inRoom : camerasLookingAt(views, counterId, one.atMs) }
  })
  const cameraIds = [...new Set(seen.flatMap((one) => one.cameraIds))]
  const lanes = cameraIds.length === 0 ? [] : await recordings.lanes(cameraIds, range)
  const laneByCamera = new Map(lanes.map((lane) => [lane.cameraId, lane]))
  return [...Map.groupBy(seen, (one) => one.cameraIds.join(' ')).values()].flatMap((together) => {
    const looking = together[0]?.cameraIds ?? []
    return judgeTogether(
      together,
      looking.map((cameraId) => laneByCamera.get(cameraId) ?? { cameraId, spans: [] }),
      nowMs,
    )
  })
}
