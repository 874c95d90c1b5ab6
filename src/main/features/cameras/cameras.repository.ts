import { type Selectable, sql } from 'kysely'
import {
  ALWAYS,
  type Camera,
  type CameraSchedule,
  cameraScheduleSchema,
  cameraSchema,
  deviceCapabilitiesSchema,
  NO_CAPABILITIES,
  type ProbeReport,
  recordedStreamSchema,
  type SubStream,
  videoCodecSchema,
} from '#shared/cameras/cameras.model.ts'
import type { ScheduleInForce } from '#shared/cameras/schedule.rules.ts'
import { type ClockOffset, clockOffsetSchema } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { keptQuery } from '#main/db/kept-query.ts'
import type { CamerasTable, CameraViewsTable, ClockOffsetsTable } from '#main/db/schema.ts'
import type { CameraSchedulesTable } from '#main/db/schema-real-cameras.ts'

/** A camera looked at a counter during [validFromMs, validToMs); `validToMs` null: still does. */
export type CameraView = {
  readonly cameraId: Id
  readonly counterId: Id
  readonly validFromMs: InstantMs
  readonly validToMs: InstantMs | null
}

export type NewCameraRow = {
  readonly camera: Camera
  readonly passwordCipher: string
  readonly probe: ProbeReport
}

function toOffset(row: ClockOffsetsTable): ClockOffset {
  return clockOffsetSchema.parse({
    offsetMs: row.offset_ms,
    uncertaintyMs: row.uncertainty_ms,
    method: row.method,
    measuredAtMs: row.measured_at_ms,
  })
}

function toSubStream(row: Selectable<CamerasTable>): SubStream | null {
  const { sub_stream_uri: uri, sub_codec: codec, sub_width_px: widthPx, sub_height_px: heightPx } = row
  if (uri === null || widthPx === null || heightPx === null) return null
  return { profileToken: row.sub_profile_token, uri, codec: videoCodecSchema.parse(codec), widthPx, heightPx }
}

function toSchedule(row: CameraSchedulesTable): ScheduleInForce {
  const { kind, pre_roll_ms: preRollMs, post_roll_ms: postRollMs } = row
  return {
    schedule: cameraScheduleSchema.parse(kind === 'always' ? { kind } : { kind, preRollMs, postRollMs }),
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
  }
}

/** Every schedule that a camera ever had, oldest first. */
export async function listSchedules(db: Db, cameraId: Id): Promise<ScheduleInForce[]> {
  const rows = await db
    .selectFrom('camera_schedules')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('valid_from_ms')
    .execute()
  return rows.map(toSchedule)
}

const openScheduleRows = keptQuery((db) =>
  db.selectFrom('camera_schedules').selectAll().where('valid_to_ms', 'is', null),
)

async function openSchedules(db: Db): Promise<Map<Id, CameraSchedule>> {
  const rows = await openScheduleRows(db)
  return new Map(rows.map((row) => [row.camera_id, toSchedule(row).schedule]))
}

const capabilitiesJsonSchema = deviceCapabilitiesSchema.catch(NO_CAPABILITIES)

function toCamera(
  row: Selectable<CamerasTable>,
  counterIds: Id[],
  clockOffset: ClockOffset | null,
  schedule: CameraSchedule,
): Camera {
  const { manufacturer, model, firmware, serial_number: serialNumber } = row
  const isKnown = manufacturer !== null && model !== null && firmware !== null && serialNumber !== null
  return {
    id: row.id,
    name: row.name,
    roomId: row.room_id,
    counterIds,
    address: row.address,
    streamUri: row.stream_uri,
    username: row.username,
    device: isKnown ? { manufacturer, model, firmware, serialNumber } : null,
    codec: videoCodecSchema.parse(row.codec),
    widthPx: row.width_px,
    heightPx: row.height_px,
    keyframeSpacingMs: row.keyframe_spacing_ms,
    clockOffset,
    state: cameraSchema.shape.state.parse(row.state),
    audioEnabled: row.audio_enabled === 1,
    audioReason: row.audio_reason,
    capabilities: capabilitiesJsonSchema.parse(JSON.parse(row.capabilities_json)),
    profileToken: row.profile_token,
    subStream: toSubStream(row),
    recordedStream: recordedStreamSchema.parse(row.recorded_stream),
    schedule,
    createdAtMs: row.created_at_ms,
    removedAtMs: row.removed_at_ms,
  }
}

