import { sql } from 'kysely'
import {
  deskEventKindSchema,
  missingPartSchema,
  coverageVerdictSchema,
} from '#shared/coverage/coverage.model.ts'
import { z } from 'zod'
import type { Id } from '#shared/kernel/ids.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { CoverageEventsTable, CoverageMissingTable } from '#main/db/schema-coverage.ts'
import type { JudgedEvent } from './room-coverage.ts'

/** 19 columns × 300 stay below SQLite's 32 766 parameters. */
const BATCH_ROWS = 300

type MissingRow = Pick<
  CoverageMissingTable,
  'dossier_id' | 'kind' | 'at_log_ms' | 'from_ms' | 'to_ms' | 'cause'
>
const cameraIdsSchema = z.array(z.string())
const causeSchema = missingPartSchema.shape.cause

export type EventKey = Pick<CoverageEventsTable, 'dossier_id' | 'kind' | 'at_log_ms'>
export const keyOf = ({ dossier_id: id, kind, at_log_ms: atMs }: EventKey): string => `${id} ${kind} ${atMs}`

function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH_ROWS) }, (_, index) =>
    items.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  )
}

export function toEventRow({ coverage: event, sourceId, settlesAtMs }: JudgedEvent): CoverageEventsTable {
  return {
    dossier_id: event.dossierId,
    kind: event.kind,
    at_log_ms: event.atLogMs,
    source_id: sourceId,
    room_id: event.roomId,
    counter_id: event.counterId,
    dossier_code: event.dossierCode,
    procedure_name: event.procedureName,
    camera_ids_json: JSON.stringify(event.cameraIds),
    at_ms: event.atMs,
    day_ms: startOfVietnamDay(event.atMs),
    window_from_ms: event.windowFromMs,
    window_to_ms: event.windowToMs,
    covered_ms: event.coveredMs,
    missing_ms: event.missing.reduce((sum, part) => sum + durationMs(part), 0),
    verdict: event.verdict,
    uncertainty_ms: event.uncertaintyMs,
    depends_on_clock: event.verdictDependsOnClock ? 1 : 0,
    settles_at_ms: settlesAtMs,
  }
}

function toMissingRows({ coverage: event }: JudgedEvent): CoverageMissingTable[] {
  return event.missing.map((part) => ({
    dossier_id: event.dossierId,
    kind: event.kind,
    at_log_ms: event.atLogMs,
    from_ms: part.fromMs,
    to_ms: part.toMs,
    cause: part.cause,
    room_id: event.roomId,
    day_ms: startOfVietnamDay(event.atMs),
  }))
}

function toJudged(row: CoverageEventsTable, missing: readonly MissingRow[]): JudgedEvent {
  return {
    sourceId: row.source_id,
    settlesAtMs: row.settles_at_ms,
    coverage: {
      dossierId: row.dossier_id,
      dossierCode: row.dossier_code,
      procedureName: row.procedure_name,
      kind: deskEventKindSchema.parse(row.kind),
      roomId: row.room_id,
      counterId: row.counter_id,
      cameraIds: cameraIdsSchema.parse(JSON.parse(row.camera_ids_json)),
      atLogMs: row.at_log_ms,
      atMs: row.at_ms,
      windowFromMs: row.window_from_ms,
      windowToMs: row.window_to_ms,
      coveredMs: row.covered_ms,
      verdict: coverageVerdictSchema.parse(row.verdict),
      missing: missing.map((part) => ({
        fromMs: part.from_ms,
        toMs: part.to_ms,
        cause: causeSchema.parse(part.cause),
      })),
      uncertaintyMs: row.uncertainty_ms,
      verdictDependsOnClock: row.depends_on_clock === 1,
    },
  }
}

/** Rows with their missing parts, in the order of the rows. */
export async function withMissing(db: Db, rows: readonly CoverageEventsTable[]): Promise<JudgedEvent[]> {
  const missing = new Map<string, MissingRow[]>()
  const incomplete = [...new Set(rows.filter((row) => row.missing_ms > 0).map((row) => row.dossier_id))]
  for (const batch of batches(incomplete)) {
    const parts = await db
      .selectFrom('coverage_missing')
      .select(['dossier_id', 'kind', 'at_log_ms', 'from_ms', 'to_ms', 'cause'])
      .where('dossier_id', 'in', batch)
      .orderBy('from_ms')
      .execute()
    for (const part of parts) {
      const known = missing.get(keyOf(part))
      if (known) known.push(part)
      else missing.set(keyOf(part), [part])
    }
  }
  return rows.map((row) => toJudged(row, missing.get(keyOf(row)) ?? []))
}

export async function rowsOfRoom(db: Db, roomId: Id, range: TimeRange): Promise<CoverageEventsTable[]> {
  return db
    .selectFrom('coverage_events')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .orderBy('at_ms')
    .execute()
}

/** @param range log time */
export async function rowsOfSource(db: Db, sourceId: Id, range: TimeRange): Promise<CoverageEventsTable[]> {
  return db
    .selectFrom('coverage_events')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('at_log_ms', '>=', range.fromMs)
    .where('at_log_ms', '<', range.toMs)
    .execute()
}

export async function rowsOfDossiers(db: Db, ids: readonly Id[]): Promise<CoverageEventsTable[]> {
  const rows: CoverageEventsTable[] = []
  for (const batch of batches(ids)) {
    rows.push(
      ...(await db.selectFrom('coverage_events').selectAll().where('dossier_id', 'in', batch).execute()),
    )
  }
  return rows
}

export async function deleteEvents(transaction: Db, keys: readonly EventKey[]): Promise<void> {
  for (const batch of batches(keys)) {
    await transaction
      .deleteFrom('coverage_events')
      .where((where) =>
        where.or(
          batch.map((key) =>
            where.and([
              where('dossier_id', '=', key.dossier_id),
              where('kind', '=', key.kind),
              where('at_log_ms', '=', key.at_log_ms),
            ]),
          ),
        ),
      )
      .execute()
  }
}

/** Rows that are not there: replaced ones are deleted first. */
export async function insertEvents(transaction: Db, events: readonly JudgedEvent[]): Promise<void> {
  for (const batch of batches(events)) {
    await transaction.insertInto('coverage_events').values(batch.map(toEventRow)).execute()
  }
  for (const batch of batches(events.flatMap(toMissingRows))) {
    await transaction.insertInto('coverage_missing').values(batch).execute()
  }
}

/**
 * The rooms with events that time alone may still change, and when those are.
 * @param due only those that settle by now, or all whose window has begun
 */
export async function unsettledRooms(
  db: Db,
  nowMs: number,
  due: 'settling' | 'begun',
): Promise<{ roomId: Id; range: TimeRange }[]> {
  const rows = await db
    .selectFrom('coverage_events')
    .select((row) => [
      'room_id',
      row.fn.min<number>('at_ms').as('first'),
      row.fn.max<number>('at_ms').as('last'),
    ])
    .where('settles_at_ms', 'is not', null)
    .where(
      due === 'settling'
        ? sql<boolean>`settles_at_ms <= ${nowMs}`
        : sql<boolean>`window_from_ms - uncertainty_ms <= ${nowMs}`,
    )
    .groupBy('room_id')
    .execute()
  return rows.map((row) => ({
    roomId: row.room_id,
    range: { fromMs: Number(row.first), toMs: Number(row.last) + 1 },
  }))
}
