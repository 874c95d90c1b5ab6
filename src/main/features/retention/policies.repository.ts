import type { PolicyScope, RetentionPolicy } from '#shared/retention/retention.model.ts'
import { roomKindSchema } from '#shared/units/units.model.ts'
import type { Db } from '#main/db/db.ts'
import type { RetentionPoliciesTable } from '#main/db/schema-real-cameras.ts'

const keyOf = (scope: PolicyScope) => ({
  scope_kind: scope.kind === 'room-kind' ? scope.roomKind : scope.kind,
  scope_id: scope.kind === 'camera' ? scope.cameraId : '',
})

function scopeOf(row: RetentionPoliciesTable): PolicyScope {
  if (row.scope_kind === 'station') return { kind: 'station' }
  if (row.scope_kind === 'camera') return { kind: 'camera', cameraId: row.scope_id }
  return { kind: 'room-kind', roomKind: roomKindSchema.parse(row.scope_kind) }
}

export async function listPolicies(db: Db): Promise<RetentionPolicy[]> {
  const rows = await db
    .selectFrom('retention_policies')
    .selectAll()
    .orderBy('scope_kind')
    .orderBy('scope_id')
    .execute()
  return rows.map((row) => ({
    scope: scopeOf(row),
    days: { floorDays: row.floor_days, ceilingDays: row.ceiling_days },
  }))
}

export async function putPolicy(transaction: Db, policy: RetentionPolicy): Promise<void> {
  const days = { floor_days: policy.days.floorDays, ceiling_days: policy.days.ceilingDays }
  await transaction
    .insertInto('retention_policies')
    .values({ ...keyOf(policy.scope), ...days })
    .onConflict((conflict) => conflict.columns(['scope_kind', 'scope_id']).doUpdateSet(days))
    .execute()
}

/** @returns whether there was one */
export async function deletePolicy(transaction: Db, scope: PolicyScope): Promise<boolean> {
  const key = keyOf(scope)
  const result = await transaction
    .deleteFrom('retention_policies')
    .where('scope_kind', '=', key.scope_kind)
    .where('scope_id', '=', key.scope_id)
    .executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}
