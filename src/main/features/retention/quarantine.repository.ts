import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'

export async function findStored(
  db: Db,
  cameraId: Id,
  number: number,
): Promise<{ filePath: string; sha256: string; isStillThere: boolean } | null> {
  const row = await db
    .selectFrom('segments')
    .select(['file_path', 'sha256', 'state'])
    .where('camera_id', '=', cameraId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) return null
  const isStillThere = row.state === 'present' || row.state === 'damaged'
  return { filePath: row.file_path, sha256: row.sha256, isStillThere }
}

export async function markPresent(
  transaction: Db,
  cameraId: Id,
  number: number,
  nowMs: InstantMs,
): Promise<void> {
  await transaction
    .updateTable('segments')
    .set({ state: 'present', state_changed_at_ms: nowMs })
    .where('camera_id', '=', cameraId)
    .where('number', '=', number)
    .where('state', '=', 'damaged')
    .execute()
}
