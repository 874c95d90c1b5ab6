const KINDS = `'dossier-register', 'dossier-history', 'overdue-list', 'reception-register', 'petition-register',
  'reception-schedule', 'queue-tickets', 'officer-roster'`
const ACTIONS = `'received', 'supplement-requested', 'supplement-received', 'refused', 'fee-paid', 'forwarded', 'finished',
  'returned', 'other'`

/** What every row that an import brought in has: where it stands in which file, and which import no longer tells it. */
const IMPORTED = `id text primary key,
    source_id text not null references log_sources (id),
    import_id text not null references imports (id),
    row_number integer not null check (row_number >= 1),
    vanished_import_id text references imports (id),
    row_key text not null`

/** Imports of every kind: profiles, changes against earlier imports, rows of the smaller registers. Column meanings: ../schema-imports.ts and docs/design/schema.md. */
export const IMPORT_TABLES: readonly string[] = [
  // What was made for dossiers alone now keeps every kind. Both dialects carry the foreign keys of other tables along.
  `alter table dossier_imports rename to imports`,
  `alter table dossier_import_rejections rename to import_rejections`,
  `alter table imports add column kind text not null default 'dossier-register' check (kind in (${KINDS}))`,
  `alter table imports add column fresh integer not null default 0`,
  `alter table imports add column changed integer not null default 0`,
  `alter table imports add column vanished integer not null default 0`,
  `alter table imports add column findings integer not null default 0`,
  `alter table imports add column profile_name text`,
  `alter table imports add column period_from_log_ms integer`,
  `alter table imports add column period_to_log_ms integer`,
  `update imports set fresh = accepted`,
  // The history of a source, and the earlier files of a period.
  `create index imports_by_source on imports (source_id, kind, imported_at_ms)`,
  `alter table import_rejections add column row_key text`,
  `alter table dossiers add column vanished_import_id text references imports (id)`,
  // Undo asks whether a bookmark or a clip names a dossier; deleting one asks again.
  `create index bookmarks_by_dossier on bookmarks (dossier_id)`,
  `create index evidence_clips_by_dossier on evidence_clips (dossier_id)`,

  `create table import_changes (
    import_id text not null references imports (id),
    ordinal integer not null,
    row_id text not null,
    row_label text not null,
    change text not null check (change in ('changed', 'vanished')),
    row_number integer,
    fields_json text not null,
    before_json text not null,
    before_name text,
    primary key (import_id, ordinal)
  ) strict`,
  // Undo asks whether a later import stands on a row; the dossier page asks what happened to it.
  `create index import_changes_by_row on import_changes (row_id)`,

  `create table import_profiles (
    id text primary key,
    kind text not null check (kind in (${KINDS})),
    name text not null check (name <> ''),
    profile_json text not null,
    created_at_ms integer not null,
    created_by text not null,
    unique (kind, name)
  ) strict`,

  `create table transaction_events (
    ${IMPORTED},
    dossier_code text not null,
    at_log_ms integer not null,
    action text not null check (action in (${ACTIONS})),
    action_text text not null,
    officer_name text,
    recipient_name text,
    deadline_log_ms integer,
    counter_id text references counters (id),
    unique (source_id, row_key)
  ) strict`,
  // The acts of one dossier, and those of a day.
  `create index transaction_events_by_dossier on transaction_events (source_id, dossier_code, at_log_ms)`,
  `create index transaction_events_by_time on transaction_events (source_id, at_log_ms)`,

  `create table overdue_dossiers (
    ${IMPORTED},
    due_at_log_ms integer,
    finished_at_log_ms integer,
    returned_at_log_ms integer,
    reason text,
    apology_number text,
    apology_day_ms integer,
    unique (source_id, row_key)
  ) strict`,

  `create table queue_tickets (
    ${IMPORTED},
    ticket_number text not null,
    issued_at_log_ms integer not null,
    called_at_log_ms integer,
    finished_at_log_ms integer,
    counter_id text references counters (id),
    dossier_code text,
    unique (source_id, row_key)
  ) strict`,
  // Waiting times of a day.
  `create index queue_tickets_by_time on queue_tickets (source_id, issued_at_log_ms)`,

  `create table officer_roster (
    ${IMPORTED},
    day_ms integer not null,
    session text not null check (session in ('morning', 'afternoon', 'day')),
    counter_id text references counters (id),
    officer_name text not null,
    unique (source_id, row_key)
  ) strict`,
  // Who sat at a counter on a day.
  `create index officer_roster_by_day on officer_roster (source_id, day_ms)`,
]
