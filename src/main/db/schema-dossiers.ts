/** The tables of the one-stop software's log; see schema.ts for the conventions. */

export type LogSourcesTable = {
  id: string
  room_id: string
  name: string
  window_before_ms: number
  window_after_ms: number
}

export type DossiersTable = {
  id: string
  source_id: string
  import_id: string
  row_number: number
  code: string
  procedure_code: string | null
  procedure_name: string | null
  field: string | null
  applicant_name: string | null
  received_at_log_ms: number | null
  due_at_log_ms: number | null
  finished_at_log_ms: number | null
  returned_at_log_ms: number | null
  status: string | null
  channel: string
  officer_name: string | null
  counter_id: string | null
  /** The import whose file covers its receipt and no longer tells it; null: still told. */
  vanished_import_id: string | null
}
