import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type PictureLight, pictureLightSchema } from '#shared/presence/references.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ReferencePicturesTable } from '#main/db/schema-presence.ts'

export type StoredReference = {
  readonly id: Id
  readonly cameraId: Id
  readonly light: PictureLight
  readonly takenAtMs: InstantMs
  readonly pixels: Uint8Array
  readonly sha256: string
  readonly validFromMs: InstantMs
  readonly validToMs: InstantMs | null
  readonly afterMove: boolean
  readonly confirmedAtMs: InstantMs
  readonly confirmedBy: string
}

function toReference(row: ReferencePicturesTable): StoredReference {
  return {
    id: row.id,
    cameraId: row.camera_id,
    light: pictureLightSchema.parse(row.light),
    takenAtMs: row.taken_at_ms,
    pixels: row.pixels,
    sha256: row.sha256,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
    afterMove: row.after_move === 1,
    confirmedAtMs: row.confirmed_at_ms,
    confirmedBy: row.confirmed_by,
  }
}

/** By start, ended ones too. */
export async function listReferences(db: Db, cameraId: Id): Promise<StoredReference[]> {
  const rows = await db
    .selectFrom('reference_pictures')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('valid_from_ms')
    .orderBy('id')
    .execute()
  return rows.map(toReference)
}

export async function findReference(db: Db, id: Id): Promise<StoredReference | null> {
  const row = await db.selectFrom('reference_pictures').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toReference(row) : null
}

export async function insertReference(transaction: Db, reference: StoredReference): Promise<void> {
  await transaction
    .insertInto('reference_pictures')
    .values({
      id: reference.id,
      camera_id: reference.cameraId,
      light: reference.light,
      taken_at_ms: reference.takenAtMs,
      pixels: reference.pixels,
      sha256: reference.sha256,
      valid_from_ms: reference.validFromMs,
      valid_to_ms: reference.validToMs,
      after_move: reference.afterMove ? 1 : 0,
      confirmed_at_ms: reference.confirmedAtMs,
      confirmed_by: reference.confirmedBy,
    })
    .execute()
}

export async function endReference(transaction: Db, id: Id, atMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('reference_pictures')
    .set({ valid_to_ms: atMs })
    .where('id', '=', id)
    .execute()
}
