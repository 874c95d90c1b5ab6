import {
  DEFAULT_RECEPTION_RULES,
  type ReceptionRules,
  receptionRulesSchema,
} from '#shared/receptions/reception-rules.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

const RULES_KEY = 'receptions.rules'

export async function readReceptionRules(db: Db): Promise<ReceptionRules> {
  const row = await db
    .selectFrom('settings')
    .select('value_json')
    .where('key', '=', RULES_KEY)
    .executeTakeFirst()
  return row ? receptionRulesSchema.parse(JSON.parse(row.value_json)) : DEFAULT_RECEPTION_RULES
}

export async function writeReceptionRules(transaction: Db, rules: ReceptionRules): Promise<void> {
  const valueJson = JSON.stringify(rules)
  await transaction
    .insertInto('settings')
    .values({ key: RULES_KEY, value_json: valueJson })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json: valueJson }))
    .execute()
}

/** Days of a room whose findings have to be judged anew. */
export type Refresh = TimeRange & { readonly id: Id; readonly roomId: Id }

export async function insertRefresh(transaction: Db, refresh: Refresh): Promise<void> {
  await transaction
    .insertInto('reception_refreshes')
    .values({ id: refresh.id, room_id: refresh.roomId, from_ms: refresh.fromMs, to_ms: refresh.toMs })
    .execute()
}

/** Oldest first. */
export async function listRefreshes(db: Db): Promise<Refresh[]> {
  const rows = await db.selectFrom('reception_refreshes').selectAll().orderBy('id').limit(500).execute()
  return rows.map((row) => ({ id: row.id, roomId: row.room_id, fromMs: row.from_ms, toMs: row.to_ms }))
}

export async function deleteRefresh(transaction: Db, id: Id): Promise<void> {
  await transaction.deleteFrom('reception_refreshes').where('id', '=', id).execute()
}
