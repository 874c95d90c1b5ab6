import { setImmediate } from 'node:timers/promises'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { createBatchJudge } from './batch-judge.ts'
import * as queue from './coverage-dirty.repository.ts'
import { type Batch, type Layout, planOf } from './coverage-plan.ts'
import type { UpkeepDeps } from './coverage.ports.ts'
import { unsettledRooms } from './coverage.repository.ts'

/** Whoever asks for coverage has what is waiting judged first: nobody waits for this look. */
const LOOK_MS = MINUTE_MS
/** So long the upkeep works at a stretch before it lets others have their turn. */
const STRETCH_MS = 2 * SECOND_MS
/** Changes that come in faster than they are judged wait for the next look. */
const MAX_ROUNDS = 100
/** The last instant there is. */
const FAR_MS = 8_640_000_000_000_000

export type DrainOptions = {
  /** null: every room. */
  readonly roomIds: ReadonlySet<Id> | null
  /** Judge what is not settled yet anew, as of now. */
  readonly refresh: boolean
  /** Stop after so long and say so; absent: all of it, however long. */
  readonly budgetMs?: number
}

export type CoverageUpkeep = ReturnType<typeof createCoverageUpkeep>

/** Keeps what is stored true: judges again whatever a change has touched. */
export function createCoverageUpkeep(deps: UpkeepDeps) {
  const { work, clock, steadyMs, timers, log, dossiers, cameras, units, missingFolders } = deps
  const judge = createBatchJudge(deps)
  /** A camera's room never changes. */
  const roomOfCamera = new Map<Id, Id>()
  let turn: Promise<unknown> = Promise.resolve()
  let stopped = false
  let isLooking = false
  const endings: (() => void)[] = []

  /** One at a time: two that judge the same rows would only wait for each other. */
  function exclusively<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = turn.then(act)
    turn = result.catch(() => undefined)
    return result
  }

  async function layoutFor(rows: readonly queue.DirtyRow[], generation: number | null): Promise<Layout> {
    if (rows.some((row) => row.scope_kind === 'camera' && !roomOfCamera.has(row.scope_id))) {
      for (const { id, roomId } of await cameras.all()) roomOfCamera.set(id, roomId)
    }
    const namesRooms = rows.some((row) => row.scope_kind === 'counter' || row.scope_kind === 'station')
    const rooms = namesRooms ? await units.rooms() : []
    return {
      roomIds: rooms.map(({ id }) => id),
      roomOfCamera,
      roomOfCounter: new Map(rooms.flatMap(({ id, counters }) => counters.map((each) => [each.id, id]))),
      sources: await dossiers.allSources(),
      generation,
    }
  }

  /**
   * A disk that was unplugged, or is back, leaves no row: its footage is looked at again.
   * @returns the generation of what is stored
   */
  async function noticeFolders(): Promise<number> {
    const now = JSON.stringify([...missingFolders()].toSorted())
    const known = await queue.readState(work.db)
    if (JSON.stringify(known.missingFolders) === now) return known.generation
    await work.bookkeep(async (transaction) => {
      await queue.addDirty(transaction, [{ scope_kind: 'station', scope_id: '', from_ms: 0, to_ms: FAR_MS }])
      await queue.writeMissingFolders(transaction, [...missingFolders()].toSorted())
    })
    return known.generation
  }

  /** What is the matter of every room becomes each room's own, and what touches nothing goes. */
  async function clear(plan: ReturnType<typeof planOf>, layout: Layout): Promise<void> {
    if (plan.ofStation.length + plan.void.length === 0) return
    const told = plan.ofStation.flatMap((row) =>
      layout.roomIds.map((roomId) => ({ ...row, scope_kind: 'room' as const, scope_id: roomId })),
    )
    await work.bookkeep(async (transaction) => {
      await queue.addDirty(transaction, told)
      await queue.deleteDirty(transaction, [...plan.ofStation, ...plan.void])
    })
  }

  async function unsettledBatches(refresh: boolean): Promise<Batch[]> {
    const rooms = await unsettledRooms(work.db, clock.nowMs(), refresh ? 'begun' : 'settling')
    const nothing = { logRanges: [], rows: [], isWide: false, retell: false }
    return rooms.map(({ roomId, range }) => ({ ...nothing, roomId, ranges: [range] }))
  }

  async function drainNow({ roomIds, refresh, budgetMs }: DrainOptions): Promise<boolean> {
    const endMs = steadyMs() + (budgetMs ?? Infinity)
    const generation = await noticeFolders()
    let unsettled = await unsettledBatches(refresh)
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const rows = await queue.listDirty(work.db)
      if (rows.length + unsettled.length === 0) return true
      const layout = await layoutFor(rows, round === 0 ? generation : null)
      const plan = planOf(rows, layout)
      await clear(plan, layout)
      const batches = [...plan.batches, ...unsettled].filter(
        ({ roomId }) => roomIds === null || roomIds.has(roomId),
      )
      unsettled = []
      if (batches.length + plan.ofStation.length === 0) return true
      for (const batch of batches) {
        if (stopped || steadyMs() > endMs) return false
        await judge(batch, layout)
        // The recorders' pipes are read in between.
        await setImmediate()
      }
    }
    return false
  }

  /** @returns whether everything asked for is up to date */
  const drain = (options: DrainOptions): Promise<boolean> => exclusively(() => drainNow(options))

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      await drain({ roomIds: null, refresh: false, budgetMs: STRETCH_MS })
    } catch (thrown) {
      log(`coverage: ${messageOf(thrown)}`)
    } finally {
      isLooking = false
    }
  }

  function start(): void {
    stopped = false
    endings.push(timers.every(LOOK_MS, () => void look()))
    void look()
  }

  /** Finishes what it is at; the rest waits in the database. */
  async function stop(): Promise<void> {
    for (const end of endings.splice(0)) end()
    stopped = true
    await turn
  }

  return { drain, start, stop }
}
