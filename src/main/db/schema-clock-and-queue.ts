/** The tables of migration 0005 for clock checks, the review queue and notice boards; see schema.ts for the conventions. */
export type ClockAndQueueTables = {
  clock_checks: ClockChecksTable
  clock_certificates: ClockCertificatesTable
  review_samples: ReviewSamplesTable
  review_sample_items: ReviewSampleItemsTable
  queue_claims: QueueClaimsTable
  board_schedules: BoardSchedulesTable
  board_pictures: BoardPicturesTable
}

/** A page of changing codes that was shown to one camera. The key signs its codes and is given out with the certificate. */
export type ClockChecksTable = {
  id: string
  camera_id: string
  /** What its codes call it: 6 bytes in hex. */
  code_tag: string
  token_sha256: string
  /** 32 bytes in hex, sealed by the secret store. */
  key_cipher: string
  key_sha256: string
  opened_at_ms: number
  opened_by: string
  closes_at_ms: number
}

/** What a check proved; append only. `offset_ms`: recorded − filmed. */
export type ClockCertificatesTable = {
  id: string
  check_id: string
  camera_id: string
  offset_ms: number
  uncertainty_ms: number
  frame_ms: number
  page_uncertainty_ms: number
  sightings: number
  codes: number
  first_filmed_ms: number
  last_filmed_ms: number
  first_recorded_ms: number
  last_recorded_ms: number
  refused_codes: number
  manufacturer: string | null
  model: string | null
  serial_number: string | null
  /** The nearest earlier reading of the camera's own clock, as `clockOffsetSchema`. */
  camera_clock_json: string | null
  key_hex: string
  measured_at_ms: number
  measured_by: string
}

/** A random sample of the dossiers that a room received in [from_ms, to_ms), given to one person. Anyone can draw it again. */
export type ReviewSamplesTable = {
  id: string
  room_id: string
  from_ms: number
  to_ms: number
  seed: string
  drawn: number
  drawn_from: number
  assignee: string
  reason: string
  created_at_ms: number
  created_by: string
}

/** One dossier of a sample; `outcome` null while it waits. `at_ms` is when it was received, station time. */
export type ReviewSampleItemsTable = {
  id: string
  sample_id: string
  room_id: string
  dossier_id: string
  dossier_code: string
  position: number
  at_ms: number
  outcome: string | null
  note: string
  done_at_ms: number | null
  done_by: string | null
}

/** Who is on what, until `lapses_at_ms`. Names are usernames. */
export type QueueClaimsTable = {
  item_kind: string
  item_id: string
  assignee: string
  claimed_by: string
  claimed_at_ms: number
  lapses_at_ms: number
}

/** When a notice board's picture is taken, from `from_ms` on: Vietnamese minute of the day, weekday 1 is Monday. */
export type BoardSchedulesTable = {
  zone_id: string
  every: string
  weekday: number | null
  minute_of_day: number
  from_ms: number
  created_at_ms: number
  created_by: string
}

/** The board at one due time: a picture, or the cause why there is none. */
export type BoardPicturesTable = {
  id: string
  zone_id: string
  due_at_ms: number
  /** Where the recording places the frame. */
  taken_at_ms: number | null
  /** A state of the ledger, `not-scheduled` or `unreadable`. */
  cause: string | null
  /** Relative to the evidence folder. */
  file_path: string | null
  sha256: string | null
  size_bytes: number | null
  width_px: number | null
  height_px: number | null
  made_at_ms: number
  deleted_at_ms: number | null
}
