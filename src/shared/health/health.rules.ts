import type { ClockOffset } from '../kernel/clock-offset.ts'
import type { Id } from '../kernel/ids.ts'
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, SECOND_MS } from '../kernel/instant.ts'
import type { RecorderStatus } from '../recordings/recordings.model.ts'
import type { AlertDetail, AlertKind } from './health.model.ts'

/** Something that holds at this moment. */
export type Condition = {
  readonly kind: AlertKind
  readonly cameraId: Id | null
  readonly detail: AlertDetail
}

export type CameraFacts = {
  readonly cameraId: Id
  readonly recorder: RecorderStatus
  /** The camera can be asked for its time. */
  readonly hasClock: boolean
  readonly clockOffset: ClockOffset | null
  readonly keyframeSpacingMs: number | null
  /** How often it stopped recording by itself within the last hour. */
  readonly dropsInLastHour: number
}

export type StationFacts = {
  readonly nowMs: InstantMs
  readonly cameras: readonly CameraFacts[]
  /** Until the disk is full, by the forecast; null: nothing records, or it never will be. */
  readonly daysToFull: number | null
  readonly missingFolders: readonly { readonly id: Id; readonly path: string }[]
}

/** An alert opens only after its condition held this long, and closes only after it was away this long. */
type Patience = { readonly opensAfterMs: number; readonly closesAfterMs: number }

const PATIENCE: Readonly<Record<AlertKind, Patience>> = {
  'camera-offline': { opensAfterMs: MINUTE_MS, closesAfterMs: 2 * MINUTE_MS },
  'camera-login-refused': { opensAfterMs: 30 * SECOND_MS, closesAfterMs: MINUTE_MS },
  'camera-unstable': { opensAfterMs: 0, closesAfterMs: 30 * MINUTE_MS },
  'recorder-failed': { opensAfterMs: 30 * SECOND_MS, closesAfterMs: 2 * MINUTE_MS },
  'disk-full': { opensAfterMs: 0, closesAfterMs: MINUTE_MS },
  'disk-low': { opensAfterMs: 10 * MINUTE_MS, closesAfterMs: HOUR_MS },
  'folder-missing': { opensAfterMs: 15 * SECOND_MS, closesAfterMs: 15 * SECOND_MS },
  'clock-off': { opensAfterMs: 10 * MINUTE_MS, closesAfterMs: 10 * MINUTE_MS },
  'clock-unread': { opensAfterMs: 0, closesAfterMs: 0 },
  'keyframes-far': { opensAfterMs: 5 * MINUTE_MS, closesAfterMs: 30 * MINUTE_MS },
  'recorder-behind': { opensAfterMs: 30 * SECOND_MS, closesAfterMs: 5 * MINUTE_MS },
}

/** SY-04 of the incident list: a clock further off than this is wrong. It is right again below the second figure. */
const CLOCK_OFF_MS = 5000
const CLOCK_RIGHT_MS = 3000
const CLOCK_UNREAD_MS = HOUR_MS
const KEYFRAMES_FAR_MS = 4000
/** A group that waits this long for the disk is more than one slow moment. */
const BEHIND_MS = 5000
const DISK_LOW_DAYS = 7
const DISK_FINE_DAYS = 10
const UNSTABLE_DROPS = 6
const STABLE_DROPS = 2

type IsOpen = (kind: AlertKind, cameraId: Id | null) => boolean

const LOGIN_REASONS: readonly (string | null)[] = ['unauthorized', 'rtsp-unauthorized']

/** What stands in the way of recording, if anything does. */
function recordingCondition({ cameraId, recorder }: CameraFacts): Condition | null {
  const { state, reason } = recorder
  const detail = { reason }
  if (state !== 'retrying' && state !== 'connecting') return null
  if (LOGIN_REASONS.includes(reason)) return { kind: 'camera-login-refused', cameraId, detail }
  if (reason === 'tool-missing' || reason?.startsWith('recorder.'))
    return { kind: 'recorder-failed', cameraId, detail }
  return { kind: 'camera-offline', cameraId, detail }
}

function clockCondition(camera: CameraFacts, nowMs: InstantMs, isOpen: IsOpen): Condition | null {
  const { cameraId, clockOffset, hasClock } = camera
  if (!hasClock) return null
  if (!clockOffset || nowMs - clockOffset.measuredAtMs > CLOCK_UNREAD_MS) {
    const readAtMs = clockOffset?.measuredAtMs ?? null
    return { kind: 'clock-unread', cameraId, detail: { readAtMs } }
  }
  const limitMs = isOpen('clock-off', cameraId) ? CLOCK_RIGHT_MS : CLOCK_OFF_MS
  const { offsetMs, uncertaintyMs } = clockOffset
  // Off for certain: not only as far as the reading itself may be wrong.
  if (Math.abs(offsetMs) - uncertaintyMs <= limitMs) return null
  return { kind: 'clock-off', cameraId, detail: { offsetMs, uncertaintyMs } }
}

/** As it was seen lately; before the first group as the probe saw it. */
export function keyframeSpacingOf(
  camera: Pick<CameraFacts, 'recorder' | 'keyframeSpacingMs'>,
): number | null {
  return camera.recorder.keyframeSpacingMs ?? camera.keyframeSpacingMs
}

