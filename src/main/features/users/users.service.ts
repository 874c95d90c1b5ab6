import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '#shared/kernel/app-error.ts'
import type {
  FirstAdministrator,
  Me,
  NewRoomGrant,
  NewUser,
  RoomGrant,
  User,
} from '#shared/users/users.model.ts'
import {
  LOGIN_LOCK_MS,
  MAX_FAILED_LOGINS,
  permissionsOf,
  SESSION_IDLE_MS,
} from '#shared/users/users.rules.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import { type Actor, type Call, systemCall } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { PasswordHasher } from './users.ports.ts'
import * as repository from './users.repository.ts'

const TOUCH_EVERY_MS = 60_000

export type UsersService = ReturnType<typeof createUsersService>

export type UsersDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly hasher: PasswordHasher
  readonly units: UnitsService
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function publicUser(stored: repository.StoredUser): User {
  const { passwordHash, failedLogins, lockedUntilMs, ...user } = stored
  return user
}

export function actorOf(user: User): Actor {
  return { kind: 'user', id: user.id, label: user.username, role: user.role, unitId: user.unitId }
}

export function createUsersService(deps: UsersDeps) {
  const { work, clock, newId, hasher, units } = deps
  /** Verified against when no such user exists, so that the answer takes as long. */
  const decoyHash = hasher.hash(randomBytes(16).toString('hex'))

  async function me(user: User): Promise<Me> {
    return {
      user,
      unitName: (await units.unit(user.unitId)).name,
      permissions: [...permissionsOf(user.role)],
    }
  }

  async function requireUser(id: string): Promise<repository.StoredUser> {
    const user = await repository.findUser(work.db, id)
    if (!user) throw new AppError('not-found', 'user.unknown')
    return user
  }

  async function countFailure(user: repository.StoredUser): Promise<void> {
    const failedLogins = user.failedLogins + 1
    const lockedUntilMs = failedLogins >= MAX_FAILED_LOGINS ? clock.nowMs() + LOGIN_LOCK_MS : null
    const actor: Actor = { ...actorOf(publicUser(user)), label: user.username }
    await work.change({ actor, verb: 'session.refuse', audited: false }, async (transaction) => {
      await repository.updateLoginState(transaction, user.id, {
        failedLogins: lockedUntilMs === null ? failedLogins : 0,
        lockedUntilMs,
      })
      return { result: null, subject: { kind: 'user', id: user.id }, detail: { failedLogins } }
    })
  }

  /**
   * Opens a session and returns the cookie's token, which is stored only as its hash.
   * @throws AppError `unauthenticated login.wrong`, `forbidden login.locked {minutes}`
   */
  async function login(call: Call, username: string, password: string): Promise<{ me: Me; token: string }> {
    const name = username.trim().toLowerCase()
    const stored = await repository.findUserByName(work.db, name)
    const nowMs = clock.nowMs()
    if (stored?.lockedUntilMs && stored.lockedUntilMs > nowMs) {
      throw new AppError('forbidden', 'login.locked', {
        minutes: Math.ceil((stored.lockedUntilMs - nowMs) / 60_000),
      })
    }
    const matches = await hasher.verify(stored?.passwordHash ?? (await decoyHash), password)
    if (stored && !matches) await countFailure(stored)
    if (!stored || !matches || !stored.active) throw new AppError('unauthenticated', 'login.wrong')
    const token = randomBytes(32).toString('base64url')
    const asUser: Call = { actor: actorOf(publicUser(stored)), verb: call.verb, audited: false }
    await work.change(asUser, async (transaction) => {
      await repository.updateLoginState(transaction, stored.id, {
        failedLogins: 0,
        lockedUntilMs: null,
        lastLoginAtMs: nowMs,
      })
      await repository.insertSession(transaction, hashToken(token), stored.id, nowMs)
      return { result: null, subject: { kind: 'user', id: stored.id } }
    })
    call.audited = true
    return { me: await me({ ...publicUser(stored), lastLoginAtMs: nowMs }), token }
  }

  async function logout(call: Call, tokenSha256: string): Promise<void> {
    await work.change(call, async (transaction) => {
      await repository.deleteSession(transaction, tokenSha256)
      return { result: null, subject: { kind: 'user', id: call.actor.id } }
    })
  }

  /** The user of a live session; null when it is unknown, idle for too long, or the user was deactivated. */
  async function userOfSession(tokenSha256: string): Promise<User | null> {
    const session = await repository.findSession(work.db, tokenSha256)
    if (!session) return null
    const stored = await repository.findUser(work.db, session.userId)
    const nowMs = clock.nowMs()
    if (!stored?.active || nowMs - session.lastSeenAtMs > SESSION_IDLE_MS[stored.role]) return null
    if (nowMs - session.lastSeenAtMs > TOUCH_EVERY_MS) {
      await work.bookkeep((transaction) => repository.touchSession(transaction, tokenSha256, nowMs))
    }
    return publicUser(stored)
  }

  const list = async (): Promise<User[]> => (await repository.listUsers(work.db)).map(publicUser)

  async function create(call: Call, input: NewUser): Promise<User> {
    await units.unit(input.unitId)
    if (await repository.findUserByName(work.db, input.username))
      throw new AppError('conflict', 'user.exists')
    const { password, ...fields } = input
    const user: User = {
      ...fields,
      id: newId(),
      active: true,
      createdAtMs: clock.nowMs(),
      lastLoginAtMs: null,
    }
    const passwordHash = await hasher.hash(password)
    return work.change(call, async (transaction) => {
      await repository.insertUser(transaction, {
        ...user,
        passwordHash,
        failedLogins: 0,
        lockedUntilMs: null,
      })
      return {
        result: user,
        subject: { kind: 'user', id: user.id },
        detail: { username: user.username, role: user.role },
      }
    })
  }

  const hasUsers = async (): Promise<boolean> => (await repository.listUsers(work.db)).length > 0

  /** One after the other: of two people who open a new station at once, the second finds the first's account. */
  let settingUp: Promise<unknown> = Promise.resolve()

  /** @throws AppError `conflict station.has-users` */
  function createFirst(call: Call, input: FirstAdministrator): Promise<{ me: Me; token: string }> {
    const opened = settingUp.then(() => openStation(call, input))
    settingUp = opened.catch(() => undefined)
    return opened
  }

  async function openStation(call: Call, input: FirstAdministrator): Promise<{ me: Me; token: string }> {
    if (await hasUsers()) throw new AppError('conflict', 'station.has-users')
    const { unitName, ...fields } = input
    // A try that failed half-way left its unit behind.
    const left = (await units.tree()).units.find((candidate) => candidate.name === unitName)
    const unit =
      left ??
      (await units.createUnit(systemCall('setup', 'unit.create'), {
        kind: 'office',
        code: null,
        name: unitName,
        parentId: null,
        validFromMs: 0,
        predecessorId: null,
        roles: [],
      }))
    await create(call, { ...fields, unitId: unit.id, role: 'administrator' })
    return login({ ...call, verb: 'session.login' }, input.username, input.password)
  }

  async function setActive(call: Call, id: string, active: boolean): Promise<User> {
    const user = publicUser(await requireUser(id))
    if (id === call.actor.id && !active) throw new AppError('conflict', 'user.self')
    return work.change(call, async (transaction) => {
      await repository.updateUserActive(transaction, id, active)
      if (!active) await repository.deleteSessionsOf(transaction, id)
      return { result: { ...user, active }, subject: { kind: 'user', id }, detail: { active } }
    })
  }

  async function setPassword(call: Call, id: string, password: string): Promise<User> {
    const user = publicUser(await requireUser(id))
    const passwordHash = await hasher.hash(password)
    return work.change(call, async (transaction) => {
      await repository.updateUserPassword(transaction, id, passwordHash)
      await repository.deleteSessionsOf(transaction, id)
      return { result: user, subject: { kind: 'user', id } }
    })
  }

  const grants = (): Promise<RoomGrant[]> => repository.listRoomGrants(work.db)

  async function createGrant(call: Call, input: NewRoomGrant): Promise<RoomGrant> {
    const room = await units.room(input.roomId)
    await units.unit(input.granteeUnitId)
    if (room.ownerUnitId === input.granteeUnitId) throw new AppError('invalid', 'grant.owner')
    const nowMs = clock.nowMs()
    if (input.validToMs !== null && input.validToMs <= nowMs) throw new AppError('invalid', 'range.empty')
    const grant: RoomGrant = {
      ...input,
      id: newId(),
      validFromMs: nowMs,
      grantedBy: call.actor.label,
      revokedAtMs: null,
    }
    return work.change(call, async (transaction) => {
      await repository.insertRoomGrant(transaction, grant)
      return {
        result: grant,
        subject: { kind: 'room', id: grant.roomId },
        detail: { granteeUnitId: grant.granteeUnitId, reason: grant.reason },
      }
    })
  }

  async function revokeGrant(call: Call, id: string): Promise<RoomGrant> {
    const grant = (await grants()).find((candidate) => candidate.id === id)
    if (!grant) throw new AppError('not-found', 'grant.unknown')
    if (grant.revokedAtMs !== null) throw new AppError('conflict', 'grant.already-revoked')
    const revoked = { ...grant, revokedAtMs: clock.nowMs() }
    return work.change(call, async (transaction) => {
      await repository.updateGrantRevoked(transaction, id, revoked.revokedAtMs)
      return { result: revoked, subject: { kind: 'room', id: grant.roomId } }
    })
  }

  return {
    me,
    hasUsers,
    createFirst,
    login,
    logout,
    userOfSession,
    list,
    create,
    setActive,
    setPassword,
    grants,
    createGrant,
    revokeGrant,
  }
}
