import { z } from 'zod'
import {
  type Backfill,
  type BackfillFile,
  backfillFileSchema,
  backfillModeSchema,
  type BackfillState,
  backfillStateSchema,
  fileOutcomeSchema,
  importedFileSchema,
} from '#shared/backfill/backfill.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { timeRangeSchema } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { BackfillsTable } from '#main/db/schema-real-cameras.ts'

const inputSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('device'),
    mode: backfillModeSchema,
    when: z.enum(['now', 'night']),
    /** What there was to fetch when it was asked for. */
    holes: z.array(timeRangeSchema).readonly(),
  }),
  z.object({
    kind: z.literal('files'),
    folder: z.string(),
    files: z.array(importedFileSchema).readonly(),
  }),
])
export type BackfillInput = z.infer<typeof inputSchema>

const resultSchema = z.object({
  uncertaintyMs: z.int().nullable().default(null),
  errorCode: z.string().nullable().default(null),
  /** Spent on fetching: tells what the link really gives. */
  activeMs: z.int().default(0),
  /** The file being read, and how much was missing in its time before: what a crash interrupted is counted once. */
  underWay: z.object({ ordinal: z.int(), missingMs: z.int() }).nullable().default(null),
})
export type BackfillResult = z.infer<typeof resultSchema>
export const NO_RESULT: BackfillResult = resultSchema.parse({})

export type StoredBackfill = Pick<
  Backfill,
  | 'id'
  | 'cameraId'
  | 'fromMs'
  | 'toMs'
  | 'state'
  | 'filledMs'
  | 'bytes'
  | 'createdAtMs'
  | 'createdBy'
  | 'finishedAtMs'
> & { readonly input: BackfillInput; readonly result: BackfillResult }

function toStored(row: BackfillsTable): StoredBackfill {
  return {
    id: row.id,
    cameraId: row.camera_id,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    state: backfillStateSchema.parse(row.state),
    filledMs: row.filled_ms,
    bytes: row.bytes,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
    finishedAtMs: row.finished_at_ms,
    input: inputSchema.parse(JSON.parse(row.input_json)),
    result: resultSchema.parse(JSON.parse(row.result_json)),
  }
}

export async function insertBackfill(transaction: Db, stored: StoredBackfill): Promise<void> {
  await transaction
    .insertInto('backfills')
    .values({
      id: stored.id,
      camera_id: stored.cameraId,
      kind: stored.input.kind,
      from_ms: stored.fromMs,
      to_ms: stored.toMs,
      state: stored.state,
      input_json: JSON.stringify(stored.input),
      result_json: JSON.stringify(stored.result),
      filled_ms: stored.filledMs,
      bytes: stored.bytes,
      created_at_ms: stored.createdAtMs,
      created_by: stored.createdBy,
      finished_at_ms: stored.finishedAtMs,
    })
    .execute()
}

export async function findBackfill(db: Db, id: Id): Promise<StoredBackfill | null> {
  const row = await db.selectFrom('backfills').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toStored(row) : null
}

/** Newest first. */
export async function listBackfills(db: Db, limit: number): Promise<StoredBackfill[]> {
  const rows = await db
    .selectFrom('backfills')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toStored)
}

/** Oldest first. */
export async function listInState(db: Db, states: readonly BackfillState[]): Promise<StoredBackfill[]> {
  const rows = await db
    .selectFrom('backfills')
    .selectAll()
    .where('state', 'in', [...states])
    .orderBy('created_at_ms')
    .orderBy('id')
    .execute()
  return rows.map(toStored)
}

