import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type Zone, zoneSchema } from '#shared/presence/presence.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ZonesTable } from '#main/db/schema-presence.ts'

function toZone(row: ZonesTable): Zone {
  const polygon: unknown = JSON.parse(row.polygon_json)
  return zoneSchema.parse({
    id: row.id,
    cameraId: row.camera_id,
    kind: row.kind,
    name: row.name,
    counterId: row.counter_id,
    polygon,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
  })
}

/** By start, ended ones too. */
export async function listZones(db: Db, cameraIds: readonly Id[]): Promise<Zone[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('zones')
    .selectAll()
    .where('camera_id', 'in', cameraIds)
    .orderBy('valid_from_ms')
    .orderBy('id')
    .execute()
  return rows.map(toZone)
}

export async function findZone(db: Db, id: Id): Promise<Zone | null> {
  const row = await db.selectFrom('zones').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toZone(row) : null
}

export async function insertZone(transaction: Db, zone: Zone, createdBy: string): Promise<void> {
  await transaction
    .insertInto('zones')
    .values({
      id: zone.id,
      camera_id: zone.cameraId,
      kind: zone.kind,
      name: zone.name,
      counter_id: zone.counterId,
      polygon_json: JSON.stringify(zone.polygon),
      valid_from_ms: zone.validFromMs,
      valid_to_ms: zone.validToMs,
      created_by: createdBy,
    })
    .execute()
}

export async function endZone(transaction: Db, id: Id, atMs: InstantMs): Promise<void> {
  await transaction.updateTable('zones').set({ valid_to_ms: atMs }).where('id', '=', id).execute()
}
