import type { DialectName } from '../dialect-name.ts'

/**
 * Clock checks, the review queue and pictures of notice boards. Column meanings: ../schema-clock-and-queue.ts and
 * docs/design/schema.md.
 */
export const CLOCK_AND_QUEUE_TABLES: readonly string[] = [
  `create table clock_checks (
    id text primary key,
    camera_id text not null references cameras (id),
    code_tag text not null unique check (length(code_tag) = 12),
    token_sha256 text not null unique,
    key_cipher text not null,
    key_sha256 text not null,
    opened_at_ms integer not null,
    opened_by text not null,
    closes_at_ms integer not null check (closes_at_ms > opened_at_ms)
  ) strict`,
  // The checks of a camera, newest first.
  `create index clock_checks_by_camera on clock_checks (camera_id, opened_at_ms)`,

  `create table clock_certificates (
    id text primary key,
    check_id text not null unique references clock_checks (id),
    camera_id text not null references cameras (id),
    offset_ms integer not null,
    uncertainty_ms integer not null check (uncertainty_ms >= 0),
    frame_ms integer not null check (frame_ms > 0),
    page_uncertainty_ms integer not null check (page_uncertainty_ms >= 0),
    sightings integer not null check (sightings > 0),
    codes integer not null check (codes > 0),
    first_filmed_ms integer not null,
    last_filmed_ms integer not null check (last_filmed_ms >= first_filmed_ms),
    first_recorded_ms integer not null,
    last_recorded_ms integer not null check (last_recorded_ms >= first_recorded_ms),
    refused_codes integer not null check (refused_codes >= 0),
    manufacturer text,
    model text,
    serial_number text,
    camera_clock_json text,
    key_hex text not null,
    measured_at_ms integer not null,
    measured_by text not null
  ) strict`,

  `create table review_samples (
    id text primary key,
    room_id text not null references rooms (id),
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    seed text not null,
    drawn integer not null check (drawn > 0),
    drawn_from integer not null check (drawn_from >= drawn),
    assignee text not null,
    reason text not null,
    created_at_ms integer not null,
    created_by text not null
  ) strict`,

  `create table review_sample_items (
    id text primary key,
    sample_id text not null references review_samples (id),
    room_id text not null references rooms (id),
    dossier_id text not null references dossiers (id),
    dossier_code text not null,
    position integer not null check (position >= 1),
    at_ms integer not null,
    outcome text check (outcome in ('in-order', 'follow-up', 'cannot-tell')),
    note text not null,
    done_at_ms integer,
    done_by text,
    check ((outcome is null) = (done_at_ms is null) and (outcome is null) = (done_by is null)),
    unique (sample_id, dossier_id)
  ) strict`,
  // What waits in a room, and what was done lately.
  `create index review_sample_items_by_room on review_sample_items (room_id, done_at_ms)`,

  `create table queue_claims (
    item_kind text not null check (item_kind in ('finding', 'sample')),
    item_id text not null,
    assignee text not null,
    claimed_by text not null,
    claimed_at_ms integer not null,
    lapses_at_ms integer not null check (lapses_at_ms > claimed_at_ms),
    primary key (item_kind, item_id)
  ) strict`,

  // What was decided lately.
  `create index findings_decided on findings (decided_at_ms) where decided_at_ms is not null`,

  `create table board_schedules (
    zone_id text primary key references zones (id),
    every text not null check (every in ('day', 'week')),
    weekday integer check (weekday between 1 and 7),
    minute_of_day integer not null check (minute_of_day between 0 and 1439),
    from_ms integer not null,
    created_at_ms integer not null,
    created_by text not null,
    check ((every = 'week') = (weekday is not null))
  ) strict`,

  `create table board_pictures (
    id text primary key,
    zone_id text not null references zones (id),
    due_at_ms integer not null,
    taken_at_ms integer,
    cause text,
    file_path text,
    sha256 text,
    size_bytes integer check (size_bytes > 0),
    width_px integer check (width_px > 0),
    height_px integer check (height_px > 0),
    made_at_ms integer not null,
    deleted_at_ms integer,
    check ((taken_at_ms is null) = (cause is not null)),
    check ((taken_at_ms is null) = (sha256 is null)),
    unique (zone_id, due_at_ms)
  ) strict`,
  // Pictures whose time is up.
  `create index board_pictures_by_due on board_pictures (deleted_at_ms, due_at_ms)`,
]

/** A certificate is never rewritten. */
export const CLOCK_AND_QUEUE_TRIGGERS: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [
    `create trigger clock_certificates_no_update before update on clock_certificates
      begin select raise(abort, 'clock certificates are append only'); end`,
    `create trigger clock_certificates_no_delete before delete on clock_certificates
      begin select raise(abort, 'clock certificates are append only'); end`,
  ],
  postgres: [
    `create trigger clock_certificates_append_only before update or delete or truncate on clock_certificates
      for each statement execute function refuse_change('clock certificates are append only')`,
  ],
}
