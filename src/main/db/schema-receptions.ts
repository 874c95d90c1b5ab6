/** The tables of citizen reception; see schema.ts for the conventions. Days are midnights in Vietnam. */

/**
 * One row of a register or schedule, whatever it tells; what it tells stands in the table of its `kind`. `source_id` null:
 * entered by hand. `import_id` stored it first, `last_import_id` told it last. `vanished_import_id`: that import covered
 * its day and no longer told it.
 */
export type ReceptionEntriesTable = {
  id: string
  kind: string
  room_id: string
  source_id: string | null
  import_id: string | null
  last_import_id: string | null
  /** From 1, as the file shows it. */
  row_number: number | null
  day_ms: number
  created_at_ms: number
  /** null: an import. */
  created_by: string | null
  /** By hand, after it was first stored. */
  edited_at_ms: number | null
  removed_at_ms: number | null
  removed_by: string | null
  vanished_import_id: string | null
}

/** One visit (lượt tiếp). Names and addresses only where the station keeps them; identity numbers never. */
export type ReceptionVisitsTable = {
  entry_id: string
  ordinal: number | null
  session: string | null
  at_log_ms: number | null
  visitor_name: string | null
  address: string | null
  content: string | null
  kind: string | null
  people_count: number
  resolved_by: string | null
  handling: string | null
  follow_up: string | null
  note: string | null
  regime: string
  receiver_name: string | null
  /** 1: the first about its case. */
  visit_number: number
  /** Visits with the same code are about one case. */
  case_code: string | null
}

/** One petition (đơn), by the day on which it was received. Booleans null: not sorted yet. */
export type ReceptionPetitionsTable = {
  entry_id: string
  number: string | null
  sender_name: string | null
  address: string | null
  content: string | null
  kind: string | null
  source: string | null
  eligible: number | null
  within_competence: number | null
  due_day_ms: number | null
  resolved_day_ms: number | null
  outcome: string | null
  result: string | null
}

/** One session of the posted schedule. Minutes from midnight; null: the office hours of the session. */
export type ReceptionSessionsTable = {
  entry_id: string
  session: string
  from_minute: number | null
  to_minute: number | null
  regime: string
  host_name: string | null
  host_role: string
}

/**
 * What an import did to an entry, so that it can be taken back. `before_json`: what the entry told before (`changed`).
 * `previous_import_id`: its `last_import_id` before.
 */
export type ReceptionImportTouchesTable = {
  import_id: string
  entry_id: string
  act: string
  before_json: string | null
  previous_import_id: string | null
  touched_at_ms: number
}

/** Days of a room whose findings have to be judged anew; goes when that is done. */
export type ReceptionRefreshesTable = { id: string; room_id: string; from_ms: number; to_ms: number }
