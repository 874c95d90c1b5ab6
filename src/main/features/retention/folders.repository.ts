import { z } from 'zod'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'

const stateSchema = z.enum(['active', 'read-only', 'removed'])
export type FolderWish = z.infer<typeof stateSchema>

export type StoredFolder = {
  readonly id: Id
  readonly path: string
  /** New recordings go to the lowest with room; the data folder's own stands at 0. */
  readonly ordinal: number
  readonly state: FolderWish
  readonly reserveBytes: number
  readonly createdAtMs: InstantMs
}

export async function listFolders(db: Db): Promise<StoredFolder[]> {
  const rows = await db.selectFrom('storage_folders').selectAll().orderBy('ordinal').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    path: row.path,
    ordinal: row.ordinal,
    state: stateSchema.parse(row.state),
    reserveBytes: row.reserve_bytes,
    createdAtMs: row.created_at_ms,
  }))
}

/** A folder that was removed and comes again keeps its id: the index may still name files in it. */
export async function putFolder(transaction: Db, folder: StoredFolder): Promise<void> {
  const values = {
    path: folder.path,
    ordinal: folder.ordinal,
    state: folder.state,
    reserve_bytes: folder.reserveBytes,
  }
  // A disk that was formatted since it was removed: the path is free again.
  await transaction
    .deleteFrom('storage_folders')
    .where('path', '=', folder.path)
    .where('state', '=', 'removed')
    .where('id', '<>', folder.id)
    .execute()
  await transaction
    .insertInto('storage_folders')
    .values({ id: folder.id, ...values, created_at_ms: folder.createdAtMs })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export async function updateFolderState(transaction: Db, id: Id, state: FolderWish): Promise<void> {
  await transaction.updateTable('storage_folders').set({ state }).where('id', '=', id).execute()
}
