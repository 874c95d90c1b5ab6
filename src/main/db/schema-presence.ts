/** The tables of migration 0004; see schema.ts for the conventions. */

/** A polygon on one camera's picture, in force during [valid_from_ms, valid_to_ms); corners as shares 0–1. */
export type ZonesTable = {
  id: string
  camera_id: string
  kind: string
  name: string
  counter_id: string | null
  polygon_json: string
  valid_from_ms: number
  valid_to_ms: number | null
  created_by: string
}

/** When somebody was in a zone during one hour, packed: see shared/presence/packed-stays.rules.ts. */
export type PresenceHoursTable = { zone_id: string; hour_start_ms: number; packed: Uint8Array }

/** That a camera's keyframes of one hour were looked at: which parts, how many pictures, what was wrong with them. */
export type PresenceLooksTable = {
  camera_id: string
  hour_start_ms: number
  looked_packed: Uint8Array
  pictures: number
  troubles_json: string
  /** Version of the analysis: an older one is looked at again. */
  algorithm: number
  looked_at_ms: number
}

/** What a camera shows when nobody is there: 192 × 108 grey pixels. */
export type UsualPicturesTable = {
  id: string
  camera_id: string
  made_at_ms: number
  kind: string
  pixels: Uint8Array
  made_by: string
}
