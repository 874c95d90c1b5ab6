/**
 * Cameras as they are bought: sub-streams, schedules, events, what changed on them; working calendars; retention with its
 * tombstones; footage fetched later; alerts. Column meanings: ../schema.ts and docs/design/schema.md.
 */
export const REAL_CAMERA_TABLES = [
  `alter table cameras add column removed_by text`,
  `alter table cameras add column capabilities_json text not null default '{}'`,
  `alter table cameras add column profile_token text`,
  `alter table cameras add column sub_profile_token text`,
  `alter table cameras add column sub_stream_uri text`,
  `alter table cameras add column sub_codec text check (sub_codec in ('h264', 'h265', 'other'))`,
  `alter table cameras add column sub_width_px integer check (sub_width_px > 0)`,
  `alter table cameras add column sub_height_px integer check (sub_height_px > 0)`,
  `alter table cameras add column recorded_stream text not null default 'main' check (recorded_stream in ('main', 'sub'))`,
  `alter table cameras add column audio_reason text`,

  `create table camera_schedules (
    id text primary key,
    camera_id text not null references cameras (id),
    kind text not null check (kind in ('always', 'office-hours')),
    pre_roll_ms integer not null check (pre_roll_ms between 0 and 7200000),
    post_roll_ms integer not null check (post_roll_ms between 0 and 7200000),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms)
  ) strict`,
  `create index camera_schedules_by_camera on camera_schedules (camera_id, valid_from_ms)`,
  `create unique index camera_schedules_open on camera_schedules (camera_id) where valid_to_ms is null`,

  `create table camera_probes (
    id text primary key,
    camera_id text not null references cameras (id),
    probed_at_ms integer not null,
    ok integer not null check (ok in (0, 1)),
    report_json text not null
  ) strict`,
  `create index camera_probes_newest on camera_probes (camera_id, probed_at_ms)`,

  `create table camera_changes (
    id text primary key,
    camera_id text not null references cameras (id),
    noticed_at_ms integer not null,
    field text not null,
    before_value text,
    after_value text
  ) strict`,
  `create index camera_changes_by_camera on camera_changes (camera_id, noticed_at_ms)`,

  `create table camera_events (
    id text primary key,
    camera_id text not null references cameras (id),
    at_ms integer not null,
    device_at_ms integer,
    kind text not null check (kind in ('motion', 'tamper', 'scene-change', 'signal-loss', 'other')),
    active integer check (active in (0, 1)),
    topic text not null,
    source text not null
  ) strict`,
  `create index camera_events_by_camera on camera_events (camera_id, at_ms)`,

  `create table working_calendars (
    id text primary key,
    unit_id text not null references units (id),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms),
    body_json text not null
  ) strict`,
  `create index working_calendars_by_unit on working_calendars (unit_id, valid_from_ms)`,
  `create unique index working_calendars_open on working_calendars (unit_id) where valid_to_ms is null`,

  `alter table segments add column origin text not null default 'recorded' check (origin in ('recorded', 'backfilled'))`,
  `drop index segments_by_start`,
  /* Serves every overlap query and the ledger, which reads nothing else: start_at_ms >= from - MAX_SEGMENT_MS. */
  `create index segments_by_start on segments (camera_id, start_at_ms, end_at_ms, state, origin, number, size_bytes)`,
  /* Serves retention: a camera's footage that is still there, oldest first, and what it takes from the disk. */
  `create index segments_still_there on segments (camera_id, start_at_ms, end_at_ms, number, size_bytes)
    where state in ('present', 'damaged')`,

  /* Serves the lanes: what ended after a range began, however long the history before it. */
  `create index absences_by_end on absences (camera_id, to_ms, from_ms)`,

  `create table device_recordings (
    camera_id text not null references cameras (id),
    recording_token text not null,
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    checked_at_ms integer not null,
    primary key (camera_id, recording_token, from_ms)
  ) strict`,

  `create table backfills (
    id text primary key,
    camera_id text not null references cameras (id),
    kind text not null check (kind in ('device', 'files')),
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    state text not null check (state in ('planned', 'running', 'done', 'failed', 'cancelled', 'undone')),
    input_json text not null,
    result_json text not null,
    filled_ms integer not null check (filled_ms >= 0),
    bytes integer not null check (bytes >= 0),
    created_at_ms integer not null,
    created_by text not null,
    finished_at_ms integer
  ) strict`,
  `create index backfills_by_camera on backfills (camera_id, created_at_ms)`,

  `create table backfill_files (
    backfill_id text not null references backfills (id),
    ordinal integer not null,
    file_name text not null,
    sha256 text not null check (length(sha256) = 64),
    size_bytes integer not null,
    from_ms integer,
    to_ms integer,
    time_source text not null,
    outcome text not null,
    code text,
    filled_ms integer not null check (filled_ms >= 0),
    primary key (backfill_id, ordinal)
  ) strict`,
  `create index backfill_files_by_content on backfill_files (sha256)`,
  `alter table recording_runs add column backfill_id text`,
  `create index recording_runs_by_backfill on recording_runs (backfill_id) where backfill_id is not null`,

  `create table storage_folders (
    id text primary key,
    path text not null unique,
    ordinal integer not null,
    state text not null check (state in ('active', 'read-only', 'removed')),
    reserve_bytes integer not null check (reserve_bytes >= 0),
    created_at_ms integer not null
  ) strict`,

  `create table retention_policies (
    scope_kind text not null check (scope_kind in ('station', 'reception-room', 'one-stop-desk', 'camera')),
    scope_id text not null,
    floor_days integer not null check (floor_days >= 0),
    ceiling_days integer check (ceiling_days >= floor_days),
    primary key (scope_kind, scope_id)
  ) strict`,

  `alter table locks add column reason text not null default ''`,
  `alter table locks add column created_by text not null default ''`,
  `alter table locks add column lapses_at_ms integer`,
  `alter table locks add column act_id text`,
  `create index locks_by_act on locks (coalesce(act_id, id))`,
  `create index locks_of_bookmark on locks (bookmark_id) where bookmark_id is not null`,
  `create index locks_lapsing on locks (lapses_at_ms) where state = 'provisional'`,

  `create table segment_tombstones (
    camera_id text not null,
    number integer not null,
    cause text not null check (cause in ('expired', 'purged')),
    reason text not null,
    actor text not null,
    deleted_at_ms integer not null,
    unlinked_at_ms integer,
    size_bytes integer not null,
    sha256 text not null check (length(sha256) = 64),
    root text not null check (length(root) = 64),
    primary key (camera_id, number),
    foreign key (camera_id, number) references segments (camera_id, number)
  ) strict`,
  `create index segment_tombstones_unlinked on segment_tombstones (unlinked_at_ms, deleted_at_ms)`,

  `create table alerts (
    id text primary key,
    kind text not null,
    camera_id text references cameras (id),
    began_at_ms integer not null,
    ended_at_ms integer check (ended_at_ms >= began_at_ms),
    detail_json text not null,
    seen_by text,
    seen_at_ms integer,
    sent_state text not null check (sent_state in ('none', 'waiting', 'sent', 'failed')),
    sent_tries integer not null check (sent_tries >= 0)
  ) strict`,
  `create index alerts_newest on alerts (began_at_ms)`,
  `create unique index alerts_open on alerts (kind, coalesce(camera_id, '')) where ended_at_ms is null`,
] as const
