/** What was noticed and waits for a person. Column meanings: ../schema-findings.ts and docs/design/schema.md. */
export const FINDING_TABLES: readonly string[] = [
  `create table findings (
    id text primary key,
    kind text not null,
    room_id text not null references rooms (id),
    at_ms integer not null,
    from_ms integer not null,
    to_ms integer not null check (to_ms >= from_ms),
    origin_kind text not null,
    origin_id text not null,
    subject_kind text not null,
    subject_id text not null,
    dedupe_key text not null,
    detail_json text not null,
    confidence_permille integer not null check (confidence_permille between 0 and 1000),
    state text not null check (state in ('open', 'accepted', 'dismissed')),
    created_at_ms integer not null,
    decided_at_ms integer,
    decided_by text,
    decision_note text not null default ''
  ) strict`,
  // One row per thing noticed, however often the rule runs.
  `create unique index findings_once on findings (kind, dedupe_key)`,
  // The list of a room's open findings, newest first; and the dashboard's counts.
  `create index findings_by_room on findings (room_id, state, at_ms)`,
  `create index findings_by_origin on findings (origin_kind, origin_id)`,
  `create index findings_by_subject on findings (subject_kind, subject_id)`,
]
