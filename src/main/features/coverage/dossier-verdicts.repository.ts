import { sql } from 'kysely'
import type { CoverageVerdict } from '#shared/coverage/coverage.model.ts'
import type { Db } from '#main/db/db.ts'

const BADNESS: Readonly<Record<CoverageVerdict, number>> = { covered: 0, partial: 1, missing: 2 }

/** The dossiers of these rooms whose worst covered desk event has this verdict. */
export async function listDossiersWith(
  db: Db,
  verdict: CoverageVerdict,
  roomIds: readonly string[],
): Promise<string[]> {
  if (roomIds.length === 0) return []
  const worst = sql<number>`max(case verdict when 'missing' then 2 when 'partial' then 1 else 0 end)`
  const rows = await db
    .selectFrom('coverage_events')
    .select('dossier_id')
    .where('room_id', 'in', roomIds)
    .groupBy('dossier_id')
    .having(worst, '=', BADNESS[verdict])
    .execute()
  return rows.map((row) => row.dossier_id)
}
