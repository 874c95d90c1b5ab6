/** The tables of migration 0002; see schema.ts for the conventions. */

/** When the camera has to record, from `valid_from_ms` on; one row per camera is open. Before the first: always. */
export type CameraSchedulesTable = {
  id: string
  camera_id: string
  kind: string
  pre_roll_ms: number
  post_roll_ms: number
  valid_from_ms: number
  valid_to_ms: number | null
}

/** Every report of the ladder for a stored camera; the first is its baseline too. */
export type CameraProbesTable = {
  id: string
  camera_id: string
  probed_at_ms: number
  ok: number
  report_json: string
}

/** What was noticed to be different on a camera in service: firmware, model, resolution, profile … */
export type CameraChangesTable = {
  id: string
  camera_id: string
  noticed_at_ms: number
  field: string
  before_value: string | null
  after_value: string | null
}

/** A hint that the camera itself gave, by station time. Never evidence. `active` null: a moment, not a state. */
export type CameraEventsTable = {
  id: string
  camera_id: string
  at_ms: number
  device_at_ms: number | null
  kind: string
  active: number | null
  topic: string
  source: string
}

/** Office hours of a unit and of those below it that have none of their own, from `valid_from_ms` on. */
export type WorkingCalendarsTable = {
  id: string
  unit_id: string
  valid_from_ms: number
  valid_to_ms: number | null
  body_json: string
}

/**
 * A segment that was deleted: written before its file is unlinked, and the proof that it existed afterwards.
 * `unlinked_at_ms` null: the file may still be there, and the next start takes it away.
 */
export type SegmentTombstonesTable = {
  camera_id: string
  number: number
  cause: string
  reason: string
  actor: string
  deleted_at_ms: number
  unlinked_at_ms: number | null
  size_bytes: number
  sha256: string
  root: string
}

/** A folder besides the data folder's own that holds recordings; `path` is the machine's own way of writing it. */
export type StorageFoldersTable = {
  id: string
  path: string
  ordinal: number
  state: string
  reserve_bytes: number
  created_at_ms: number
}

/** How long footage stays: at least `floor_days`, at most `ceiling_days` (null: until the space is needed). */
export type RetentionPoliciesTable = {
  scope_kind: string
  /** Camera id for `camera`, else empty. */
  scope_id: string
  floor_days: number
  ceiling_days: number | null
}

/** What the camera's own card holds, by station time, as it said at `checked_at_ms`. */
export type DeviceRecordingsTable = {
  camera_id: string
  recording_token: string
  from_ms: number
  to_ms: number
  checked_at_ms: number
}

/** One wish to fill holes of a camera, from its card or from files. */
export type BackfillsTable = {
  id: string
  camera_id: string
  kind: string
  from_ms: number
  to_ms: number
  state: string
  input_json: string
  result_json: string
  filled_ms: number
  bytes: number
  created_at_ms: number
  created_by: string
  finished_at_ms: number | null
}

/** A file that a backfill looked at, and what became of it. */
export type BackfillFilesTable = {
  backfill_id: string
  ordinal: number
  file_name: string
  sha256: string
  size_bytes: number
  from_ms: number | null
  to_ms: number | null
  time_source: string
  outcome: string
  /** Why, where the outcome alone does not say; a key under `errors.`. */
  code: string | null
  /** Of the holes that there were. */
  filled_ms: number
}

/** Something that a person should see to, from `began_at_ms` until it was over. One of a kind and camera is open. */
export type AlertsTable = {
  id: string
  kind: string
  camera_id: string | null
  began_at_ms: number
  ended_at_ms: number | null
  detail_json: string
  seen_by: string | null
  seen_at_ms: number | null
  sent_state: string
  sent_tries: number
}
