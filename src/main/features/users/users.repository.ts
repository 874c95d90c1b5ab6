import type { RoomGrant, User } from '#shared/users/users.model.ts'
import { roleSchema } from '#shared/users/users.model.ts'
import type { Db } from '#main/db/db.ts'
import type { RoomGrantsTable, UsersTable } from '#main/db/schema-people.ts'

/** A user with what only the login may see. */
export type StoredUser = User & {
  readonly passwordHash: string
  readonly failedLogins: number
  readonly lockedUntilMs: number | null
}

function toStoredUser(row: UsersTable): StoredUser {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    unitId: row.unit_id,
    role: roleSchema.parse(row.role),
    active: row.active === 1,
    createdAtMs: row.created_at_ms,
    lastLoginAtMs: row.last_login_at_ms,
    passwordHash: row.password_hash,
    failedLogins: row.failed_logins,
    lockedUntilMs: row.locked_until_ms,
  }
}

export async function findUserByName(db: Db, username: string): Promise<StoredUser | null> {
  const row = await db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst()
  return row ? toStoredUser(row) : null
}

export async function findUser(db: Db, id: string): Promise<StoredUser | null> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toStoredUser(row) : null
}

export async function listUsers(db: Db): Promise<StoredUser[]> {
  return (await db.selectFrom('users').selectAll().orderBy('username').execute()).map(toStoredUser)
}

export async function insertUser(transaction: Db, user: StoredUser): Promise<void> {
  await transaction
    .insertInto('users')
    .values({
      id: user.id,
      username: user.username,
      display_name: user.displayName,
      unit_id: user.unitId,
      role: user.role,
      password_hash: user.passwordHash,
      active: user.active ? 1 : 0,
      failed_logins: user.failedLogins,
      locked_until_ms: user.lockedUntilMs,
      created_at_ms: user.createdAtMs,
      last_login_at_ms: user.lastLoginAtMs,
    })
    .execute()
}

export async function updateLoginState(
  transaction: Db,
  id: string,
  state: {
    readonly failedLogins: number
    readonly lockedUntilMs: number | null
    readonly lastLoginAtMs?: number
  },
): Promise<void> {
  await transaction
    .updateTable('users')
    .set({
      failed_logins: state.failedLogins,
      locked_until_ms: state.lockedUntilMs,
      ...(state.lastLoginAtMs === undefined ? {} : { last_login_at_ms: state.lastLoginAtMs }),
    })
    .where('id', '=', id)
    .execute()
}

export async function updateUserActive(transaction: Db, id: string, active: boolean): Promise<void> {
  await transaction
    .updateTable('users')
    .set({ active: active ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

export async function updateUserPassword(transaction: Db, id: string, passwordHash: string): Promise<void> {
  await transaction
    .updateTable('users')
    .set({ password_hash: passwordHash, failed_logins: 0, locked_until_ms: null })
    .where('id', '=', id)
    .execute()
}

export type StoredSession = {
  readonly tokenSha256: string
  readonly userId: string
  readonly lastSeenAtMs: number
}

export async function insertSession(
  transaction: Db,
  tokenSha256: string,
  userId: string,
  nowMs: number,
): Promise<void> {
  await transaction
    .insertInto('sessions')
    .values({ token_sha256: tokenSha256, user_id: userId, created_at_ms: nowMs, last_seen_at_ms: nowMs })
    .execute()
}

export async function findSession(db: Db, tokenSha256: string): Promise<StoredSession | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('token_sha256', '=', tokenSha256)
    .executeTakeFirst()
  return row
    ? { tokenSha256: row.token_sha256, userId: row.user_id, lastSeenAtMs: row.last_seen_at_ms }
    : null
}

export async function touchSession(transaction: Db, tokenSha256: string, nowMs: number): Promise<void> {
  await transaction
    .updateTable('sessions')
    .set({ last_seen_at_ms: nowMs })
    .where('token_sha256', '=', tokenSha256)
    .execute()
}

export async function deleteSession(transaction: Db, tokenSha256: string): Promise<void> {
  await transaction.deleteFrom('sessions').where('token_sha256', '=', tokenSha256).execute()
}

export async function deleteSessionsOf(transaction: Db, userId: string): Promise<void> {
  await transaction.deleteFrom('sessions').where('user_id', '=', userId).execute()
}

function toRoomGrant(row: RoomGrantsTable): RoomGrant {
  return {
    id: row.id,
    roomId: row.room_id,
    granteeUnitId: row.grantee_unit_id,
    reason: row.reason,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
    grantedBy: row.granted_by,
    revokedAtMs: row.revoked_at_ms,
  }
}

export async function listRoomGrants(db: Db): Promise<RoomGrant[]> {
  return (await db.selectFrom('room_grants').selectAll().orderBy('id').execute()).map(toRoomGrant)
}

export async function insertRoomGrant(transaction: Db, grant: RoomGrant): Promise<void> {
  await transaction
    .insertInto('room_grants')
    .values({
      id: grant.id,
      room_id: grant.roomId,
      grantee_unit_id: grant.granteeUnitId,
      reason: grant.reason,
      valid_from_ms: grant.validFromMs,
      valid_to_ms: grant.validToMs,
      granted_by: grant.grantedBy,
      revoked_at_ms: grant.revokedAtMs,
    })
    .execute()
}

export async function updateGrantRevoked(transaction: Db, id: string, revokedAtMs: number): Promise<void> {
  await transaction
    .updateTable('room_grants')
    .set({ revoked_at_ms: revokedAtMs })
    .where('id', '=', id)
    .execute()
}
