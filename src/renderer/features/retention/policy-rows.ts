import { sameScope } from '#shared/retention/policy.rules.ts'
import {
  DEFAULT_RETENTION,
  type PolicyScope,
  type RetentionDays,
  type RetentionPolicy,
} from '#shared/retention/retention.model.ts'
import { ROOM_KINDS } from '#shared/units/units.model.ts'

export type PolicyRow = {
  readonly key: string
  readonly scope: PolicyScope
  /** What holds there now, set or not. */
  readonly days: RetentionDays
  readonly isSet: boolean
}

function keyOf(scope: PolicyScope): string {
  if (scope.kind === 'camera') return scope.cameraId
  return scope.kind === 'room-kind' ? scope.roomKind : 'station'
}

/** The station, every kind of room, and the cameras that have a policy of their own. */
export function policyRows(policies: readonly RetentionPolicy[]): PolicyRow[] {
  const setFor = (scope: PolicyScope): RetentionPolicy | undefined =>
    policies.find((policy) => sameScope(policy.scope, scope))
  const station = setFor({ kind: 'station' })?.days ?? DEFAULT_RETENTION
  const scopes: PolicyScope[] = [
    { kind: 'station' },
    ...ROOM_KINDS.map((roomKind): PolicyScope => ({ kind: 'room-kind', roomKind })),
    ...policies.map(({ scope }) => scope).filter(({ kind }) => kind === 'camera'),
  ]
  return scopes.map((scope) => {
    const set = setFor(scope)
    return { key: keyOf(scope), scope, days: set?.days ?? station, isSet: set !== undefined }
  })
}