/** The camera's newest that fetched something from its card. */
export async function findNewestFetch(db: Db, cameraId: Id): Promise<StoredBackfill | null> {
  const row = await db
    .selectFrom('backfills')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('kind', '=', 'device')
    .where('bytes', '>', 0)
    .orderBy('created_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toStored(row) : null
}

/** Moves it on from one of `fromStates`; false when it was in none of them. */
export async function moveBackfill(
  transaction: Db,
  id: Id,
  fromStates: readonly BackfillState[],
  to: { readonly state: BackfillState; readonly finishedAtMs: InstantMs | null },
): Promise<boolean> {
  const result = await transaction
    .updateTable('backfills')
    .set({ state: to.state, finished_at_ms: to.finishedAtMs })
    .where('id', '=', id)
    .where('state', 'in', [...fromStates])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateFilled(
  transaction: Db,
  id: Id,
  filled: { readonly filledMs: number; readonly bytes: number; readonly result: BackfillResult },
): Promise<void> {
  await transaction
    .updateTable('backfills')
    .set({
      filled_ms: Math.max(0, Math.round(filled.filledMs)),
      bytes: filled.bytes,
      result_json: JSON.stringify(filled.result),
    })
    .where('id', '=', id)
    .execute()
}

export type StoredFile = BackfillFile & { readonly ordinal: number; readonly sha256: string }

export async function insertFile(transaction: Db, backfillId: Id, file: StoredFile): Promise<void> {
  await transaction
    .insertInto('backfill_files')
    .values({
      backfill_id: backfillId,
      ordinal: file.ordinal,
      file_name: file.path,
      sha256: file.sha256,
      size_bytes: file.sizeBytes,
      from_ms: file.fromMs,
      to_ms: file.toMs,
      time_source: file.timeSource,
      outcome: file.outcome,
      code: file.code,
      filled_ms: Math.max(0, Math.round(file.filledMs)),
    })
    .execute()
}

export async function listFiles(db: Db, backfillId: Id): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('backfill_files')
    .selectAll()
    .where('backfill_id', '=', backfillId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    ...backfillFileSchema.parse({
      path: row.file_name,
      outcome: row.outcome,
      code: row.code,
      timeSource: row.time_source,
      sizeBytes: row.size_bytes,
      fromMs: row.from_ms,
      toMs: row.to_ms,
      filledMs: row.filled_ms,
    }),
    ordinal: row.ordinal,
    sha256: row.sha256,
  }))
}

/** How many files of each backfill came to which end. */
export async function countOutcomes(db: Db, ids: readonly Id[]): Promise<Map<Id, Backfill['files']>> {
  const counts = new Map<Id, Backfill['files']>()
  if (ids.length === 0) return counts
  const rows = await db
    .selectFrom('backfill_files')
    .select(['backfill_id', 'outcome'])
    .select((select) => select.fn.countAll<number | string | bigint>().as('files'))
    .where('backfill_id', 'in', [...ids])
    .groupBy(['backfill_id', 'outcome'])
    .execute()
  for (const row of rows) {
    const outcome = fileOutcomeSchema.parse(row.outcome)
    counts.set(row.backfill_id, { ...counts.get(row.backfill_id), [outcome]: Number(row.files) })
  }
  return counts
}

/** Files that brought footage to this camera and were not taken back: by size, and by content where that is given. */
export async function findImported(
  db: Db,
  cameraId: Id,
  file: { readonly sizeBytes: number; readonly sha256?: string },
): Promise<{ readonly path: string; readonly backfillId: Id } | null> {
  let query = db
    .selectFrom('backfill_files')
    .innerJoin('backfills', 'backfills.id', 'backfill_files.backfill_id')
    .select(['backfill_files.file_name', 'backfill_files.backfill_id'])
    .where('backfills.camera_id', '=', cameraId)
    .where('backfills.state', '<>', 'undone')
    .where('backfill_files.outcome', 'in', ['imported', 'salvaged'])
    .where('backfill_files.size_bytes', '=', file.sizeBytes)
  if (file.sha256 !== undefined) query = query.where('backfill_files.sha256', '=', file.sha256)
  const row = await query.limit(1).executeTakeFirst()
  return row ? { path: row.file_name, backfillId: row.backfill_id } : null
}
