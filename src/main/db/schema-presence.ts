/** The tables of migrations 0004 and 0005-presence; see schema.ts for the conventions. */

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
  /** How much of the hour was recorded then, in milliseconds. */
  recorded_ms: number
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

/**
 * A keyframe of which a person said: this is the room with nobody in it, and the camera sees what it should. In force
 * during [valid_from_ms, valid_to_ms), one for each light at a time.
 */
export type ReferencePicturesTable = {
  id: string
  camera_id: string
  light: string
  /** Station time of the keyframe in the recordings. */
  taken_at_ms: number
  /** 192 × 108 grey bytes, as they are looked at. */
  pixels: Uint8Array
  /** Of `pixels`, lower-case hex. */
  sha256: string
  valid_from_ms: number
  valid_to_ms: number | null
  /** 1: the camera had been moved, so that zones from before are out of place. */
  after_move: number
  confirmed_at_ms: number
  confirmed_by: string
}

/** A camera's suggestions of one kind are not made while `lifted_at_ms` is null. */
export type DetectorSilencesTable = {
  id: string
  camera_id: string
  kind: string
  reason: string
  silenced_at_ms: number
  silenced_by: string
  lifted_at_ms: number | null
  lifted_by: string | null
}
