import type { Id } from '../kernel/ids.ts'
import { DAY_MS, type InstantMs, MINUTE_MS } from '../kernel/instant.ts'
import { mergeRanges, subtractRanges, type TimeRange } from '../kernel/time-range.ts'
import type { RoomKind } from '../units/units.model.ts'
import {
  DEFAULT_RETENTION,
  type PolicyScope,
  type RetentionDays,
  type RetentionPolicy,
} from './retention.model.ts'

export function sameScope(left: PolicyScope, right: PolicyScope): boolean {
  if (left.kind === 'camera') return right.kind === 'camera' && left.cameraId === right.cameraId
  if (left.kind === 'room-kind') return right.kind === 'room-kind' && left.roomKind === right.roomKind
  return right.kind === 'station'
}

/** The most specific policy that was set for a camera, else {@link DEFAULT_RETENTION} as the station's. */
export function policyFor(
  policies: readonly RetentionPolicy[],
  camera: { readonly id: Id; readonly roomKind: RoomKind | null },
): RetentionPolicy {
  const scopes: PolicyScope[] = [
    { kind: 'camera', cameraId: camera.id },
    ...(camera.roomKind === null ? [] : [{ kind: 'room-kind', roomKind: camera.roomKind } as const]),
    { kind: 'station' },
  ]
  for (const scope of scopes) {
    const found = policies.find((policy) => sameScope(policy.scope, scope))
    if (found) return found
  }
  return { scope: { kind: 'station' }, days: DEFAULT_RETENTION }
}

/** Footage that ended at or before this may be deleted for want of space. */
export function floorCutoffMs(days: RetentionDays, nowMs: InstantMs): InstantMs {
  return Math.max(0, nowMs - days.floorDays * DAY_MS)
}

/** Footage that ended at or before this has to go; null: none has. */
export function ceilingCutoffMs(days: RetentionDays, nowMs: InstantMs): InstantMs | null {
  return days.ceilingDays === null ? null : Math.max(0, nowMs - days.ceilingDays * DAY_MS)
}

/** Stretches before the cutoff that no lock touches, oldest first. */
export function unlockedBefore(cutoffMs: InstantMs, locks: readonly TimeRange[]): TimeRange[] {
  return cutoffMs <= 0 ? [] : subtractRanges({ fromMs: 0, toMs: cutoffMs }, mergeRanges(locks))
}

/** Locks are kept by the minute: the whole minutes that hold the range. */
export function wholeMinutes(range: TimeRange): TimeRange {
  return {
    fromMs: Math.floor(range.fromMs / MINUTE_MS) * MINUTE_MS,
    toMs: Math.ceil(range.toMs / MINUTE_MS) * MINUTE_MS,
  }
}
