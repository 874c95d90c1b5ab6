import type { BookmarkTagsTable } from './schema-bookmarks.ts'
import type { Generated } from 'kysely'
import type {
  AlertsTable,
  BackfillFilesTable,
  BackfillsTable,
  CameraChangesTable,
  CameraEventsTable,
  CameraProbesTable,
  CameraSchedulesTable,
  DeviceRecordingsTable,
  RetentionPoliciesTable,
  SegmentTombstonesTable,
  StorageFoldersTable,
  WorkingCalendarsTable,
} from './schema-real-cameras.ts'
import type { DossiersTable, LogSourcesTable } from './schema-dossiers.ts'
import type { ProceduresTable } from './schema-deadlines.ts'
import type {
  CoverageDirtyTable,
  CoverageEventsTable,
  CoverageMissingTable,
  CoverageStateTable,
} from './schema-coverage.ts'
import type { ClockAndQueueTables } from './schema-clock-and-queue.ts'
import type { FindingsTable } from './schema-findings.ts'
import type {
  DetectorSilencesTable,
  PresenceHoursTable,
  PresenceLooksTable,
  ReferencePicturesTable,
  UsualPicturesTable,
  ZonesTable,
} from './schema-presence.ts'
import type {
  ImportChangesTable,
  ImportProfilesTable,
  ImportRejectionsTable,
  ImportsTable,
  OfficerRosterTable,
  OverdueDossiersTable,
  QueueTicketsTable,
  TransactionEventsTable,
} from './schema-imports.ts'
import type {
  ReceptionEntriesTable,
  ReceptionImportTouchesTable,
  ReceptionPetitionsTable,
  ReceptionRefreshesTable,
  ReceptionSessionsTable,
  ReceptionVisitsTable,
} from './schema-receptions.ts'
import type { SearchNotesTable, SearchTermsTable } from './schema-search.ts'
import type { SavedViewsTable } from './schema-views.ts'
import type { RoomGrantsTable, SessionsTable, SigningKeysTable, UsersTable } from './schema-people.ts'

/**
 * The tables as Kysely sees them; what a row means stands in docs/design/schema.md and above each type here.
 * Instants are epoch milliseconds UTC of the station's clock unless the name says `_log_ms`; ids are UUIDv7 text;
 * scores are integers in hundredths; booleans are 0 or 1.
 */
export type Database = ClockAndQueueTables & {
  settings: SettingsTable
  units: UnitsTable
  rooms: RoomsTable
  counters: CountersTable
  cameras: CamerasTable
  camera_views: CameraViewsTable
  camera_schedules: CameraSchedulesTable
  camera_probes: CameraProbesTable
  camera_changes: CameraChangesTable
  camera_events: CameraEventsTable
  working_calendars: WorkingCalendarsTable
  clock_offsets: ClockOffsetsTable
  recording_runs: RecordingRunsTable
  segments: SegmentsTable
  segment_groups: SegmentGroupsTable
  absences: AbsencesTable
  segment_tombstones: SegmentTombstonesTable
  storage_folders: StorageFoldersTable
  retention_policies: RetentionPoliciesTable
  device_recordings: DeviceRecordingsTable
  backfills: BackfillsTable
  backfill_files: BackfillFilesTable
  alerts: AlertsTable
  log_sources: LogSourcesTable
  imports: ImportsTable
  import_rejections: ImportRejectionsTable
  import_changes: ImportChangesTable
  import_profiles: ImportProfilesTable
  transaction_events: TransactionEventsTable
  overdue_dossiers: OverdueDossiersTable
  queue_tickets: QueueTicketsTable
  officer_roster: OfficerRosterTable
  dossiers: DossiersTable
  procedures: ProceduresTable
  findings: FindingsTable
  zones: ZonesTable
  presence_hours: PresenceHoursTable
  presence_looks: PresenceLooksTable
  usual_pictures: UsualPicturesTable
  reference_pictures: ReferencePicturesTable
  detector_silences: DetectorSilencesTable
  coverage_events: CoverageEventsTable
  coverage_missing: CoverageMissingTable
  coverage_dirty: CoverageDirtyTable
  coverage_state: CoverageStateTable
  reception_entries: ReceptionEntriesTable
  reception_visits: ReceptionVisitsTable
  reception_petitions: ReceptionPetitionsTable
  reception_sessions: ReceptionSessionsTable
  reception_import_touches: ReceptionImportTouchesTable
  reception_refreshes: ReceptionRefreshesTable
  search_terms: SearchTermsTable
  search_notes: SearchNotesTable
  bookmarks: BookmarksTable
  bookmark_cameras: BookmarkCamerasTable
  bookmark_tags: BookmarkTagsTable
  locks: LocksTable
  evidence_clips: EvidenceClipsTable
  evidence_clip_cameras: EvidenceClipCamerasTable
  criteria_templates: CriteriaTemplatesTable
  scorecards: ScorecardsTable
  scorecard_leaves: ScorecardLeavesTable
  deductions: DeductionsTable
  users: UsersTable
  sessions: SessionsTable
  room_grants: RoomGrantsTable
  saved_views: SavedViewsTable
  signing_keys: SigningKeysTable
  jobs: JobsTable
  audit_rows: AuditRowsTable
}

