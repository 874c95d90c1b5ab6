import type { SceneView } from './scene-memory.ts'
import type { ZoneCells } from './zone-cells.rules.ts'

export type OccupancyLimits = {
  /** Share of the zone that has to be strange for somebody to be there, and below which nobody is. */
  readonly fromShare: number
  readonly untilShare: number
  /** Who stays shorter passes by. */
  readonly shortestStayMs: number
  /** Between the first movements of a stay no longer rest than this. */
  readonly longestRestMs: number
  /** What does not move for so long is a thing. */
  readonly stillMs: number
}

export const DEFAULT_OCCUPANCY: OccupancyLimits = {
  fromShare: 0.17,
  untilShare: 0.1,
  shortestStayMs: 16_000,
  longestRestMs: 14_000,
  stillMs: 140_000,
}

/** A stay that was hardly seen to move is none. */
const LEAST_MOVEMENTS = 4

export type Stay = { readonly fromMs: number; readonly toMs: number }

export type ZoneOccupancy = {
  readonly see: (view: SceneView) => void
  /** Ended stays so far, and the one under way up to the newest picture; sorted, disjoint. */
  readonly stays: () => readonly Stay[]
}

/** Of what a stay usually covers of its zone: with less left, and nothing moving, the person went and a thing stayed. */
const LEFT_BEHIND_SHARE = 0.8
const LEFT_BEHIND_MS = 10_000
/** How fast the usual share follows. */
const USUAL_LEARN = 0.1

type Visit = {
  readonly fromMs: number
  movedMs: number
  movements: number
  usualShare: number
  isStay: boolean
}

/** Turns what the cells of one zone show into stays: somebody came, moved now and then, and left. */
export function createZoneOccupancy(
  zone: ZoneCells,
  limits: OccupancyLimits = DEFAULT_OCCUPANCY,
): ZoneOccupancy {
  const ended: Stay[] = []
  let visit: Visit | null = null
  let seenAtMs: number | null = null

  function look(view: SceneView): { share: number; moved: number } {
    let strange = 0
    let moved = 0
    for (const [index, cell] of zone.cells.entries()) {
      if (!view.isStrange[cell]) continue
      const share = zone.shares[index] ?? 0
      strange += share
      if (view.hasMoved[cell]) moved += share
    }
    return { share: strange / zone.area, moved }
  }

  function close(toMs: number): void {
    if (visit?.isStay && toMs > visit.fromMs) ended.push({ fromMs: visit.fromMs, toMs })
    visit = null
  }

  function goOn(current: Visit, atMs: number, share: number, hasMoved: boolean): void {
    const restMs = atMs - current.movedMs
    const isLeftBehind = restMs > LEFT_BEHIND_MS && share < LEFT_BEHIND_SHARE * current.usualShare
    if (restMs > limits.stillMs || isLeftBehind || (!current.isStay && restMs > limits.longestRestMs))
      return close(current.movedMs)
    if (!hasMoved) return
    current.movedMs = atMs
    current.movements += 1
    current.usualShare += USUAL_LEARN * (share - current.usualShare)
    if (atMs - current.fromMs >= limits.shortestStayMs && current.movements >= LEAST_MOVEMENTS)
      current.isStay = true
  }

  function see(view: SceneView): void {
    if (zone.area === 0) return
    const { atMs } = view
    const { share, moved } = look(view)
    const hasMoved = moved >= 1
    // What happened between two pictures happened half way, for all that is known.
    const changedMs = seenAtMs === null ? atMs : Math.round((seenAtMs + atMs) / 2)
    seenAtMs = atMs
    if (visit && share < limits.untilShare) close(changedMs)
    if (visit) goOn(visit, atMs, share, hasMoved)
    else if (share >= limits.fromShare && hasMoved)
      visit = { fromMs: changedMs, movedMs: atMs, movements: 1, usualShare: share, isStay: false }
  }

  const stays = (): readonly Stay[] =>
    visit?.isStay && seenAtMs !== null && seenAtMs > visit.fromMs
      ? [...ended, { fromMs: visit.fromMs, toMs: seenAtMs }]
      : [...ended]

  return { see, stays }
}
