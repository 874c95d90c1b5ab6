import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type PresenceKind, presenceKindSchema, type Silence } from '#shared/presence/detectors.model.ts'
import type { Db } from '#main/db/db.ts'

export type StoredSilence = Silence & { readonly id: Id; readonly cameraId: Id; readonly kind: PresenceKind }

/** Those in force. */
export async function listSilences(db: Db, cameraIds: readonly Id[]): Promise<StoredSilence[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('detector_silences')
    .selectAll()
    .where('camera_id', 'in', cameraIds)
    .where('lifted_at_ms', 'is', null)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cameraId: row.camera_id,
    kind: presenceKindSchema.parse(row.kind),
    reason: row.reason,
    silencedAtMs: row.silenced_at_ms,
    silencedBy: row.silenced_by,
  }))
}

/** @returns false: it is silent already */
export async function insertSilence(transaction: Db, silence: StoredSilence): Promise<boolean> {
  const result = await transaction
    .insertInto('detector_silences')
    .values({
      id: silence.id,
      camera_id: silence.cameraId,
      kind: silence.kind,
      reason: silence.reason,
      silenced_at_ms: silence.silencedAtMs,
      silenced_by: silence.silencedBy,
      lifted_at_ms: null,
      lifted_by: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['camera_id', 'kind']).where('lifted_at_ms', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

/** @returns false: there is none in force */
export async function liftSilence(
  transaction: Db,
  of: { readonly cameraId: Id; readonly kind: PresenceKind },
  by: { readonly atMs: InstantMs; readonly label: string },
): Promise<boolean> {
  const result = await transaction
    .updateTable('detector_silences')
    .set({ lifted_at_ms: by.atMs, lifted_by: by.label })
    .where('camera_id', '=', of.cameraId)
    .where('kind', '=', of.kind)
    .where('lifted_at_ms', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}