/** One value of the station: name, heartbeat, demo marker. */
export type SettingsTable = { key: string; value_json: string }

/** A node of the administrative tree, alive in [valid_from_ms, valid_to_ms). */
export type UnitsTable = {
  id: string
  kind: string
  code: string | null
  name: string
  parent_id: string | null
  valid_from_ms: number
  valid_to_ms: number | null
  predecessor_id: string | null
  roles_json: string
}

/** A reception room or one-stop desk of a commune; its owner's people alone see its cameras without a grant. */
export type RoomsTable = {
  id: string
  commune_unit_id: string
  kind: string
  name: string
  owner_unit_id: string
}

export type CountersTable = { id: string; room_id: string; code: string; name: string }

/** A camera. `password_cipher` is sealed by the secret store; addresses never hold credentials. */
export type CamerasTable = {
  id: string
  room_id: string
  name: string
  address: string
  stream_uri: string
  username: string
  password_cipher: string
  manufacturer: string | null
  model: string | null
  firmware: string | null
  serial_number: string | null
  codec: string
  width_px: number
  height_px: number
  keyframe_spacing_ms: number | null
  state: string
  audio_enabled: number
  /** The probe report that the camera was added with: its baseline. */
  probe_json: string
  created_at_ms: number
  removed_at_ms: number | null
  removed_by: Generated<string | null>
  /** What the device offers beyond pictures: see `deviceCapabilitiesSchema`. */
  capabilities_json: Generated<string>
  profile_token: Generated<string | null>
  sub_profile_token: Generated<string | null>
  /** Without credentials; null when the camera has one stream only. */
  sub_stream_uri: Generated<string | null>
  sub_codec: Generated<string | null>
  sub_width_px: Generated<number | null>
  sub_height_px: Generated<number | null>
  /** Which of the two is recorded. */
  recorded_stream: Generated<string>
  /** Why sound is recorded; null while it is not. */
  audio_reason: Generated<string | null>
}

/** The camera looked at the counter during [valid_from_ms, valid_to_ms). */
export type CameraViewsTable = {
  id: string
  camera_id: string
  counter_id: string
  valid_from_ms: number
  valid_to_ms: number | null
}

/** One reading of another clock against the station's; never updated. */
export type ClockOffsetsTable = {
  id: string
  source_kind: string
  source_id: string
  offset_ms: number
  uncertainty_ms: number
  method: string
  measured_at_ms: number
}

/** One uninterrupted connection to a camera, or one stretch fetched later: media time is continuous inside a run. */
export type RecordingRunsTable = {
  id: string
  camera_id: string
  started_at_ms: number
  ended_at_ms: number | null
  end_reason: string | null
  /** The backfill that brought it; null for what the recorder saw. */
  backfill_id: Generated<string | null>
}

/**
 * One finished file. Row ⇔ file ⇔ hash. Numbers run from 1 without holes per camera, those of `backfilled` footage from
 * 1 000 000 000; `end_at_ms` is wall clock; `end − start ≤ MAX_SEGMENT_MS`, which every overlap query relies on.
 */
