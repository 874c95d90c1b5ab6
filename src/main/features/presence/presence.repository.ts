import { z } from 'zod'
import type { Id } from '#shared/kernel/ids.ts'
import { HOUR_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { packStays, unpackStays } from '#shared/presence/packed-stays.rules.ts'
import { cameraTroubleSchema } from '#shared/presence/presence.model.ts'
import type { Db } from '#main/db/db.ts'

const troublesSchema = z.array(
  z.object({ trouble: cameraTroubleSchema, fromMs: z.number(), toMs: z.number(), confidence: z.number() }),
)
export type StoredTrouble = z.infer<typeof troublesSchema>[number]

/** One camera's hour as it was looked at. */
export type HourLook = {
  readonly cameraId: Id
  readonly hourStartMs: InstantMs
  readonly looked: readonly TimeRange[]
  readonly pictures: number
  readonly troubles: readonly StoredTrouble[]
  readonly algorithm: number
  readonly lookedAtMs: InstantMs
  /** How much of the hour was recorded then. */
  readonly recordedMs: number
}

/** Replaces what was known of the hour. */
export async function writeHour(
  transaction: Db,
  look: HourLook,
  stays: ReadonlyMap<Id, readonly TimeRange[]>,
): Promise<void> {
  const { cameraId, hourStartMs } = look
  await transaction
    .deleteFrom('presence_looks')
    .where('camera_id', '=', cameraId)
    .where('hour_start_ms', '=', hourStartMs)
    .execute()
  await transaction
    .insertInto('presence_looks')
    .values({
      camera_id: cameraId,
      hour_start_ms: hourStartMs,
      looked_packed: packStays(look.looked, hourStartMs),
      pictures: look.pictures,
      troubles_json: JSON.stringify(look.troubles),
      algorithm: look.algorithm,
      looked_at_ms: look.lookedAtMs,
      recorded_ms: look.recordedMs,
    })
    .execute()
  for (const [zoneId, ranges] of stays) {
    await transaction
      .deleteFrom('presence_hours')
      .where('zone_id', '=', zoneId)
      .where('hour_start_ms', '=', hourStartMs)
      .execute()
    const packed = packStays(ranges, hourStartMs)
    await transaction
      .insertInto('presence_hours')
      .values({ zone_id: zoneId, hour_start_ms: hourStartMs, packed })
      .execute()
  }
}

const firstHourOf = (range: TimeRange): number => Math.floor(range.fromMs / HOUR_MS) * HOUR_MS

/** Stays in the hours that the range touches: by zone, then by the hour's start, for every hour that was looked at. */
export async function listStays(
  db: Db,
  zoneIds: readonly Id[],
  range: TimeRange,
): Promise<Map<Id, Map<InstantMs, TimeRange[]>>> {
  const found = new Map<Id, Map<InstantMs, TimeRange[]>>(zoneIds.map((id) => [id, new Map()]))
  if (zoneIds.length === 0) return found
  const rows = await db
    .selectFrom('presence_hours')
    .selectAll()
    .where('zone_id', 'in', zoneIds)
    .where('hour_start_ms', '>=', firstHourOf(range))
    .where('hour_start_ms', '<', range.toMs)
    .orderBy('hour_start_ms')
    .execute()
  for (const row of rows)
    found.get(row.zone_id)?.set(row.hour_start_ms, unpackStays(row.packed, row.hour_start_ms))
  return found
}

/** By camera and hour. */
export async function listLooks(db: Db, cameraIds: readonly Id[], range: TimeRange): Promise<HourLook[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('presence_looks')
    .selectAll()
    .where('camera_id', 'in', cameraIds)
    .where('hour_start_ms', '>=', firstHourOf(range))
    .where('hour_start_ms', '<', range.toMs)
    .orderBy('camera_id')
    .orderBy('hour_start_ms')
    .execute()
  return rows.map((row) => ({
    cameraId: row.camera_id,
    hourStartMs: row.hour_start_ms,
    looked: unpackStays(row.looked_packed, row.hour_start_ms),
    pictures: row.pictures,
    troubles: troublesSchema.parse(JSON.parse(row.troubles_json)),
    algorithm: row.algorithm,
    lookedAtMs: row.looked_at_ms,
    recordedMs: row.recorded_ms,
  }))
}

export type UsualPicture = {
  readonly id: Id
  readonly cameraId: Id
  readonly madeAtMs: InstantMs
  readonly kind: 'computed' | 'confirmed'
  readonly pixels: Uint8Array
}

export async function insertUsualPicture(
  transaction: Db,
  picture: UsualPicture,
  madeBy: string,
): Promise<void> {
  await transaction
    .insertInto('usual_pictures')
    .values({
      id: picture.id,
      camera_id: picture.cameraId,
      made_at_ms: picture.madeAtMs,
      kind: picture.kind,
      pixels: picture.pixels,
      made_by: madeBy,
    })
    .execute()
}

/** Oldest first. */
export async function listUsualPictures(db: Db, cameraId: Id): Promise<UsualPicture[]> {
  const rows = await db
    .selectFrom('usual_pictures')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('made_at_ms')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cameraId: row.camera_id,
    madeAtMs: row.made_at_ms,
    kind: row.kind === 'confirmed' ? 'confirmed' : 'computed',
    pixels: row.pixels,
  }))
}

/** Starts of the days in Vietnam on which something was looked at, oldest first. */
export async function lookedDays(db: Db, cameraIds: readonly Id[], range: TimeRange): Promise<InstantMs[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('presence_looks')
    .select('hour_start_ms')
    .distinct()
    .where('camera_id', 'in', cameraIds)
    .where('hour_start_ms', '>=', firstHourOf(range))
    .where('hour_start_ms', '<', range.toMs)
    .orderBy('hour_start_ms')
    .execute()
  return [...new Set(rows.map((row) => startOfVietnamDay(row.hour_start_ms)))]
}
