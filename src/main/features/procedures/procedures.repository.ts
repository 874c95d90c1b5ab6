import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type Procedure, procedureSchema } from '#shared/procedures/procedures.model.ts'
import type { TimeLimit } from '#shared/units/time-limit.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ProceduresTable } from '#main/db/schema-deadlines.ts'

const limitFrom = (halfUnits: number | null, unit: string | null) =>
  halfUnits === null || unit === null ? null : { amount: halfUnits / 2, unit }
const halvesOf = (limit: TimeLimit | null): number | null => (limit === null ? null : limit.amount * 2)

function toProcedure(row: ProceduresTable): Procedure {
  return procedureSchema.parse({
    id: row.id,
    authorityUnitId: row.authority_unit_id,
    code: row.code,
    name: row.name,
    field: row.field,
    statutory: limitFrom(row.statutory_half_units, row.statutory_unit),
    committed: limitFrom(row.committed_half_units, row.committed_unit),
    feeDong: row.fee_dong,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
  })
}

export async function listProcedures(db: Db, authorityUnitIds: readonly Id[] | null): Promise<Procedure[]> {
  if (authorityUnitIds?.length === 0) return []
  let query = db.selectFrom('procedures').selectAll()
  if (authorityUnitIds !== null) query = query.where('authority_unit_id', 'in', authorityUnitIds)
  const rows = await query.orderBy('code').orderBy('valid_from_ms', 'desc').orderBy('id').execute()
  return rows.map(toProcedure)
}

export async function findProcedure(db: Db, id: Id): Promise<Procedure | null> {
  const row = await db.selectFrom('procedures').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toProcedure(row) : null
}

/** The one of that authority and code that began last. */
export async function findLatest(db: Db, authorityUnitId: Id, code: string): Promise<Procedure | null> {
  const row = await db
    .selectFrom('procedures')
    .selectAll()
    .where('authority_unit_id', '=', authorityUnitId)
    .where('code', '=', code)
    .orderBy('valid_from_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toProcedure(row) : null
}

export async function insertProcedure(transaction: Db, procedure: Procedure): Promise<void> {
  await transaction
    .insertInto('procedures')
    .values({
      id: procedure.id,
      authority_unit_id: procedure.authorityUnitId,
      code: procedure.code,
      name: procedure.name,
      field: procedure.field,
      statutory_half_units: halvesOf(procedure.statutory),
      statutory_unit: procedure.statutory?.unit ?? null,
      committed_half_units: halvesOf(procedure.committed),
      committed_unit: procedure.committed?.unit ?? null,
      fee_dong: procedure.feeDong,
      valid_from_ms: procedure.validFromMs,
      valid_to_ms: procedure.validToMs,
    })
    .execute()
}

export async function updateEnd(transaction: Db, id: Id, validToMs: InstantMs): Promise<void> {
  await transaction.updateTable('procedures').set({ valid_to_ms: validToMs }).where('id', '=', id).execute()
}

export async function deleteProcedure(transaction: Db, id: Id): Promise<void> {
  await transaction.deleteFrom('procedures').where('id', '=', id).execute()
}