function toView(row: CameraViewsTable): CameraView {
  return {
    cameraId: row.camera_id,
    counterId: row.counter_id,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
  }
}

/** Latest reading per camera. Two seeks in clock_offsets_newest per camera, however long the history. */
const newestOffsetRows = keptQuery((db) =>
  db
    .selectFrom('cameras')
    .innerJoin('clock_offsets', (join) =>
      join.on('clock_offsets.id', '=', (on) =>
        on
          .selectFrom('clock_offsets as newest')
          .select('newest.id')
          .where('newest.source_kind', '=', 'camera')
          .whereRef('newest.source_id', '=', 'cameras.id')
          .orderBy('newest.measured_at_ms', 'desc')
          .orderBy('newest.id', 'desc')
          .limit(1),
      ),
    )
    .selectAll('clock_offsets'),
)
const viewRows = keptQuery((db) => db.selectFrom('camera_views').selectAll().orderBy('counter_id'))
const cameraRows = keptQuery((db) => db.selectFrom('cameras').selectAll().orderBy('name').orderBy('id'))

/** All cameras, removed ones too, by name. `nowMs` decides which counters they look at. */
export async function listCameras(db: Db, nowMs: InstantMs): Promise<Camera[]> {
  const offsets = new Map((await newestOffsetRows(db)).map((row) => [row.source_id, toOffset(row)]))
  const views = await viewRows(db)
  const current = views.filter(
    (view) => view.valid_from_ms <= nowMs && (view.valid_to_ms ?? nowMs + 1) > nowMs,
  )
  const schedules = await openSchedules(db)
  return (await cameraRows(db)).map((row) => {
    const counterIds = current.filter((view) => view.camera_id === row.id).map((view) => view.counter_id)
    return toCamera(row, counterIds, offsets.get(row.id) ?? null, schedules.get(row.id) ?? ALWAYS)
  })
}

/** What it takes to speak with the camera. */
export type CameraLogin = {
  readonly address: string
  /** Of the stream that is recorded. */
  readonly streamUri: string
  /** null: the camera has one stream. */
  readonly subStreamUri: string | null
  readonly username: string
  readonly passwordCipher: string
}

