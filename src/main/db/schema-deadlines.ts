/** The table of what a procedure may take; see schema.ts for the conventions. */

/**
 * An administrative procedure of an authority, in force during [valid_from_ms, valid_to_ms), both midnights in Vietnam;
 * null: still. `code` is normalised (`1.001193`). A time limit is a number of half units (`7` `working-day`: 3,5 days)
 * and null where nobody entered it; `committed` is what the office promises, `statutory` what the law allows.
 */
export type ProceduresTable = {
  id: string
  authority_unit_id: string
  code: string
  name: string
  field: string | null
  statutory_half_units: number | null
  statutory_unit: string | null
  committed_half_units: number | null
  committed_unit: string | null
  fee_dong: number | null
  valid_from_ms: number
  valid_to_ms: number | null
}
