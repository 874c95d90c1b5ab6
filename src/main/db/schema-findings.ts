/** The table of what was noticed; see schema.ts for the conventions. */

/**
 * Something that a rule noticed and a person decides on. Never a verdict. `at_ms` and the range are station time;
 * `origin` is what made it (an import, a run of a rule), `subject` what it is about. The same (`kind`, `dedupe_key`) is
 * never stored twice, so that a rule may run again; a decided row stays decided.
 */
export type FindingsTable = {
  id: string
  kind: string
  room_id: string
  at_ms: number
  from_ms: number
  to_ms: number
  origin_kind: string
  origin_id: string
  subject_kind: string
  subject_id: string
  dedupe_key: string
  detail_json: string
  confidence_permille: number
  state: string
  created_at_ms: number
  decided_at_ms: number | null
  decided_by: string | null
  decision_note: string
  /** Whose picture it was seen in; null where no picture was. */
  camera_id: string | null
}
