import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { AbsenceCause, SegmentOrigin } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import { insertAbsence } from '#main/features/recordings/recordings.repository.ts'
import type { SegmentState } from '#main/features/recordings/segment.model.ts'
import { newId } from '#main/ports/new-id.ts'

const HASH = '0'.repeat(64)

export type RowKind = {
  readonly state?: SegmentState
  readonly origin?: SegmentOrigin
  readonly folder?: string
}

/** A camera that nobody ever probed or reached, that has to record always. */
export async function layCamera(
  db: Db,
  camera: {
    readonly roomId: Id
    readonly name: string
    readonly createdAtMs: InstantMs
    readonly state?: 'recording' | 'stopped'
  },
): Promise<Id> {
  const id = newId()
  await db
    .insertInto('cameras')
    .values({
      id,
      room_id: camera.roomId,
      name: camera.name,
      address: `rtsp://192.0.2.1/${id}`,
      stream_uri: `rtsp://192.0.2.1/${id}`,
      username: 'u',
      password_cipher: 'sealed',
      manufacturer: null,
      model: null,
      firmware: null,
      serial_number: null,
      codec: 'h264',
      width_px: 1920,
      height_px: 1080,
      keyframe_spacing_ms: 2000,
      state: camera.state ?? 'stopped',
      audio_enabled: 0,
      probe_json: '{}',
      created_at_ms: camera.createdAtMs,
      removed_at_ms: null,
    })
    .execute()
  return id
}

/** Rows of the index without files: what a ledger reads. Numbers go on from those that the camera has. */
export function createRowLayer(db: Db) {
  const lastNumbers = new Map<string, number>()
  const runs = new Map<Id, Id>()

  async function runOf(cameraId: Id): Promise<Id> {
    const known = runs.get(cameraId)
    if (known !== undefined) return known
    const id = newId()
    runs.set(cameraId, id)
    await db
      .insertInto('recording_runs')
      .values({ id, camera_id: cameraId, started_at_ms: 0, ended_at_ms: 1, end_reason: 'test' })
      .execute()
    return id
  }

  /** Footage in files of a minute, the last one shorter. */
  async function footage(cameraId: Id, range: TimeRange, kind: RowKind = {}): Promise<void> {
    const { state = 'present', origin = 'recorded', folder = '' } = kind
    const first = origin === 'recorded' ? 0 : 1_000_000_000
    let number = lastNumbers.get(cameraId + origin) ?? first
    const runId = await runOf(cameraId)
    const rows = []
    for (let startMs: InstantMs = range.fromMs; startMs < range.toMs; startMs += MINUTE_MS) {
      number += 1
      rows.push({
        camera_id: cameraId,
        number,
        run_id: runId,
        start_at_ms: startMs,
        end_at_ms: Math.min(range.toMs, startMs + MINUTE_MS),
        media_duration_ms: MINUTE_MS,
        file_path: `${folder}${cameraId}/${number}.mp4`,
        size_bytes: 15_000_000,
        sha256: HASH,
        root: HASH,
        previous_root: null,
        init_bytes: 1000,
        codec: 'h264',
        width_px: 1920,
        height_px: 1080,
        group_count: 30,
        state,
        state_changed_at_ms: 0,
        origin,
      })
    }
    lastNumbers.set(cameraId + origin, number)
    for (let from = 0; from < rows.length; from += 500) {
      await db
        .insertInto('segments')
        .values(rows.slice(from, from + 500))
        .execute()
    }
  }

  async function absence(
    cameraId: Id,
    fromMs: InstantMs,
    toMs: InstantMs | null,
    cause: AbsenceCause,
    reason: string,
  ): Promise<Id> {
    const id = newId()
    await insertAbsence(db, { id, cameraId, fromMs, toMs, cause, reason })
    return id
  }

  async function onDevice(cameraId: Id, { fromMs, toMs }: TimeRange, token = 'card'): Promise<void> {
    await db
      .insertInto('device_recordings')
      .values({ camera_id: cameraId, recording_token: token, from_ms: fromMs, to_ms: toMs, checked_at_ms: 0 })
      .execute()
  }

  return { footage, absence, onDevice }
}
