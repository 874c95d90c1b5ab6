import type { Id } from '../kernel/ids.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { Permission } from '../rpc/permission.model.ts'
import type { Role, RoomGrant } from './users.model.ts'

const READING: readonly Permission[] = [
  'authenticated',
  'cameras.read',
  'dossiers.read',
  'receptions.read',
  'coverage.read',
  'reports.read',
  'ledger.read',
  'evidence.read',
]

/** What each role may ask for. Which rooms it may ask about is decided apart, by owner and grant. */
const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [
    'authenticated',
    'units.manage',
    'cameras.read',
    'cameras.manage',
    'recordings.purge',
    'retention.manage',
    'backfill.run',
    'ledger.read',
    'health.read',
    'health.manage',
    'settings.manage',
    'audit.read',
    'users.manage',
  ],
  inspector: [
    ...READING,
    'recordings.view',
    'recordings.lock',
    'backfill.run',
    'health.read',
    'dossiers.import',
    'dossiers.personal-data',
    'receptions.manage',
    'review.bookmark',
    'presence.manage',
    'evidence.export',
    'scoring.read',
    'audit.read',
  ],
  'office-staff': [
    ...READING,
    'recordings.view',
    'recordings.lock',
    'health.read',
    'dossiers.import',
    'receptions.manage',
    'review.bookmark',
    'presence.manage',
  ],
  'committee-member': [
    'authenticated',
    'dossiers.read',
    'receptions.read',
    'coverage.read',
    'reports.read',
    'ledger.read',
    'evidence.read',
    'scoring.read',
    'scoring.score',
  ],
}

export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF[role]
}

export function roleMay(role: Role, permission: Permission): boolean {
  return permission === 'public' || PERMISSIONS_OF[role].includes(permission)
}

export function grantIsInForce(grant: RoomGrant, nowMs: InstantMs): boolean {
  if (grant.revokedAtMs !== null && grant.revokedAtMs <= nowMs) return false
  return grant.validFromMs <= nowMs && (grant.validToMs === null || nowMs < grant.validToMs)
}

/** A room is open to its owner's people and to units that hold a grant in force. Nobody else, whatever the role. */
export function mayViewRoom(
  room: { readonly id: Id; readonly ownerUnitId: Id },
  viewerUnitId: Id,
  grants: readonly RoomGrant[],
  nowMs: InstantMs,
): boolean {
  if (room.ownerUnitId === viewerUnitId) return true
  return grants.some(
    (grant) =>
      grant.roomId === room.id && grant.granteeUnitId === viewerUnitId && grantIsInForce(grant, nowMs),
  )
}

export const MAX_FAILED_LOGINS = 5
export const LOGIN_LOCK_MS = 15 * 60_000
export const SESSION_IDLE_MS: Readonly<Record<Role, number>> = {
  administrator: 30 * 60_000,
  inspector: 8 * 3_600_000,
  'office-staff': 8 * 3_600_000,
  'committee-member': 8 * 3_600_000,
}
