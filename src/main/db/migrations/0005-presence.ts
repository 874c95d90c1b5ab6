/** What people confirm and decide about presence. Column meanings: ../schema-presence.ts and docs/design/schema.md. */
export const PRESENCE_REVIEW_TABLES: readonly string[] = [
  `create table reference_pictures (
    id text primary key,
    camera_id text not null references cameras (id),
    light text not null check (light in ('day', 'night')),
    taken_at_ms integer not null,
    pixels blob not null,
    sha256 text not null check (length(sha256) = 64),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms >= valid_from_ms),
    after_move integer not null check (after_move in (0, 1)),
    confirmed_at_ms integer not null,
    confirmed_by text not null
  ) strict`,
  // The references of a camera in force at a time.
  `create index reference_pictures_by_camera on reference_pictures (camera_id, valid_from_ms)`,

  `create table detector_silences (
    id text primary key,
    camera_id text not null references cameras (id),
    kind text not null,
    reason text not null check (length(reason) > 0),
    silenced_at_ms integer not null,
    silenced_by text not null,
    lifted_at_ms integer check (lifted_at_ms >= silenced_at_ms),
    lifted_by text
  ) strict`,
  // One in force for each camera and kind.
  `create unique index detector_silences_in_force on detector_silences (camera_id, kind) where lifted_at_ms is null`,

  // How much footage there was when the hour was looked at: more came since, and it is looked at again.
  `alter table presence_looks add column recorded_ms integer not null default 0`,

  // Whose picture a suggestion was seen in.
  `alter table findings add column camera_id text references cameras (id)`,
  `update findings set camera_id = subject_id
    where subject_kind = 'camera' and subject_id in (select id from cameras)`,
  // How many of a camera's suggestions were accepted and dismissed.
  `create index findings_by_camera on findings (camera_id, kind, state)`,
]
