/** People's own filters, and the orders of the dossier list. Column meanings: ../schema-views.ts and docs/design/schema.md. */
export const VIEW_TABLES: readonly string[] = [
  `create table saved_views (
    id text primary key,
    user_id text not null references users (id),
    page text not null,
    name text not null check (name <> ''),
    search_json text not null,
    created_at_ms integer not null,
    unique (user_id, page, name)
  ) strict`,
  // A page of the dossier list, its counts, and its filters by channel, status, counter and timeliness, without the rows.
  // Rows without a date come first. Its other orders are sorted when asked for: an index more costs every import.
  `create index dossiers_list on dossiers (coalesce(received_at_log_ms, 0), code, id, source_id, channel, status,
    counter_id, due_at_log_ms, finished_at_log_ms, returned_at_log_ms)`,
  // The filter by procedure, and its choices.
  `create index dossiers_by_procedure_name on dossiers (procedure_name, source_id)`,
]
