/**
 * The first schema. Written once in SQLite's words; `statementsFor` turns the types into PostgreSQL's.
 * Column meanings: ../schema.ts and docs/design/schema.md.
 */
export const FOUNDATION_TABLES = [
  `create table settings (key text primary key, value_json text not null) strict`,

  `create table units (
    id text primary key,
    kind text not null check (kind in ('province', 'district', 'commune', 'inspectorate', 'council-office', 'office')),
    code text,
    name text not null check (name <> ''),
    parent_id text references units (id),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms),
    predecessor_id text references units (id),
    roles_json text not null
  ) strict`,
  `create index units_by_parent on units (parent_id)`,

  `create table rooms (
    id text primary key,
    commune_unit_id text not null references units (id),
    kind text not null check (kind in ('reception-room', 'one-stop-desk')),
    name text not null check (name <> ''),
    owner_unit_id text not null references units (id)
  ) strict`,
  `create index rooms_by_commune on rooms (commune_unit_id)`,

  `create table counters (
    id text primary key,
    room_id text not null references rooms (id),
    code text not null,
    name text not null,
    unique (room_id, code)
  ) strict`,

  `create table cameras (
    id text primary key,
    room_id text not null references rooms (id),
    name text not null check (name <> ''),
    address text not null,
    stream_uri text not null,
    username text not null,
    password_cipher text not null,
    manufacturer text,
    model text,
    firmware text,
    serial_number text,
    codec text not null check (codec in ('h264', 'h265', 'other')),
    width_px integer not null check (width_px > 0),
    height_px integer not null check (height_px > 0),
    keyframe_spacing_ms integer check (keyframe_spacing_ms >= 0),
    state text not null check (state in ('recording', 'stopped', 'removed')),
    audio_enabled integer not null check (audio_enabled in (0, 1)),
    probe_json text not null,
    created_at_ms integer not null,
    removed_at_ms integer
  ) strict`,
  `create unique index cameras_by_stream on cameras (stream_uri) where state <> 'removed'`,
  `create index cameras_by_room on cameras (room_id)`,

  `create table camera_views (
    id text primary key,
    camera_id text not null references cameras (id),
    counter_id text not null references counters (id),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms)
  ) strict`,
  `create index camera_views_by_counter on camera_views (counter_id, valid_from_ms)`,
  `create index camera_views_by_camera on camera_views (camera_id)`,

  `create table clock_offsets (
    id text primary key,
    source_kind text not null check (source_kind in ('camera', 'log')),
    source_id text not null,
    offset_ms integer not null,
    uncertainty_ms integer not null check (uncertainty_ms >= 0),
    method text not null,
    measured_at_ms integer not null
  ) strict`,
  `create index clock_offsets_newest on clock_offsets (source_kind, source_id, measured_at_ms)`,

  `create table recording_runs (
    id text primary key,
    camera_id text not null references cameras (id),
    started_at_ms integer not null,
    ended_at_ms integer check (ended_at_ms >= started_at_ms),
    end_reason text
  ) strict`,
  `create index recording_runs_by_camera on recording_runs (camera_id, started_at_ms)`,

  `create table segments (
    camera_id text not null references cameras (id),
    number integer not null check (number >= 1),
    run_id text not null references recording_runs (id),
    start_at_ms integer not null,
    end_at_ms integer not null,
    media_duration_ms integer not null check (media_duration_ms >= 0),
    file_path text not null unique,
    size_bytes integer not null check (size_bytes > 0),
    sha256 text not null check (length(sha256) = 64),
    root text not null check (length(root) = 64),
    previous_root text check (length(previous_root) = 64),
    init_bytes integer not null check (init_bytes > 0),
    codec text not null check (codec in ('h264', 'h265', 'other')),
    width_px integer not null,
    height_px integer not null,
    group_count integer not null check (group_count > 0),
    state text not null check (state in ('present', 'damaged', 'expired', 'purged')),
    state_changed_at_ms integer not null,
    primary key (camera_id, number),
    check (end_at_ms > start_at_ms and end_at_ms - start_at_ms <= 300000)
  ) strict`,
  /* Serves every overlap query: start_at_ms >= from - MAX_SEGMENT_MS and start_at_ms < to. */
  `create index segments_by_start on segments (camera_id, start_at_ms, end_at_ms, number, state)`,

  `create table segment_groups (
    camera_id text not null,
    number integer not null,
    packed blob not null,
    primary key (camera_id, number),
    foreign key (camera_id, number) references segments (camera_id, number)
  ) strict`,

  `create table absences (
    id text primary key,
    camera_id text not null references cameras (id),
    from_ms integer not null,
    to_ms integer check (to_ms >= from_ms),
    cause text not null check (cause in ('camera-offline', 'recorder-down', 'disk-full', 'obstructed', 'expired',
      'purged', 'not-yet-fetched', 'unknown')),
    reason text not null
  ) strict`,
  `create index absences_by_camera on absences (camera_id, from_ms)`,
  `create unique index absences_open on absences (camera_id) where to_ms is null`,

  `create table log_sources (
    id text primary key,
    room_id text not null references rooms (id),
    name text not null,
    window_before_ms integer not null check (window_before_ms >= 0),
    window_after_ms integer not null check (window_after_ms >= 0),
    check (window_before_ms + window_after_ms > 0)
  ) strict`,

  `create table dossier_imports (
    id text primary key,
    source_id text not null references log_sources (id),
    file_name text not null,
    file_sha256 text not null,
    imported_at_ms integer not null,
    imported_by text not null,
    rows integer not null,
    accepted integer not null,
    rejected integer not null,
    columns_json text not null,
    state text not null check (state in ('applied', 'undone'))
  ) strict`,

  `create table dossier_import_rejections (
    import_id text not null references dossier_imports (id),
    ordinal integer not null,
    row_number integer not null,
    column_name text,
    code text not null,
    value text not null,
    primary key (import_id, ordinal)
  ) strict`,

  `create table dossiers (
    id text primary key,
    source_id text not null references log_sources (id),
    import_id text not null references dossier_imports (id),
    row_number integer not null check (row_number >= 1),
    code text not null,
    procedure_code text,
    procedure_name text,
    field text,
    applicant_name text,
    received_at_log_ms integer,
    due_at_log_ms integer,
    finished_at_log_ms integer,
    returned_at_log_ms integer,
    status text,
    channel text not null check (channel in ('walk-in', 'online', 'postal')),
    officer_name text,
    counter_id text references counters (id),
    unique (source_id, code)
  ) strict`,
  `create index dossiers_by_received on dossiers (source_id, received_at_log_ms)`,
  `create index dossiers_by_returned on dossiers (source_id, returned_at_log_ms)`,
  `create index dossiers_by_code on dossiers (code)`,

  `create table bookmarks (
    id text primary key,
    room_id text not null references rooms (id),
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    dossier_id text references dossiers (id),
    criterion_code text,
    note text not null,
    protects integer not null check (protects in (0, 1)),
    state text not null check (state in ('active', 'removed')),
    created_at_ms integer not null,
    created_by text not null
  ) strict`,
  `create index bookmarks_by_room on bookmarks (room_id, from_ms)`,

  `create table bookmark_cameras (
    bookmark_id text not null references bookmarks (id),
    camera_id text not null references cameras (id),
    primary key (bookmark_id, camera_id)
  ) strict`,

  `create table locks (
    id text primary key,
    camera_id text not null references cameras (id),
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    state text not null check (state in ('provisional', 'locked', 'released')),
    bookmark_id text references bookmarks (id),
    created_at_ms integer not null,
    released_at_ms integer
  ) strict`,
  `create index locks_by_camera on locks (camera_id, from_ms, to_ms)`,

  `create table evidence_clips (
    id text primary key,
    bookmark_id text not null references bookmarks (id),
    commune_unit_id text not null references units (id),
    room_id text not null references rooms (id),
    dossier_id text references dossiers (id),
    criterion_code text,
    purpose text not null check (purpose <> ''),
    requested_from_ms integer not null,
    requested_to_ms integer not null check (requested_to_ms > requested_from_ms),
    actual_from_ms integer,
    actual_to_ms integer,
    state text not null check (state in ('making', 'sealed', 'failed')),
    bundle_path text,
    bundle_sha256 text check (length(bundle_sha256) = 64),
    bundle_bytes integer,
    created_at_ms integer not null,
    created_by text not null,
    check (state <> 'sealed' or (bundle_path is not null and bundle_sha256 is not null and actual_from_ms is not null))
  ) strict`,
  `create index evidence_clips_by_commune on evidence_clips (commune_unit_id, created_at_ms)`,

  `create table evidence_clip_cameras (
    evidence_clip_id text not null references evidence_clips (id),
    camera_id text not null references cameras (id),
    primary key (evidence_clip_id, camera_id)
  ) strict`,

  `create table criteria_templates (
    code text not null,
    version integer not null,
    title text not null,
    body_json text not null,
    primary key (code, version)
  ) strict`,

  `create table scorecards (
    id text primary key,
    commune_unit_id text not null references units (id),
    period_label text not null,
    period_from_ms integer not null,
    period_to_ms integer not null check (period_to_ms > period_from_ms),
    template_code text not null,
    template_version integer not null,
    state text not null check (state in ('draft', 'self-scored', 'appraising', 'appraised', 'published')),
    created_at_ms integer not null,
    unique (commune_unit_id, period_label, template_code),
    foreign key (template_code, template_version) references criteria_templates (code, version)
  ) strict`,

  `create table scorecard_leaves (
    scorecard_id text not null references scorecards (id),
    criterion_code text not null,
    self_hundredths integer check (self_hundredths >= 0),
    appraised_hundredths integer check (appraised_hundredths >= 0),
    survey_hundredths integer check (survey_hundredths >= 0),
    not_applicable integer not null check (not_applicable in (0, 1)),
    reason text not null,
    primary key (scorecard_id, criterion_code)
  ) strict`,

  `create table deductions (
    id text primary key,
    scorecard_id text not null,
    criterion_code text not null,
    hundredths integer not null check (hundredths > 0),
    evidence_clip_id text not null references evidence_clips (id),
    incident_code text not null,
    reason text not null check (reason <> ''),
    state text not null check (state in ('active', 'withdrawn')),
    created_at_ms integer not null,
    created_by text not null,
    withdrawn_reason text,
    foreign key (scorecard_id, criterion_code) references scorecard_leaves (scorecard_id, criterion_code),
    check (state <> 'withdrawn' or withdrawn_reason is not null)
  ) strict`,
  `create index deductions_by_scorecard on deductions (scorecard_id)`,
  `create index deductions_by_clip on deductions (evidence_clip_id)`,

  `create table users (
    id text primary key,
    username text not null unique,
    display_name text not null,
    unit_id text not null references units (id),
    role text not null check (role in ('administrator', 'inspector', 'office-staff', 'committee-member')),
    password_hash text not null,
    active integer not null check (active in (0, 1)),
    failed_logins integer not null check (failed_logins >= 0),
    locked_until_ms integer,
    created_at_ms integer not null,
    last_login_at_ms integer
  ) strict`,

  `create table sessions (
    token_sha256 text primary key check (length(token_sha256) = 64),
    user_id text not null references users (id),
    created_at_ms integer not null,
    last_seen_at_ms integer not null
  ) strict`,
  `create index sessions_by_user on sessions (user_id)`,

  `create table room_grants (
    id text primary key,
    room_id text not null references rooms (id),
    grantee_unit_id text not null references units (id),
    reason text not null check (reason <> ''),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms),
    granted_by text not null,
    revoked_at_ms integer
  ) strict`,
  `create index room_grants_by_grantee on room_grants (grantee_unit_id)`,

  `create table signing_keys (
    thumbprint text primary key,
    public_jwk_json text not null,
    private_jwk_cipher text not null,
    created_at_ms integer not null
  ) strict`,

  `create table jobs (
    id text primary key,
    kind text not null,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    progress_permille integer not null check (progress_permille between 0 and 1000),
    subject_id text not null,
    input_json text not null,
    error_code text,
    created_at_ms integer not null,
    created_by text not null,
    finished_at_ms integer
  ) strict`,
  `create index jobs_by_state on jobs (state, created_at_ms)`,

  `create table audit_rows (
    sequence integer primary key check (sequence >= 1),
    at_ms integer not null,
    actor text not null,
    verb text not null,
    subject_kind text not null,
    subject_id text not null,
    detail_json text not null,
    previous_hash text not null check (length(previous_hash) = 64),
    hash text not null unique check (length(hash) = 64)
  ) strict`,
] as const
