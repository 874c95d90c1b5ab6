import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'

const BATCH_IDS = 500

export type DossierAct = {
  readonly dossierId: Id
  readonly atLogMs: InstantMs
  /** One of `DESK_ACTIONS`. */
  readonly action: string
  /** As the log words it. */
  readonly actionText: string
  readonly officerName: string | null
}

/** What the processing history tells of these dossiers, in its order; acts that a later file no longer tells are left out. */
export async function listActs(db: Db, dossierIds: readonly Id[]): Promise<DossierAct[]> {
  const acts: DossierAct[] = []
  for (let first = 0; first < dossierIds.length; first += BATCH_IDS) {
    const rows = await db
      .selectFrom('dossiers')
      .innerJoin('transaction_events as events', (join) =>
        join
          .onRef('events.source_id', '=', 'dossiers.source_id')
          .onRef('events.dossier_code', '=', 'dossiers.code'),
      )
      .select([
        'dossiers.id',
        'events.at_log_ms',
        'events.action',
        'events.action_text',
        'events.officer_name',
      ])
      .where('dossiers.id', 'in', dossierIds.slice(first, first + BATCH_IDS))
      .where('events.vanished_import_id', 'is', null)
      .orderBy('events.at_log_ms')
      .orderBy('events.id')
      .execute()
    acts.push(
      ...rows.map((row) => ({
        dossierId: row.id,
        atLogMs: row.at_log_ms,
        action: row.action,
        actionText: row.action_text,
        officerName: row.officer_name,
      })),
    )
  }
  return acts
}

/**
 * Which of these dossiers may not be said to lack an apology: those with a letter in the list of overdue dossiers, and
 * those of sources from which no such list was imported.
 */
export async function listApologised(db: Db, dossierIds: readonly Id[]): Promise<Set<Id>> {
  const told = await db
    .selectFrom('overdue_dossiers')
    .select('source_id')
    .distinct()
    .where('vanished_import_id', 'is', null)
    .execute()
  const sourcesWithList = new Set(told.map((row) => row.source_id))
  const apologised = new Set<Id>()
  for (let first = 0; first < dossierIds.length; first += BATCH_IDS) {
    const rows = await db
      .selectFrom('dossiers')
      .leftJoin('overdue_dossiers as overdue', (join) =>
        join
          .onRef('overdue.source_id', '=', 'dossiers.source_id')
          .onRef('overdue.row_key', '=', 'dossiers.code')
          .on('overdue.vanished_import_id', 'is', null),
      )
      .select(['dossiers.id', 'dossiers.source_id', 'overdue.apology_number'])
      .where('dossiers.id', 'in', dossierIds.slice(first, first + BATCH_IDS))
      .execute()
    for (const row of rows)
      if (row.apology_number !== null || !sourcesWithList.has(row.source_id)) apologised.add(row.id)
  }
  return apologised
}
