/** The tables of imports; see schema.ts for the conventions. */

/**
 * One file that was taken in. `rows = accepted + rejected` as read; `accepted = fresh + changed`. `columns_json` is how
 * columns were understood, [period_from_log_ms, period_to_log_ms) what the file says it covers (null: it does not say).
 */
export type ImportsTable = {
  id: string
  kind: string
  source_id: string
  file_name: string
  file_sha256: string
  imported_at_ms: number
  imported_by: string
  rows: number
  accepted: number
  rejected: number
  fresh: number
  changed: number
  vanished: number
  findings: number
  columns_json: string
  profile_name: string | null
  period_from_log_ms: number | null
  period_to_log_ms: number | null
  state: string
}

/** A row that was not taken, in file order; `row_key` is what it would have been known by, where that could be read. */
export type ImportRejectionsTable = {
  import_id: string
  ordinal: number
  row_number: number
  column_name: string | null
  code: string
  value: string
  row_key: string | null
}

/**
 * What an import did to a row that was there already. `fields_json` is told to people, `before_json` puts the row back
 * at undo; a citizen's name stands in `before_name` alone, so that it can be dropped. `row_number` null: vanished.
 */
export type ImportChangesTable = {
  import_id: string
  ordinal: number
  row_id: string
  row_label: string
  change: string
  row_number: number | null
  fields_json: string
  before_json: string
  before_name: string | null
}

/** Names of columns that a person saved; shipped profiles stand in resources/import-profiles. */
export type ImportProfilesTable = {
  id: string
  kind: string
  name: string
  profile_json: string
  created_at_ms: number
  created_by: string
}

/**
 * What rows of every imported register share. `import_id` brought the row in; `vanished_import_id` is the import whose
 * file covers its day and no longer tells it (null: still told). `row_key` is what it is known by within its source.
 */
export type ImportedRow = {
  id: string
  source_id: string
  import_id: string
  row_number: number
  vanished_import_id: string | null
  row_key: string
}

/** One act on a dossier, as the software's history tells it. */
export type TransactionEventsTable = ImportedRow & {
  dossier_code: string
  at_log_ms: number
  action: string
  action_text: string
  officer_name: string | null
  recipient_name: string | null
  deadline_log_ms: number | null
  counter_id: string | null
}

/** A dossier of the overdue list (`row_key` is its code), with the apology letter where there is one. */
export type OverdueDossiersTable = ImportedRow & {
  due_at_log_ms: number | null
  finished_at_log_ms: number | null
  returned_at_log_ms: number | null
  reason: string | null
  apology_number: string | null
  apology_day_ms: number | null
}

export type QueueTicketsTable = ImportedRow & {
  ticket_number: string
  issued_at_log_ms: number
  called_at_log_ms: number | null
  finished_at_log_ms: number | null
  counter_id: string | null
  dossier_code: string | null
}

/** Who is to sit where, on a day. */
export type OfficerRosterTable = ImportedRow & {
  day_ms: number
  session: string
  counter_id: string | null
  officer_name: string
}
