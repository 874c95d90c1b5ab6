/** Footage of each desk event, kept and updated; see schema.ts for the conventions. */

/**
 * A desk-visible event held against the footage: what coverage.rules.ts says of it, kept until something changes.
 * `at_ms`, the window and the day (its midnight in Vietnam) are station time; `covered_ms` and `missing_ms` add up to the
 * part of the window that was past. `settles_at_ms` is null once time alone cannot change the row any more.
 */
export type CoverageEventsTable = {
  dossier_id: string
  kind: string
  at_log_ms: number
  source_id: string
  room_id: string
  counter_id: string | null
  dossier_code: string
  procedure_name: string | null
  camera_ids_json: string
  at_ms: number
  day_ms: number
  window_from_ms: number
  window_to_ms: number
  covered_ms: number
  missing_ms: number
  verdict: string
  uncertainty_ms: number
  depends_on_clock: number
  settles_at_ms: number | null
}

/** A part of an event's window without footage, and why. Room and day are the event's. */
export type CoverageMissingTable = {
  dossier_id: string
  kind: string
  at_log_ms: number
  from_ms: number
  to_ms: number
  cause: string
  room_id: string
  day_ms: number
}

/**
 * Something changed, and what stands on it has to be judged again. Written by triggers in the change's own transaction;
 * the range is log time for a source, station time otherwise. `version` grows with each further change, and only a row
 * of the version that was read is taken away.
 */
export type CoverageDirtyTable = {
  scope_kind: string
  scope_id: string
  from_ms: number
  to_ms: number
  version: number
}

/** One row. `generation` grows with each write: who read before another wrote, reads again. */
export type CoverageStateTable = { id: number; generation: number; missing_folders_json: string }
