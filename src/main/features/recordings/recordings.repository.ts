import type { Selectable } from 'kysely'
import { videoCodecSchema } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { AbsenceCause } from '#shared/recordings/recordings.model.ts'
import { absenceCauseSchema, segmentOriginSchema } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import type { SegmentsTable } from '#main/db/schema.ts'
import { packGroups, unpackGroups } from './group-index.ts'
import {
  BACKFILL_NUMBERS_FROM,
  MAX_SEGMENT_MS,
  type Segment,
  type SegmentState,
  type SegmentWithGroups,
} from './segment.model.ts'

const STATES: readonly SegmentState[] = ['present', 'damaged', 'expired', 'purged']

function toSegment(row: Selectable<SegmentsTable>): Segment {
  return {
    cameraId: row.camera_id,
    number: row.number,
    runId: row.run_id,
    startAtMs: row.start_at_ms,
    endAtMs: row.end_at_ms,
    mediaDurationMs: row.media_duration_ms,
    filePath: row.file_path,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    root: row.root,
    previousRoot: row.previous_root,
    initBytes: row.init_bytes,
    codec: videoCodecSchema.parse(row.codec),
    widthPx: row.width_px,
    heightPx: row.height_px,
    groupCount: row.group_count,
    state: STATES.find((state) => state === row.state) ?? 'damaged',
    origin: segmentOriginSchema.parse(row.origin),
  }
}

export async function insertSegment(
  transaction: Db,
  segment: SegmentWithGroups,
  nowMs: InstantMs,
): Promise<void> {
  await transaction
    .insertInto('segments')
    .values({
      camera_id: segment.cameraId,
      number: segment.number,
      run_id: segment.runId,
      start_at_ms: segment.startAtMs,
      end_at_ms: segment.endAtMs,
      media_duration_ms: segment.mediaDurationMs,
      file_path: segment.filePath,
      size_bytes: segment.sizeBytes,
      sha256: segment.sha256,
      root: segment.root,
      previous_root: segment.previousRoot,
      init_bytes: segment.initBytes,
      codec: segment.codec,
      width_px: segment.widthPx,
      height_px: segment.heightPx,
      group_count: segment.groupCount,
      state: segment.state,
      state_changed_at_ms: nowMs,
      origin: segment.origin,
    })
    .execute()
  await transaction
    .insertInto('segment_groups')
    .values({
      camera_id: segment.cameraId,
      number: segment.number,
      packed: packGroups(segment.groups, segment.startAtMs),
    })
    .execute()
}

/** Segments that overlap the range, oldest first. Looks back no further than a segment can be long. */
export async function findSegments(db: Db, cameraId: Id, range: TimeRange): Promise<Segment[]> {
  const rows = await db
    .selectFrom('segments')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('start_at_ms', '>=', range.fromMs - MAX_SEGMENT_MS)
    .where('start_at_ms', '<', range.toMs)
    .where('end_at_ms', '>', range.fromMs)
    .orderBy('start_at_ms')
    .execute()
  return rows.map(toSegment)
}

const selectWithGroups = (db: Db) =>
  db
    .selectFrom('segments')
    .innerJoin('segment_groups', (join) =>
      join
        .onRef('segment_groups.camera_id', '=', 'segments.camera_id')
        .onRef('segment_groups.number', '=', 'segments.number'),
    )
    .selectAll('segments')
    .select('segment_groups.packed')

function toSegmentWithGroups(
  row: Selectable<SegmentsTable> & { readonly packed: Uint8Array },
): SegmentWithGroups {
  return { ...toSegment(row), groups: unpackGroups(row.packed, row.start_at_ms) }
}

export async function findSegment(db: Db, cameraId: Id, number: number): Promise<SegmentWithGroups | null> {
  const row = await selectWithGroups(db)
    .where('segments.camera_id', '=', cameraId)
    .where('segments.number', '=', number)
    .executeTakeFirst()
  return row ? toSegmentWithGroups(row) : null
}

/** Group entries of present segments that overlap the range, oldest first. */
export async function findSegmentsWithGroups(
  db: Db,
  cameraId: Id,
  range: TimeRange,
): Promise<SegmentWithGroups[]> {
  const rows = await selectWithGroups(db)
    .where('segments.camera_id', '=', cameraId)
    .where('segments.start_at_ms', '>=', range.fromMs - MAX_SEGMENT_MS)
    .where('segments.start_at_ms', '<', range.toMs)
    .where('segments.end_at_ms', '>', range.fromMs)
    .where('segments.state', '=', 'present')
    .orderBy('segments.start_at_ms')
    .execute()
  return rows.map(toSegmentWithGroups)
}

