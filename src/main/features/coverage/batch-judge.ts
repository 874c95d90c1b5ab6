import {
  COVERAGE_FINDING_KINDS,
  type CoverageFinding,
  findingsOf,
} from '#shared/coverage/coverage-findings.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import * as queue from './coverage-dirty.repository.ts'
import { type Batch, cutAt, type Layout } from './coverage-plan.ts'
import * as repository from './coverage.repository.ts'
import type { UpkeepDeps } from './coverage.ports.ts'
import { coverRoom, type DeskEvent, type JudgedEvent } from './room-coverage.ts'

/** Events judged in one transaction at most, where a history is long. */
const PIECE_EVENTS = 1000

type Change = {
  readonly gone: readonly JudgedEvent[]
  readonly fresh: readonly JudgedEvent[]
  /** An event has another station time than before. */
  readonly hasMoved: boolean
}

const keyOf = (event: JudgedEvent): string => repository.keyOf(repository.toEventRow(event))

function isSame(left: JudgedEvent, right: JudgedEvent): boolean {
  return (
    JSON.stringify(repository.toEventRow(left)) === JSON.stringify(repository.toEventRow(right)) &&
    JSON.stringify(left.coverage.missing) === JSON.stringify(right.coverage.missing)
  )
}

function changeOf(stored: ReadonlyMap<string, JudgedEvent>, judged: readonly JudgedEvent[]): Change {
  const now = new Map(judged.map((event) => [keyOf(event), event]))
  const fresh = [...now].flatMap(([key, event]) => {
    const before = stored.get(key)
    return before && isSame(before, event) ? [] : [event]
  })
  return {
    gone: [...stored].flatMap(([key, event]) => (now.has(key) ? [] : [event])),
    fresh,
    hasMoved: fresh.some((event) => {
      const before = stored.get(keyOf(event))
      return before !== undefined && before.coverage.atMs !== event.coverage.atMs
    }),
  }
}

/** Events whose stored row has a moment outside of what was looked through: the clock's offset was corrected. */
async function strayRows(
  transaction: Db,
  fresh: readonly JudgedEvent[],
  stored: ReadonlyMap<string, JudgedEvent>,
): Promise<repository.EventKey[]> {
  const added = new Map(
    fresh.filter((event) => !stored.has(keyOf(event))).map((event) => [keyOf(event), event]),
  )
  const ids = [...new Set([...added.values()].map(({ coverage }) => coverage.dossierId))]
  const rows = await repository.rowsOfDossiers(transaction, ids)
  return rows.filter((row) => added.has(repository.keyOf(row)))
}

function toFinding(finding: CoverageFinding): NewFinding {
  return { ...finding, detail: { ...finding.detail }, origin: { kind: 'coverage', id: finding.roomId } }
}

/** Judges a batch again and stores what is different, with the findings that follow. */
export function createBatchJudge(deps: Omit<UpkeepDeps, 'timers' | 'log' | 'steadyMs'>) {
  const { work, clock, dossiers, units, findings, pieceEvents = PIECE_EVENTS } = deps

  async function eventsOf({ roomId }: Batch, ranges: readonly TimeRange[]): Promise<DeskEvent[]> {
    const events: DeskEvent[] = []
    for (const range of ranges) events.push(...(await dossiers.deskEvents({ roomIds: [roomId], ...range })))
    return events
  }

  async function storedOf(
    { roomId, logRanges }: Batch,
    ranges: readonly TimeRange[],
  ): Promise<Map<string, JudgedEvent>> {
    const rows = []
    for (const range of ranges) rows.push(...(await repository.rowsOfRoom(work.db, roomId, range)))
    for (const { sourceId, range } of logRanges) {
      rows.push(...(await repository.rowsOfSource(work.db, sourceId, range)))
    }
    const events = await repository.withMissing(work.db, rows)
    return new Map(events.map((event) => [keyOf(event), event]))
  }

  async function split(batch: Batch, events: readonly DeskEvent[], layout: Layout): Promise<void> {
    const instants = events
      .map(({ atLogMs, source }) => atLogMs - source.clockOffset.offsetMs)
      .toSorted((left, right) => left - right)
    const pieces = cutAt(batch, instants, pieceEvents, layout)
    await work.bookkeep(async (transaction) => {
      await queue.addDirty(transaction, pieces)
      await queue.deleteDirty(transaction, batch.rows)
    })
  }

  /** Before the transaction: within it only its own connection may be asked. */
  async function sessionsOf(roomId: Id, days: readonly InstantMs[]): Promise<Map<InstantMs, TimeRange[]>> {
    if (days.length === 0) return new Map()
    const calendars = await units.calendarsOfRoom(roomId)
    return new Map(
      days.map((dayMs) => [dayMs, officeSessions(calendars, { fromMs: dayMs, toMs: dayMs + DAY_MS })]),
    )
  }

  async function tell(
    transaction: Db,
    roomId: Id,
    sessions: ReadonlyMap<InstantMs, readonly TimeRange[]>,
    hasMoved: boolean,
  ): Promise<void> {
    const scopes = [...sessions.keys()].map((dayMs) => ({
      kinds: COVERAGE_FINDING_KINDS,
      roomId,
      range: { fromMs: dayMs, toMs: dayMs + DAY_MS },
    }))
    // What is still open is told at its new moment; what was decided stays decided.
    if (hasMoved) for (const scope of scopes) await findings.replace(transaction, scope, [])
    for (const scope of scopes) {
      const rows = await repository.rowsOfRoom(transaction, roomId, scope.range)
      const settled = rows.filter((row) => row.settles_at_ms === null)
      const events = (await repository.withMissing(transaction, settled)).map(({ coverage }) => coverage)
      const found = findingsOf(events, sessions.get(scope.range.fromMs) ?? [])
      await findings.replace(transaction, scope, found.map(toFinding))
    }
  }

  return async (batch: Batch, layout: Layout): Promise<void> => {
    const { generation } = await queue.readState(work.db)
    const nowMs = clock.nowMs()
    const ranges = mergeRanges(batch.ranges)
    const events = await eventsOf(batch, ranges)
    if (batch.isWide && events.length > 2 * pieceEvents) return split(batch, events, layout)
    const judged = await coverRoom(deps, batch.roomId, events, nowMs)
    const stored = await storedOf(batch, ranges)
    const { gone, fresh, hasMoved } = changeOf(stored, judged)
    const isSettled = (event: JudgedEvent): boolean => event.settlesAtMs === null
    const touched = [...gone, ...fresh, ...fresh.flatMap((event) => stored.get(keyOf(event)) ?? [])]
    const told = [...touched.filter(isSettled), ...(batch.retell ? judged : [])]
    const days = [...new Set(told.map(({ coverage }) => startOfVietnamDay(coverage.atMs)))]
    if (touched.length + days.length + batch.rows.length === 0) return
    const sessions = await sessionsOf(batch.roomId, days)
    await work.bookkeep(async (transaction) => {
      // Somebody else wrote since: what was read may be older than what is stored, and the next round reads again.
      if (touched.length > 0 && !(await queue.claimGeneration(transaction, generation))) return
      const replaced = fresh.filter((event) => stored.has(keyOf(event)))
      await repository.deleteEvents(transaction, [
        ...[...gone, ...replaced].map(repository.toEventRow),
        ...(await strayRows(transaction, fresh, stored)),
      ])
      await repository.insertEvents(transaction, fresh)
      await tell(transaction, batch.roomId, sessions, hasMoved)
      await queue.deleteDirty(transaction, batch.rows)
    })
  }
}
