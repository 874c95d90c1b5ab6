import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import {
  type BoardPicture,
  boardPictureSchema,
  type BoardSchedule,
  boardScheduleSchema,
} from '#shared/notice-boards/notice-boards.model.ts'
import type { Db } from '#main/db/db.ts'
import type { BoardPicturesTable, BoardSchedulesTable } from '#main/db/schema-clock-and-queue.ts'

const toSchedule = (row: BoardSchedulesTable): BoardSchedule =>
  boardScheduleSchema.parse({
    zoneId: row.zone_id,
    every: row.every,
    weekday: row.weekday,
    minuteOfDay: row.minute_of_day,
    fromMs: row.from_ms,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  })

export async function listSchedules(db: Db): Promise<BoardSchedule[]> {
  return (await db.selectFrom('board_schedules').selectAll().orderBy('zone_id').execute()).map(toSchedule)
}

export async function putSchedule(transaction: Db, schedule: BoardSchedule): Promise<void> {
  await deleteSchedule(transaction, schedule.zoneId)
  await transaction
    .insertInto('board_schedules')
    .values({
      zone_id: schedule.zoneId,
      every: schedule.every,
      weekday: schedule.weekday,
      minute_of_day: schedule.minuteOfDay,
      from_ms: schedule.fromMs,
      created_at_ms: schedule.createdAtMs,
      created_by: schedule.createdBy,
    })
    .execute()
}

export async function deleteSchedule(transaction: Db, zoneId: Id): Promise<boolean> {
  const result = await transaction
    .deleteFrom('board_schedules')
    .where('zone_id', '=', zoneId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** A picture with where its file lies. */
export type StoredPicture = BoardPicture & { readonly filePath: string | null }

const toPicture = (row: BoardPicturesTable): StoredPicture => ({
  ...boardPictureSchema.parse({
    id: row.id,
    zoneId: row.zone_id,
    dueAtMs: row.due_at_ms,
    takenAtMs: row.taken_at_ms,
    cause: row.cause,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    widthPx: row.width_px,
    heightPx: row.height_px,
    deletedAtMs: row.deleted_at_ms,
  }),
  filePath: row.file_path,
})

/** Newest first. */
export async function listPictures(db: Db, zoneId: Id, limit: number): Promise<StoredPicture[]> {
  const rows = await db
    .selectFrom('board_pictures')
    .selectAll()
    .where('zone_id', '=', zoneId)
    .orderBy('due_at_ms', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toPicture)
}

export async function findPicture(db: Db, id: Id): Promise<StoredPicture | null> {
  const row = await db.selectFrom('board_pictures').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toPicture(row) : null
}

/** By zone: due times that were looked at, and those with a picture. */
export async function countPictures(db: Db): Promise<Map<Id, { due: number; pictures: number }>> {
  const rows = await db
    .selectFrom('board_pictures')
    .select((row) => [
      'zone_id',
      row.fn.countAll<number>().as('due'),
      row.fn.count<number>('taken_at_ms').as('pictures'),
    ])
    .groupBy('zone_id')
    .execute()
  return new Map(rows.map((row) => [row.zone_id, { due: Number(row.due), pictures: Number(row.pictures) }]))
}

/** Due times within the range that were looked at. */
export async function listDue(
  db: Db,
  zoneId: Id,
  range: { readonly fromMs: InstantMs; readonly toMs: InstantMs },
): Promise<{ readonly dueAtMs: InstantMs; readonly hasPicture: boolean }[]> {
  const rows = await db
    .selectFrom('board_pictures')
    .select(['due_at_ms', 'taken_at_ms'])
    .where('zone_id', '=', zoneId)
    .where('due_at_ms', '>=', range.fromMs)
    .where('due_at_ms', '<', range.toMs)
    .execute()
  return rows.map((row) => ({ dueAtMs: row.due_at_ms, hasPicture: row.taken_at_ms !== null }))
}

/** Takes the place of a row that had no picture. */
export async function putPicture(
  transaction: Db,
  picture: StoredPicture,
  madeAtMs: InstantMs,
): Promise<void> {
  await transaction
    .deleteFrom('board_pictures')
    .where('zone_id', '=', picture.zoneId)
    .where('due_at_ms', '=', picture.dueAtMs)
    .where('taken_at_ms', 'is', null)
    .execute()
  await transaction
    .insertInto('board_pictures')
    .values({
      id: picture.id,
      zone_id: picture.zoneId,
      due_at_ms: picture.dueAtMs,
      taken_at_ms: picture.takenAtMs,
      cause: picture.cause,
      file_path: picture.filePath,
      sha256: picture.sha256,
      size_bytes: picture.sizeBytes,
      width_px: picture.widthPx,
      height_px: picture.heightPx,
      made_at_ms: madeAtMs,
      deleted_at_ms: picture.deletedAtMs,
    })
    .execute()
}

/** Pictures due before `beforeMs` whose file is still there. */
export async function listExpired(db: Db, beforeMs: InstantMs, limit: number): Promise<StoredPicture[]> {
  const rows = await db
    .selectFrom('board_pictures')
    .selectAll()
    .where('deleted_at_ms', 'is', null)
    .where('taken_at_ms', 'is not', null)
    .where('due_at_ms', '<', beforeMs)
    .orderBy('due_at_ms')
    .limit(limit)
    .execute()
  return rows.map(toPicture)
}

export async function markDeleted(transaction: Db, ids: readonly Id[], atMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('board_pictures')
    .set({ deleted_at_ms: atMs })
    .where('id', 'in', ids)
    .execute()
}