/** The newest that the recorder made; backfilled ones have their own numbers. */
export async function findLastSegment(db: Db, cameraId: Id): Promise<Segment | null> {
  const row = await db
    .selectFrom('segments')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('number', '<', BACKFILL_NUMBERS_FROM)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toSegment(row) : null
}

/** Every segment of a camera by number, purged ones too, without what only playback needs. */
export async function listSegmentFiles(db: Db, cameraId: Id) {
  const rows = await db
    .selectFrom('segments')
    .select(['number', 'file_path', 'size_bytes', 'sha256', 'state'])
    .where('camera_id', '=', cameraId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    filePath: row.file_path,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    state: STATES.find((state) => state === row.state) ?? 'damaged',
  }))
}

export async function updateSegmentState(
  transaction: Db,
  segment: Pick<Segment, 'cameraId' | 'number'>,
  state: SegmentState,
  nowMs: InstantMs,
): Promise<void> {
  await transaction
    .updateTable('segments')
    .set({ state, state_changed_at_ms: nowMs })
    .where('camera_id', '=', segment.cameraId)
    .where('number', '=', segment.number)
    .execute()
}

export type Absence = {
  readonly id: Id
  readonly cameraId: Id
  readonly fromMs: InstantMs
  /** null while it goes on. */
  readonly toMs: InstantMs | null
  readonly cause: AbsenceCause
  readonly reason: string
}

export async function insertAbsence(transaction: Db, absence: Absence): Promise<void> {
  await transaction
    .insertInto('absences')
    .values({
      id: absence.id,
      camera_id: absence.cameraId,
      from_ms: absence.fromMs,
      to_ms: absence.toMs,
      cause: absence.cause,
      reason: absence.reason,
    })
    .execute()
}

export async function findOpenAbsence(db: Db, cameraId: Id): Promise<Absence | null> {
  const row = await db
    .selectFrom('absences')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('to_ms', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    cameraId: row.camera_id,
    fromMs: row.from_ms,
    toMs: null,
    cause: absenceCauseSchema.parse(row.cause),
    reason: row.reason,
  }
}

export async function closeAbsence(transaction: Db, absence: Absence, toMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('absences')
    .set({ to_ms: Math.max(absence.fromMs, toMs) })
    .where('id', '=', absence.id)
    .execute()
}

export async function deleteAbsence(transaction: Db, id: Id): Promise<void> {
  await transaction.deleteFrom('absences').where('id', '=', id).execute()
}

/** Cuts the closed absences of a reason off at an instant; those that begin later vanish. */
export async function cutAbsences(
  transaction: Db,
  cameraId: Id,
  reason: string,
  atMs: InstantMs,
): Promise<void> {
  await transaction
    .deleteFrom('absences')
    .where('camera_id', '=', cameraId)
    .where('reason', '=', reason)
    .where('from_ms', '>=', atMs)
    .where('to_ms', '>', atMs)
    .execute()
  await transaction
    .updateTable('absences')
    .set({ to_ms: atMs })
    .where('camera_id', '=', cameraId)
    .where('reason', '=', reason)
    .where('to_ms', '>', atMs)
    .execute()
}

/** Absences that overlap the range, oldest first. */
export async function findAbsences(db: Db, cameraId: Id, range: TimeRange): Promise<Absence[]> {
  const rows = await db
    .selectFrom('absences')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('from_ms', '<', range.toMs)
    .where((where) => where.or([where('to_ms', 'is', null), where('to_ms', '>', range.fromMs)]))
    .orderBy('from_ms')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cameraId: row.camera_id,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    cause: absenceCauseSchema.parse(row.cause),
    reason: row.reason,
  }))
}

export async function readHeartbeat(db: Db): Promise<InstantMs | null> {
  const row = await db
    .selectFrom('settings')
    .select('value_json')
    .where('key', '=', 'heartbeat')
    .executeTakeFirst()
  return row ? Number(row.value_json) : null
}

/** One statement, which needs no transaction around it. */
export async function writeHeartbeat(db: Db, nowMs: InstantMs): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key: 'heartbeat', value_json: String(nowMs) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json: String(nowMs) }))
    .execute()
}
