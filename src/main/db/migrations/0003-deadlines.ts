/** What a procedure may take. Column meanings: ../schema-deadlines.ts and docs/design/schema.md. */
export const DEADLINE_TABLES: readonly string[] = [
  `create table procedures (
    id text primary key,
    authority_unit_id text not null references units (id),
    code text not null,
    name text not null,
    field text,
    statutory_half_units integer check (statutory_half_units >= 0),
    statutory_unit text check (statutory_unit in ('working-hour', 'working-day', 'calendar-day')),
    committed_half_units integer check (committed_half_units >= 0),
    committed_unit text check (committed_unit in ('working-hour', 'working-day', 'calendar-day')),
    fee_dong integer check (fee_dong >= 0),
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms),
    check ((statutory_half_units is null) = (statutory_unit is null)),
    check ((committed_half_units is null) = (committed_unit is null))
  ) strict`,
  // The procedures of an authority in the order of their codes, and which of one code was in force when.
  `create index procedures_by_authority on procedures (authority_unit_id, code, valid_from_ms)`,
  // One row of a code is open.
  `create unique index procedures_open on procedures (authority_unit_id, code) where valid_to_ms is null`,
]
