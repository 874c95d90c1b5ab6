import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { type ClockOffset, clockOffsetSchema } from '#shared/kernel/clock-offset.ts'
import type { Db } from '#main/db/db.ts'
import type { ClockOffsetsTable } from '#main/db/schema.ts'

function toClockOffset(row: ClockOffsetsTable): ClockOffset {
  return clockOffsetSchema.parse({
    offsetMs: row.offset_ms,
    uncertaintyMs: row.uncertainty_ms,
    method: row.method,
    measuredAtMs: row.measured_at_ms,
  })
}

/** What holds for a source without any reading: it is never hidden for that, and never trusted to the second. */
const UNMEASURED: ClockOffset = { offsetMs: 0, uncertaintyMs: 60_000, method: 'assumed', measuredAtMs: 0 }

/** Every source with its newest clock reading. */
export async function listLogSources(db: Db): Promise<LogSource[]> {
  const rows = await db
    .selectFrom('log_sources')
    .innerJoin('rooms', 'rooms.id', 'log_sources.room_id')
    .selectAll('log_sources')
    .select('rooms.commune_unit_id')
    .orderBy('log_sources.name')
    .orderBy('log_sources.id')
    .execute()
  const newestBySource = await newestLogOffsets(db)
  return rows.map((row) => ({
    id: row.id,
    communeUnitId: row.commune_unit_id,
    roomId: row.room_id,
    name: row.name,
    windowBeforeMs: row.window_before_ms,
    windowAfterMs: row.window_after_ms,
    clockOffset: newestBySource.get(row.id) ?? UNMEASURED,
  }))
}

async function newestLogOffsets(db: Db): Promise<Map<string, ClockOffset>> {
  const rows = await db
    .selectFrom('clock_offsets')
    .selectAll()
    .where('source_kind', '=', 'log')
    .orderBy('measured_at_ms')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.source_id, toClockOffset(row)]))
}

export async function insertLogSource(transaction: Db, source: LogSource): Promise<void> {
  await transaction
    .insertInto('log_sources')
    .values({
      id: source.id,
      room_id: source.roomId,
      name: source.name,
      window_before_ms: source.windowBeforeMs,
      window_after_ms: source.windowAfterMs,
    })
    .execute()
}

export async function insertLogClockOffset(
  transaction: Db,
  id: string,
  sourceId: string,
  offset: ClockOffset,
): Promise<void> {
  await transaction
    .insertInto('clock_offsets')
    .values({
      id,
      source_kind: 'log',
      source_id: sourceId,
      offset_ms: offset.offsetMs,
      uncertainty_ms: offset.uncertaintyMs,
      method: offset.method,
      measured_at_ms: offset.measuredAtMs,
    })
    .execute()
}

/** Makes imports into one source wait for each other until the transaction ends, on both dialects. */
export async function lockLogSource(transaction: Db, id: string): Promise<void> {
  await transaction
    .updateTable('log_sources')
    .set((row) => ({ name: row.ref('name') }))
    .where('id', '=', id)
    .execute()
}