export type SegmentsTable = {
  camera_id: string
  number: number
  run_id: string
  start_at_ms: number
  end_at_ms: number
  media_duration_ms: number
  /** Relative to the recordings folder, with `/`. */
  file_path: string
  size_bytes: number
  sha256: string
  root: string
  previous_root: string | null
  init_bytes: number
  codec: string
  width_px: number
  height_px: number
  group_count: number
  state: string
  state_changed_at_ms: number
  /** `recorded` as it was filmed, or `backfilled` from the camera's own card or from files. */
  origin: Generated<string>
}

/** Keyframe groups of a segment, packed: see main/features/recordings/group-index.ts. */
export type SegmentGroupsTable = { camera_id: string; number: number; packed: Uint8Array }

/** Why a camera has no footage in [from_ms, to_ms); `to_ms` null while it goes on. */
export type AbsencesTable = {
  id: string
  camera_id: string
  from_ms: number
  to_ms: number | null
  cause: string
  reason: string
}

export type BookmarksTable = {
  id: string
  room_id: string
  from_ms: number
  to_ms: number
  dossier_id: string | null
  criterion_code: string | null
  note: string
  protects: number
  state: string
  created_at_ms: number
  created_by: string
}

export type BookmarkCamerasTable = { bookmark_id: string; camera_id: string }

/** Footage in [from_ms, to_ms) that retention must not touch while the state is not `released`. */
export type LocksTable = {
  id: string
  camera_id: string
  from_ms: number
  to_ms: number
  state: string
  bookmark_id: string | null
  created_at_ms: number
  released_at_ms: number | null
  reason: Generated<string>
  created_by: Generated<string>
  /** A provisional lock lapses then, unless somebody confirms it. */
  lapses_at_ms: Generated<number | null>
  /** The same for all cameras of one act; null in rows of the first version, which stand alone. */
  act_id: Generated<string | null>
}

export type EvidenceClipsTable = {
  id: string
  bookmark_id: string
  commune_unit_id: string
  room_id: string
  dossier_id: string | null
  criterion_code: string | null
  purpose: string
  requested_from_ms: number
  requested_to_ms: number
  actual_from_ms: number | null
  actual_to_ms: number | null
  state: string
  /** Relative to the evidence folder; null until sealed. */
  bundle_path: string | null
  bundle_sha256: string | null
  bundle_bytes: number | null
  created_at_ms: number
  created_by: string
}

export type EvidenceClipCamerasTable = { evidence_clip_id: string; camera_id: string }

/** A criteria template as it was when first used; a changed one is a new version. */
export type CriteriaTemplatesTable = { code: string; version: number; title: string; body_json: string }

export type ScorecardsTable = {
  id: string
  commune_unit_id: string
  period_label: string
  period_from_ms: number
  period_to_ms: number
  template_code: string
  template_version: number
  state: string
  created_at_ms: number
}

export type ScorecardLeavesTable = {
  scorecard_id: string
  criterion_code: string
  self_hundredths: number | null
  appraised_hundredths: number | null
  survey_hundredths: number | null
  not_applicable: number
  reason: string
}

/** A deduction cites a sealed clip: `evidence_clip_id` is not null and a trigger refuses clips that are not sealed. */
export type DeductionsTable = {
  id: string
  scorecard_id: string
  criterion_code: string
  hundredths: number
  evidence_clip_id: string
  incident_code: string
  reason: string
  state: string
  created_at_ms: number
  created_by: string
  withdrawn_reason: string | null
}

export type JobsTable = {
  id: string
  kind: string
  state: string
  progress_permille: number
  subject_id: string
  input_json: string
  error_code: string | null
  created_at_ms: number
  created_by: string
  finished_at_ms: number | null
}

/** Append only, by trigger; each row holds the hash of the one before. */
export type AuditRowsTable = {
  sequence: Generated<number>
  at_ms: number
  actor: string
  verb: string
  subject_kind: string
  subject_id: string
  detail_json: string
  previous_hash: string
  hash: string
}