function cameraConditions(camera: CameraFacts, nowMs: InstantMs, isOpen: IsOpen): Condition[] {
  const { cameraId, recorder, dropsInLastHour } = camera
  const keyframeSpacingMs = keyframeSpacingOf(camera)
  if (recorder.state === 'stopped') return []
  const found = [recordingCondition(camera), clockCondition(camera, nowMs, isOpen)]
  if (keyframeSpacingMs !== null && keyframeSpacingMs > KEYFRAMES_FAR_MS)
    found.push({ kind: 'keyframes-far', cameraId, detail: { spacingMs: keyframeSpacingMs } })
  if (recorder.behindMs > BEHIND_MS)
    found.push({ kind: 'recorder-behind', cameraId, detail: { behindMs: recorder.behindMs } })
  if (dropsInLastHour >= (isOpen('camera-unstable', cameraId) ? STABLE_DROPS : UNSTABLE_DROPS))
    found.push({ kind: 'camera-unstable', cameraId, detail: { drops: dropsInLastHour } })
  return found.filter((condition) => condition !== null)
}

function stationConditions(facts: StationFacts, isOpen: IsOpen): Condition[] {
  const found: Condition[] = facts.missingFolders.length
    ? [
        {
          kind: 'folder-missing',
          cameraId: null,
          detail: { paths: facts.missingFolders.map(({ path }) => path).join('; ') },
        },
      ]
    : []
  const full = facts.cameras.filter(({ recorder }) => recorder.state === 'disk-full')
  if (full.length > 0) found.push({ kind: 'disk-full', cameraId: null, detail: { cameras: full.length } })
  const { daysToFull } = facts
  const lowDays = isOpen('disk-low', null) ? DISK_FINE_DAYS : DISK_LOW_DAYS
  if (daysToFull !== null && daysToFull < lowDays)
    found.push({ kind: 'disk-low', cameraId: null, detail: { days: Math.floor(daysToFull) } })
  return found
}

/** Everything that is wrong now. An open alert holds on to its condition a little longer than it took to open. */
export function conditionsOf(facts: StationFacts, isOpen: IsOpen): Condition[] {
  return [
    ...stationConditions(facts, isOpen),
    ...facts.cameras.flatMap((camera) => cameraConditions(camera, facts.nowMs, isOpen)),
  ]
}

/** What is remembered of one kind and camera between two looks. */
export type Watched = {
  readonly condition: Condition
  readonly isOpen: boolean
  /** Since when the condition holds without a break; null while it does not. */
  readonly heldSinceMs: InstantMs | null
  /** Since when it does not hold; null while it does. */
  readonly clearSinceMs: InstantMs | null
}

export type AlertStep = {
  readonly watched: readonly Watched[]
  /** To be opened, with when the condition began. */
  readonly opened: readonly { readonly condition: Condition; readonly beganAtMs: InstantMs }[]
  /** To be closed, with when it was over. */
  readonly closed: readonly { readonly condition: Condition; readonly endedAtMs: InstantMs }[]
}

const sameThing = (left: Condition, right: Condition): boolean =>
  left.kind === right.kind && left.cameraId === right.cameraId

function stepHeld(before: Watched | undefined, condition: Condition, nowMs: InstantMs): Watched {
  const heldSinceMs = before?.heldSinceMs ?? nowMs
  const isDue = nowMs - heldSinceMs >= PATIENCE[condition.kind].opensAfterMs
  return { condition, isOpen: before?.isOpen === true || isDue, heldSinceMs, clearSinceMs: null }
}

/** null: there is nothing left to remember. */
function stepClear(before: Watched, nowMs: InstantMs): Watched | null {
  if (!before.isOpen) return null
  const clearSinceMs = before.clearSinceMs ?? nowMs
  if (nowMs - clearSinceMs >= PATIENCE[before.condition.kind].closesAfterMs) return null
  return { ...before, heldSinceMs: null, clearSinceMs }
}

/** One look: which alerts begin and which are over. What comes and goes faster than its patience changes nothing. */
export function stepAlerts(
  before: readonly Watched[],
  conditions: readonly Condition[],
  nowMs: InstantMs,
): AlertStep {
  const held = conditions.map((condition) => {
    const earlier = before.find((each) => sameThing(each.condition, condition))
    return { earlier, now: stepHeld(earlier, condition, nowMs) }
  })
  const others = before.filter((each) => !conditions.some((one) => sameThing(one, each.condition)))
  const cleared = others.map((earlier) => ({ earlier, now: stepClear(earlier, nowMs) }))
  return {
    watched: [...held.map(({ now }) => now), ...cleared.flatMap(({ now }) => now ?? [])],
    opened: held
      .filter(({ earlier, now }) => now.isOpen && earlier?.isOpen !== true)
      .map(({ now }) => ({ condition: now.condition, beganAtMs: now.heldSinceMs ?? nowMs })),
    closed: cleared
      .filter(({ earlier, now }) => earlier.isOpen && now === null)
      .map(({ earlier }) => ({
        condition: earlier.condition,
        endedAtMs: earlier.clearSinceMs ?? nowMs,
      })),
  }
}

/** Alerts older than this are not kept. */
export const KEEP_ALERTS_MS = 400 * DAY_MS
