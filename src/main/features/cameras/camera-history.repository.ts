import { sql } from 'kysely'
import { z } from 'zod'
import {
  type CameraChange,
  type CameraEvent,
  cameraChangeSchema,
  cameraEventSchema,
  type ProbeReport,
  deviceCapabilitiesSchema,
  mediaProfileSchema,
  probeReportSchema,
  streamFactsSchema,
  subStreamSchema,
} from '#shared/cameras/cameras.model.ts'
import type { NoticedChange } from '#shared/cameras/camera-changes.rules.ts'
import { type ClockOffset, clockOffsetSchema } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

const MAX_PROBES = 50
const MAX_READINGS = 2000
const MAX_EVENTS = 5000
const MAX_CHANGES = 200

const rate = z.int().min(0).nullable().default(null)

/** Reports of cameras that were added before the ladder had all its rungs say less. */
const storedReportSchema = probeReportSchema.extend({
  profiles: z.array(mediaProfileSchema.extend({ declaredFrameRateMilli: rate, declaredBitsPerSecond: rate })),
  stream: streamFactsSchema
    .extend({
      declaredFrameRateMilli: rate,
      bitsPerSecond: z.int().min(0).default(0),
      timestampJumps: z.int().min(0).default(0),
    })
    .nullable(),
  capabilities: deviceCapabilitiesSchema.nullable().default(null),
  subStream: subStreamSchema.nullable().default(null),
  recordings: probeReportSchema.shape.recordings.default(null),
  snapshotJpeg: z.null().catch(null).default(null),
})

const reportOf = (json: string): ProbeReport => storedReportSchema.parse(JSON.parse(json))

/** The report as it is kept: without its picture, which shows people. */
export const reportText = (report: ProbeReport): string => JSON.stringify({ ...report, snapshotJpeg: null })

export async function insertProbe(transaction: Db, id: Id, cameraId: Id, report: ProbeReport): Promise<void> {
  await transaction
    .insertInto('camera_probes')
    .values({
      id,
      camera_id: cameraId,
      probed_at_ms: report.probedAtMs,
      ok: report.ok ? 1 : 0,
      report_json: reportText(report),
    })
    .execute()
}

/** Newest first, at most 50; the last is the one that the camera was added with. */
export async function listProbes(db: Db, cameraId: Id): Promise<ProbeReport[]> {
  const rows = await db
    .selectFrom('camera_probes')
    .select(['id', 'report_json'])
    .where('camera_id', '=', cameraId)
    .orderBy('probed_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_PROBES - 1)
    .execute()
  const baseline = await db
    .selectFrom('cameras')
    .select('probe_json')
    .where('id', '=', cameraId)
    .executeTakeFirst()
  const reports = rows.map((row) => reportOf(row.report_json))
  if (!baseline) return reports
  const first = reportOf(baseline.probe_json)
  return reports.at(-1)?.probedAtMs === first.probedAtMs ? reports : [...reports, first]
}

/** The newest report in which every rung held. */
export async function findNewestGoodProbe(db: Db, cameraId: Id): Promise<ProbeReport | null> {
  const reports = await listProbes(db, cameraId)
  return reports.find((report) => report.ok) ?? null
}

export async function insertChanges(
  transaction: Db,
  cameraId: Id,
  changes: readonly (NoticedChange & { readonly id: Id })[],
  noticedAtMs: InstantMs,
): Promise<void> {
  if (changes.length === 0) return
  await transaction
    .insertInto('camera_changes')
    .values(
      changes.map(({ id, field, before, after }) => ({
        id,
        camera_id: cameraId,
        noticed_at_ms: noticedAtMs,
        field,
        before_value: before,
        after_value: after,
      })),
    )
    .execute()
}

/** Newest first, at most 200. */
export async function listChanges(db: Db, cameraId: Id): Promise<CameraChange[]> {
  const rows = await db
    .selectFrom('camera_changes')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('noticed_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_CHANGES)
    .execute()
  return rows.map((row) =>
    cameraChangeSchema.parse({
      cameraId: row.camera_id,
      noticedAtMs: row.noticed_at_ms,
      field: row.field,
      before: row.before_value,
      after: row.after_value,
    }),
  )
}

/** Oldest first; of more than 2 000 readings every so-manieth. */
export async function listClockReadings(db: Db, cameraId: Id, range: TimeRange): Promise<ClockOffset[]> {
  const inRange = db
    .selectFrom('clock_offsets')
    .where('source_kind', '=', 'camera')
    .where('source_id', '=', cameraId)
    .where('measured_at_ms', '>=', range.fromMs)
    .where('measured_at_ms', '<', range.toMs)
  const { count } = await inRange
    .select((on) => on.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const every = Math.ceil(Number(count) / MAX_READINGS)
  const numbered = inRange.select([
    'offset_ms',
    'uncertainty_ms',
    'method',
    'measured_at_ms',
    sql<number>`row_number() over (order by measured_at_ms, id)`.as('ordinal'),
  ])
  const rows = await db
    .selectFrom(numbered.as('reading'))
    .selectAll()
    .where(sql<boolean>`(${sql.ref('ordinal')} - 1) % ${sql.lit(Math.max(1, every))} = 0`)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) =>
    clockOffsetSchema.parse({
      offsetMs: row.offset_ms,
      uncertaintyMs: row.uncertainty_ms,
      method: row.method,
      measuredAtMs: row.measured_at_ms,
    }),
  )
}

export type NewCameraEvent = CameraEvent & { readonly id: Id; readonly deviceAtMs: InstantMs | null }

export async function insertEvents(transaction: Db, events: readonly NewCameraEvent[]): Promise<void> {
  if (events.length === 0) return
  await transaction
    .insertInto('camera_events')
    .values(
      events.map((event) => ({
        id: event.id,
        camera_id: event.cameraId,
        at_ms: event.atMs,
        device_at_ms: event.deviceAtMs,
        kind: event.kind,
        active: event.active === null ? null : Number(event.active),
        topic: event.topic,
        source: event.source,
      })),
    )
    .execute()
}

/** Oldest first, at most 5 000. */
export async function listEvents(db: Db, cameraId: Id, range: TimeRange): Promise<CameraEvent[]> {
  const rows = await db
    .selectFrom('camera_events')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .orderBy('at_ms')
    .orderBy('id')
    .limit(MAX_EVENTS)
    .execute()
  return rows.map((row) =>
    cameraEventSchema.parse({
      cameraId: row.camera_id,
      atMs: row.at_ms,
      kind: row.kind,
      active: row.active === null ? null : row.active === 1,
      topic: row.topic,
      source: row.source,
    }),
  )
}

/** Along camera_events_by_camera, one camera at a time. */
export async function deleteEventsBefore(transaction: Db, cameraId: Id, beforeMs: InstantMs): Promise<void> {
  await transaction
    .deleteFrom('camera_events')
    .where('camera_id', '=', cameraId)
    .where('at_ms', '<', beforeMs)
    .execute()
}
