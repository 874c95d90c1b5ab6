import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#main/db/db.ts'
import type { CoverageDirtyTable } from '#main/db/schema-coverage.ts'

export const dirtyScopeSchema = z.enum(['station', 'room', 'counter', 'camera', 'source'])
const foldersSchema = z.array(z.string())

export type DirtyRow = Omit<CoverageDirtyTable, 'scope_kind'> & {
  scope_kind: z.infer<typeof dirtyScopeSchema>
}

/** What has to be judged again, the newest first: that is what people look at. */
export async function listDirty(db: Db): Promise<DirtyRow[]> {
  const rows = await db.selectFrom('coverage_dirty').selectAll().orderBy('from_ms', 'desc').execute()
  return rows.map((row) => ({ ...row, scope_kind: dirtyScopeSchema.parse(row.scope_kind) }))
}

export async function addDirty(transaction: Db, rows: readonly Omit<DirtyRow, 'version'>[]): Promise<void> {
  for (const row of rows) {
    await transaction
      .insertInto('coverage_dirty')
      .values({ ...row, version: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['scope_kind', 'scope_id', 'from_ms', 'to_ms'])
          .doUpdateSet({ version: sql<number>`coverage_dirty.version + 1` }),
      )
      .execute()
  }
}

/** Takes away what was judged; a row that changed since it was read stays. */
export async function deleteDirty(transaction: Db, rows: readonly DirtyRow[]): Promise<void> {
  const BATCH = 200
  for (let first = 0; first < rows.length; first += BATCH) {
    const batch = rows.slice(first, first + BATCH)
    await transaction
      .deleteFrom('coverage_dirty')
      .where((where) =>
        where.or(
          batch.map((row) =>
            where.and([
              where('scope_kind', '=', row.scope_kind),
              where('scope_id', '=', row.scope_id),
              where('from_ms', '=', row.from_ms),
              where('to_ms', '=', row.to_ms),
              where('version', '=', row.version),
            ]),
          ),
        ),
      )
      .execute()
  }
}

export async function readState(db: Db): Promise<{ generation: number; missingFolders: string[] }> {
  const row = await db.selectFrom('coverage_state').selectAll().executeTakeFirstOrThrow()
  return {
    generation: row.generation,
    missingFolders: foldersSchema.parse(JSON.parse(row.missing_folders_json)),
  }
}

/** @returns false when somebody else wrote since the generation was read: nothing may be written then */
export async function claimGeneration(transaction: Db, generation: number): Promise<boolean> {
  const result = await transaction
    .updateTable('coverage_state')
    .set({ generation: generation + 1 })
    .where('generation', '=', generation)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

export async function writeMissingFolders(transaction: Db, folders: readonly string[]): Promise<void> {
  await transaction
    .updateTable('coverage_state')
    .set({ missing_folders_json: JSON.stringify(folders) })
    .execute()
}