export async function findCameraLogin(db: Db, id: Id): Promise<CameraLogin | null> {
  const row = await db
    .selectFrom('cameras')
    .select(['address', 'stream_uri', 'sub_stream_uri', 'recorded_stream', 'username', 'password_cipher'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { address, sub_stream_uri: subStreamUri, username, password_cipher: passwordCipher } = row
  const streamUri = row.recorded_stream === 'sub' ? (subStreamUri ?? row.stream_uri) : row.stream_uri
  return { address, streamUri, subStreamUri, username, passwordCipher }
}

export async function insertCamera(transaction: Db, row: NewCameraRow): Promise<void> {
  const { camera, passwordCipher, probe } = row
  const { subStream } = camera
  await transaction
    .insertInto('cameras')
    .values({
      id: camera.id,
      room_id: camera.roomId,
      name: camera.name,
      address: camera.address,
      stream_uri: camera.streamUri,
      username: camera.username,
      password_cipher: passwordCipher,
      manufacturer: camera.device?.manufacturer ?? null,
      model: camera.device?.model ?? null,
      firmware: camera.device?.firmware ?? null,
      serial_number: camera.device?.serialNumber ?? null,
      codec: camera.codec,
      width_px: camera.widthPx,
      height_px: camera.heightPx,
      keyframe_spacing_ms: camera.keyframeSpacingMs,
      state: camera.state,
      audio_enabled: camera.audioEnabled ? 1 : 0,
      probe_json: JSON.stringify(probe),
      created_at_ms: camera.createdAtMs,
      removed_at_ms: null,
      capabilities_json: JSON.stringify(camera.capabilities),
      profile_token: camera.profileToken,
      sub_profile_token: subStream?.profileToken ?? null,
      sub_stream_uri: subStream?.uri ?? null,
      sub_codec: subStream?.codec ?? null,
      sub_width_px: subStream?.widthPx ?? null,
      sub_height_px: subStream?.heightPx ?? null,
      recorded_stream: camera.recordedStream,
      audio_reason: camera.audioReason,
    })
    .execute()
}

/** From `atMs` on the camera records by this schedule; the one before ends there. */
export async function replaceSchedule(
  transaction: Db,
  id: Id,
  cameraId: Id,
  schedule: CameraSchedule,
  atMs: InstantMs,
): Promise<void> {
  await transaction
    .updateTable('camera_schedules')
    .set({
      valid_to_ms: sql<number>`case when valid_from_ms < ${atMs} then ${atMs} else valid_from_ms + 1 end`,
    })
    .where('camera_id', '=', cameraId)
    .where('valid_to_ms', 'is', null)
    .execute()
  await transaction
    .insertInto('camera_schedules')
    .values({
      id,
      camera_id: cameraId,
      kind: schedule.kind,
      pre_roll_ms: schedule.kind === 'always' ? 0 : schedule.preRollMs,
      post_roll_ms: schedule.kind === 'always' ? 0 : schedule.postRollMs,
      valid_from_ms: atMs,
      valid_to_ms: null,
    })
    .execute()
}

export async function updateCameraState(
  transaction: Db,
  id: Id,
  state: Camera['state'],
  removedAtMs: InstantMs | null,
): Promise<void> {
  await transaction
    .updateTable('cameras')
    .set({ state, removed_at_ms: removedAtMs })
    .where('id', '=', id)
    .execute()
}

export async function updateCameraLogin(
  transaction: Db,
  id: Id,
  username: string,
  passwordCipher: string,
): Promise<void> {
  await transaction
    .updateTable('cameras')
    .set({ username, password_cipher: passwordCipher })
    .where('id', '=', id)
    .execute()
}

export async function insertCameraView(transaction: Db, id: Id, view: CameraView): Promise<void> {
  await transaction
    .insertInto('camera_views')
    .values({
      id,
      camera_id: view.cameraId,
      counter_id: view.counterId,
      valid_from_ms: view.validFromMs,
      valid_to_ms: view.validToMs,
    })
    .execute()
}

/** Ends what the camera looks at; a view that began at this very moment lasts its one millisecond. */
export async function endCameraViews(transaction: Db, cameraId: Id, atMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('camera_views')
    .set({
      valid_to_ms: sql<number>`case when valid_from_ms < ${atMs} then ${atMs} else valid_from_ms + 1 end`,
    })
    .where('camera_id', '=', cameraId)
    .where('valid_to_ms', 'is', null)
    .execute()
}

/** Views of the room's counters that touch the range, oldest first. */
export async function listViewsOfRoom(db: Db, roomId: Id, range: TimeRange): Promise<CameraView[]> {
  const rows = await db
    .selectFrom('camera_views')
    .innerJoin('counters', 'counters.id', 'camera_views.counter_id')
    .selectAll('camera_views')
    .where('counters.room_id', '=', roomId)
    .where('camera_views.valid_from_ms', '<', range.toMs)
    .where((where) =>
      where.or([
        where('camera_views.valid_to_ms', 'is', null),
        where('camera_views.valid_to_ms', '>', range.fromMs),
      ]),
    )
    .orderBy('camera_views.valid_from_ms')
    .orderBy('camera_views.camera_id')
    .orderBy('camera_views.counter_id')
    .execute()
  return rows.map(toView)
}

/** Appends a reading; none is ever changed. */
export async function insertClockOffset(
  transaction: Db,
  id: Id,
  source: { readonly kind: 'camera' | 'log'; readonly id: Id },
  offset: ClockOffset,
): Promise<void> {
  await transaction
    .insertInto('clock_offsets')
    .values({
      id,
      source_kind: source.kind,
      source_id: source.id,
      offset_ms: offset.offsetMs,
      uncertainty_ms: offset.uncertaintyMs,
      method: offset.method,
      measured_at_ms: offset.measuredAtMs,
    })
    .execute()
}

/** The latest reading of a camera's or a log's clock. */
export async function newestOffset(db: Db, kind: 'camera' | 'log', id: Id): Promise<ClockOffset | null> {
  const row = await db
    .selectFrom('clock_offsets')
    .selectAll()
    .where('source_kind', '=', kind)
    .where('source_id', '=', id)
    .orderBy('measured_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toOffset(row) : null
}
