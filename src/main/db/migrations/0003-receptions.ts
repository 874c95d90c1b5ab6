/** Citizen reception: visits, petitions, schedules. Column meanings: ../schema-receptions.ts and docs/design/schema.md. */
export const RECEPTION_TABLES: readonly string[] = [
  `create table reception_entries (
    id text primary key,
    kind text not null check (kind in ('visit', 'petition', 'session')),
    room_id text not null references rooms (id),
    source_id text references log_sources (id),
    import_id text,
    last_import_id text,
    row_number integer check (row_number >= 1),
    day_ms integer not null,
    created_at_ms integer not null,
    created_by text,
    edited_at_ms integer,
    removed_at_ms integer,
    removed_by text,
    vanished_import_id text
  ) strict`,
  // The registers and the report: entries of a kind in some rooms by day. Matching a file against what is stored too.
  `create index reception_entries_by_day on reception_entries (kind, room_id, day_ms)`,
  `create table reception_visits (
    entry_id text primary key references reception_entries (id) on delete cascade,
    ordinal integer,
    session text check (session in ('morning', 'afternoon')),
    at_log_ms integer,
    visitor_name text,
    address text,
    content text,
    kind text check (kind in ('complaint', 'denunciation', 'feedback')),
    people_count integer not null check (people_count >= 1),
    resolved_by text,
    handling text check (handling in ('accepted', 'returned-with-guidance', 'forwarded')),
    follow_up text,
    note text,
    regime text not null check (regime in ('regular', 'head', 'delegated')),
    receiver_name text,
    visit_number integer not null check (visit_number >= 1),
    case_code text
  ) strict`,
  `create table reception_petitions (
    entry_id text primary key references reception_entries (id) on delete cascade,
    number text,
    sender_name text,
    address text,
    content text,
    kind text check (kind in ('complaint', 'denunciation', 'feedback')),
    source text check (source in ('in-person', 'post', 'hotline', 'online', 'transferred')),
    eligible integer check (eligible in (0, 1)),
    within_competence integer check (within_competence in (0, 1)),
    due_day_ms integer,
    resolved_day_ms integer,
    outcome text check (outcome in ('right', 'partly-right', 'wrong')),
    result text
  ) strict`,
  `create table reception_sessions (
    entry_id text primary key references reception_entries (id) on delete cascade,
    session text not null check (session in ('morning', 'afternoon', 'day')),
    from_minute integer check (from_minute between 0 and 1440),
    to_minute integer check (to_minute between 0 and 1440),
    regime text not null check (regime in ('regular', 'head', 'delegated')),
    host_name text,
    host_role text not null check (host_role in ('chair', 'deputy', 'officer')),
    check (from_minute is null and to_minute is null or from_minute < to_minute)
  ) strict`,
  `create table reception_import_touches (
    import_id text not null,
    entry_id text not null references reception_entries (id) on delete cascade,
    act text not null check (act in ('added', 'changed', 'confirmed', 'vanished')),
    before_json text,
    previous_import_id text,
    touched_at_ms integer not null,
    primary key (import_id, entry_id)
  ) strict`,
  // Deleting an entry takes its touches along.
  `create index reception_import_touches_by_entry on reception_import_touches (entry_id)`,
  `create table reception_refreshes (
    id text primary key,
    room_id text not null references rooms (id),
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms)
  ) strict`,
]
