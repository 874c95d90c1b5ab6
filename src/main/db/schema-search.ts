/** The tables of the one search box, kept in step by triggers alone; see schema.ts for the conventions. */
import type { Generated } from 'kysely'

/**
 * A text that dossiers of one log source share: a procedure, an officer, or the head of a code (all but its last four
 * digits). There are few of them however many the dossiers. Gone with the last dossier that has it. Never a citizen's
 * name.
 */
export type SearchTermsTable = {
  id: Generated<number>
  source_id: string
  kind: string
  text: string
  /** Of a code head: the text without separators, upper case; else empty. */
  key: string
  /** What the full-text index reads: đ as d in SQLite, wholly folded in PostgreSQL; empty for a code head. */
  words: string
  /** Log time of receipt of the first dossier that came with it; 0 where it had none. Orders heads by their day. */
  at_log_ms: number
}

/** What a person wrote: an active bookmark (note, criterion, dossier code), or why a finding was decided as it was. */
export type SearchNotesTable = {
  id: Generated<number>
  kind: string
  subject_id: string
  room_id: string
  /** Station time that it is about. */
  at_ms: number
  words: string
}
