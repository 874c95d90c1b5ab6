import type { Counter, Room, Unit } from '#shared/units/units.model.ts'
import { roomKindSchema, unitKindSchema, unitRoleSchema } from '#shared/units/units.model.ts'
import type { Db } from '#main/db/db.ts'
import { keptQuery } from '#main/db/kept-query.ts'
import type { UnitsTable } from '#main/db/schema.ts'

function toUnit(row: UnitsTable): Unit {
  return {
    id: row.id,
    kind: unitKindSchema.parse(row.kind),
    code: row.code,
    name: row.name,
    parentId: row.parent_id,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
    predecessorId: row.predecessor_id,
    roles: unitRoleSchema.array().parse(JSON.parse(row.roles_json)),
  }
}

export async function listUnits(db: Db): Promise<Unit[]> {
  return (await db.selectFrom('units').selectAll().orderBy('name').execute()).map(toUnit)
}

export async function findUnit(db: Db, id: string): Promise<Unit | null> {
  const row = await db.selectFrom('units').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toUnit(row) : null
}

export async function insertUnit(transaction: Db, unit: Unit): Promise<void> {
  await transaction
    .insertInto('units')
    .values({
      id: unit.id,
      kind: unit.kind,
      code: unit.code,
      name: unit.name,
      parent_id: unit.parentId,
      valid_from_ms: unit.validFromMs,
      valid_to_ms: unit.validToMs,
      predecessor_id: unit.predecessorId,
      roles_json: JSON.stringify(unit.roles),
    })
    .execute()
}

export async function updateUnitEnd(transaction: Db, id: string, validToMs: number): Promise<void> {
  await transaction.updateTable('units').set({ valid_to_ms: validToMs }).where('id', '=', id).execute()
}

const counterRows = keptQuery((db) => db.selectFrom('counters').selectAll().orderBy('code'))
const roomRows = keptQuery((db) => db.selectFrom('rooms').selectAll().orderBy('name'))

export async function listRooms(db: Db): Promise<Room[]> {
  const counters = await counterRows(db)
  const rooms = await roomRows(db)
  return rooms.map((row) => ({
    id: row.id,
    communeUnitId: row.commune_unit_id,
    kind: roomKindSchema.parse(row.kind),
    name: row.name,
    ownerUnitId: row.owner_unit_id,
    counters: counters
      .filter((counter) => counter.room_id === row.id)
      .map((counter) => ({
        id: counter.id,
        roomId: counter.room_id,
        code: counter.code,
        name: counter.name,
      })),
  }))
}

export async function insertRoom(transaction: Db, room: Room): Promise<void> {
  await transaction
    .insertInto('rooms')
    .values({
      id: room.id,
      commune_unit_id: room.communeUnitId,
      kind: room.kind,
      name: room.name,
      owner_unit_id: room.ownerUnitId,
    })
    .execute()
}

export async function insertCounter(transaction: Db, counter: Counter): Promise<void> {
  await transaction
    .insertInto('counters')
    .values({ id: counter.id, room_id: counter.roomId, code: counter.code, name: counter.name })
    .execute()
}
