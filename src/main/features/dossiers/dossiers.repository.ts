import { channelSchema, type Dossier, dossierStatusSchema } from '#shared/dossiers/dossiers.model.ts'
import type { Db } from '#main/db/db.ts'
import type { DossiersTable } from '#main/db/schema-dossiers.ts'

/** Rows per statement: 17 columns × 500 stay below SQLite's 32 766 parameters and PostgreSQL's 65 535. */
const BATCH_ROWS = 500

function toDossier(row: DossiersTable): Dossier {
  return {
    id: row.id,
    sourceId: row.source_id,
    importId: row.import_id,
    rowNumber: row.row_number,
    code: row.code,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    field: row.field,
    applicantName: row.applicant_name,
    receivedAtLogMs: row.received_at_log_ms,
    dueAtLogMs: row.due_at_log_ms,
    finishedAtLogMs: row.finished_at_log_ms,
    returnedAtLogMs: row.returned_at_log_ms,
    status: dossierStatusSchema.nullable().parse(row.status),
    channel: channelSchema.parse(row.channel),
    officerName: row.officer_name,
    counterId: row.counter_id,
  }
}

function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH_ROWS) }, (_, index) =>
    items.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  )
}

/** The dossiers that a source already has of these codes. */
export async function findDossiersByCode(
  db: Db,
  sourceId: string,
  codes: readonly string[],
): Promise<Dossier[]> {
  const found: Dossier[] = []
  for (const batch of batches(codes)) {
    const rows = await db
      .selectFrom('dossiers')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('code', 'in', batch)
      .execute()
    found.push(...rows.map(toDossier))
  }
  return found
}

export async function findDossiers(db: Db, ids: readonly string[]): Promise<Dossier[]> {
  const found: Dossier[] = []
  for (const batch of batches(ids)) {
    const rows = await db.selectFrom('dossiers').selectAll().where('id', 'in', batch).execute()
    found.push(...rows.map(toDossier))
  }
  return found
}

/** Dossiers handed in at the desk whose receipt (or hand-over) was logged in the range; log time of that source. */
export async function listWalkInDossiers(
  db: Db,
  filter: {
    sourceId: string
    instant: 'received_at_log_ms' | 'returned_at_log_ms'
    fromMs: number
    toMs: number
  },
): Promise<Dossier[]> {
  const rows = await db
    .selectFrom('dossiers')
    .selectAll()
    .where('source_id', '=', filter.sourceId)
    .where(filter.instant, '>=', filter.fromMs)
    .where(filter.instant, '<', filter.toMs)
    .where('channel', '=', 'walk-in')
    .orderBy(filter.instant)
    .orderBy('code')
    .execute()
  return rows.map(toDossier)
}

/** The newest receipt that is stored of a range of log time. */
export async function newestReceipt(
  db: Db,
  sourceId: string,
  range: { readonly fromMs: number; readonly toMs: number },
): Promise<number | null> {
  const row = await db
    .selectFrom('dossiers')
    .select('received_at_log_ms')
    .where('source_id', '=', sourceId)
    .where('received_at_log_ms', '>=', range.fromMs)
    .where('received_at_log_ms', '<', range.toMs)
    .orderBy('received_at_log_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.received_at_log_ms ?? null
}

/** How many bookmarks and evidence clips name a dossier of the import, removed ones too: their rows stay. */
export async function countCitationsOfImport(
  db: Db,
  importId: string,
): Promise<{ bookmarks: number; clips: number }> {
  const countIn = async (table: 'bookmarks' | 'evidence_clips'): Promise<number> => {
    const counted = await db
      .selectFrom(table)
      .innerJoin('dossiers', 'dossiers.id', `${table}.dossier_id`)
      .select((row) => row.fn.countAll<number>().as('total'))
      .where('dossiers.import_id', '=', importId)
      .executeTakeFirstOrThrow()
    return Number(counted.total)
  }
  return { bookmarks: await countIn('bookmarks'), clips: await countIn('evidence_clips') }
}
