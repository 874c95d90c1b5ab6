import type { Camera, CameraChange } from '#shared/cameras/cameras.model.ts'
import type { Alert, CameraHealth } from '#shared/health/health.model.ts'
import {
  type CameraFacts,
  type Condition,
  conditionsOf,
  KEEP_ALERTS_MS,
  keyframeSpacingOf,
  stepAlerts,
  type Watched,
} from '#shared/health/health.rules.ts'
import { todayFigures } from '#shared/health/today-figures.rules.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane, RecorderStatus, StationStatus } from '#shared/recordings/recordings.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { Timers } from '#main/ports/timers.ts'
import * as repository from './alerts.repository.ts'
import { createWebhookTeller, type TellerDeps } from './webhook-teller.ts'

const LOOK_EVERY_MS = 30_000
const ALERTS_SHOWN = 500

export type HealthDeps = Omit<TellerDeps, 'nameOf'> & {
  readonly newId: NewId
  readonly timers: Pick<Timers, 'every'>
  readonly log: (message: string) => void
  readonly cameras: {
    readonly all: () => Promise<Camera[]>
    readonly list: (actor: Actor) => Promise<Camera[]>
    readonly scheduledRanges: (id: Id, range: TimeRange) => Promise<TimeRange[]>
    readonly changes: (id: Id) => Promise<CameraChange[]>
  }
  readonly recordings: {
    readonly status: (cameraIds: readonly Id[]) => Promise<StationStatus>
    readonly lanes: (cameraIds: readonly Id[], range: TimeRange) => Promise<FootageLane[]>
  }
  /** Folders for recordings that are not there now. */
  readonly missingFolders: () => Promise<readonly { readonly id: Id; readonly path: string }[]>
  /** `Xã Tân Sơn › Một cửa`. */
  readonly roomName: (roomId: Id) => Promise<string>
}

export type HealthService = ReturnType<typeof createHealthService>

const keyOf = (kind: string, cameraId: Id | null): string => `${kind} ${cameraId ?? ''}`

/** Watches cameras, clocks and disks; opens and closes alerts without flapping; tells them outside where an address is set. */
export function createHealthService(deps: HealthDeps) {
  const { work, clock, newId, cameras, recordings } = deps
  let watched: readonly Watched[] = []
  /** Alerts that are open, by kind and camera. */
  const open = new Map<string, Alert>()
  const wasRecording = new Set<Id>()
  const drops = new Map<Id, number[]>()
  let looking: Promise<void> = Promise.resolve()
  let endLooking: (() => void) | null = null

  async function nameOf(alert: Alert): Promise<string> {
    const camera = (await cameras.all()).find(({ id }) => id === alert.cameraId)
    return camera ? `${await deps.roomName(camera.roomId)}, ${camera.name}` : deps.stationName
  }
  const teller = createWebhookTeller({ ...deps, nameOf })

  /** Counts how often a camera stopped recording by itself within the last hour. */
  function countDrops(recorder: RecorderStatus): number {
    const { cameraId, state } = recorder
    const nowMs = clock.nowMs()
    const recent = (drops.get(cameraId) ?? []).filter((atMs) => nowMs - atMs < HOUR_MS)
    if (state === 'retrying' && wasRecording.delete(cameraId)) recent.push(nowMs)
    if (state === 'recording') wasRecording.add(cameraId)
    drops.set(cameraId, recent)
    return recent.length
  }

  function factsOf(camera: Camera, recorder: RecorderStatus): CameraFacts {
    return {
      cameraId: camera.id,
      recorder,
      hasClock: camera.address.startsWith('http'),
      clockOffset: camera.clockOffset,
      keyframeSpacingMs: camera.keyframeSpacingMs,
      dropsInLastHour: countDrops(recorder),
    }
  }

  const inService = async (): Promise<Camera[]> =>
    (await cameras.all()).filter((camera) => camera.state !== 'removed')

  async function currentConditions(): Promise<Condition[]> {
    const known = await inService()
    const status = await recordings.status(known.map((camera) => camera.id))
    const facts = known.flatMap((camera) => {
      const recorder = status.recorders.find(({ cameraId }) => cameraId === camera.id)
      return recorder ? [factsOf(camera, recorder)] : []
    })
    return conditionsOf(
      {
        nowMs: clock.nowMs(),
        cameras: facts,
        daysToFull: status.disk.daysLeft,
        missingFolders: await deps.missingFolders(),
      },
      (kind, cameraId) => open.has(keyOf(kind, cameraId)),
    )
  }

  async function openAlert({ kind, cameraId, detail }: Condition, beganAtMs: number): Promise<void> {
    const alert: Alert = {
      id: newId(),
      kind,
      cameraId,
      beganAtMs,
      endedAtMs: null,
      detail,
      seenBy: null,
      seenAtMs: null,
      sentState: (await teller.isOn()) ? 'waiting' : 'none',
    }
    await work.bookkeep((transaction) => repository.insertAlert(transaction, alert))
    open.set(keyOf(kind, cameraId), alert)
  }

  async function closeAlert({ kind, cameraId }: Condition, endedAtMs: number): Promise<void> {
    const alert = open.get(keyOf(kind, cameraId))
    if (!alert) return
    const sentState = (await teller.isOn()) ? 'waiting' : 'none'
    const atMs = Math.max(alert.beganAtMs, endedAtMs)
    await work.bookkeep((transaction) => repository.endAlert(transaction, alert.id, atMs, sentState))
    open.delete(keyOf(kind, cameraId))
  }

  /** One look at everything. Public for tests; `start` calls it again and again. */
  async function look(): Promise<void> {
    const step = stepAlerts(watched, await currentConditions(), clock.nowMs())
    for (const { condition, beganAtMs } of step.opened) await openAlert(condition, beganAtMs)
    for (const { condition, endedAtMs } of step.closed) await closeAlert(condition, endedAtMs)
    watched = step.watched
    await teller.tellAll()
  }

  /** What was open when the program stopped goes on: it closes by the same patience as any other. */
  async function start(): Promise<void> {
    const nowMs = clock.nowMs()
    await work.bookkeep((transaction) => repository.deleteAlertsBefore(transaction, nowMs - KEEP_ALERTS_MS))
    for (const alert of await repository.listOpenAlerts(work.db))
      open.set(keyOf(alert.kind, alert.cameraId), alert)
    watched = [...open.values()].map(({ kind, cameraId, detail, beganAtMs }) => ({
      condition: { kind, cameraId, detail },
      isOpen: true,
      heldSinceMs: beganAtMs,
      clearSinceMs: null,
    }))
    let isLooking = false
    endLooking = deps.timers.every(LOOK_EVERY_MS, () => {
      if (isLooking) return
      isLooking = true
      looking = look()
        .catch((thrown: unknown) => deps.log(`health: ${messageOf(thrown)}`))
        .finally(() => {
          isLooking = false
        })
    })
  }

  async function stop(): Promise<void> {
    endLooking?.()
    await looking
  }

  async function visibleIds(actor: Actor): Promise<Set<Id>> {
    return new Set((await cameras.list(actor)).map((camera) => camera.id))
  }

  async function cameraHealth(actor: Actor): Promise<CameraHealth[]> {
    const known = await cameras.list(actor)
    const ids = known.map((camera) => camera.id)
    const nowMs = clock.nowMs()
    const today = { fromMs: startOfVietnamDay(nowMs), toMs: nowMs + 1 }
    const [status, lanes] = await Promise.all([recordings.status(ids), recordings.lanes(ids, today)])
    const healths: CameraHealth[] = []
    for (const camera of known) {
      const recorder = status.recorders.find(({ cameraId }) => cameraId === camera.id)
      if (!recorder) continue
      const spans = lanes.find(({ cameraId }) => cameraId === camera.id)?.spans ?? []
      const scheduled = await cameras.scheduledRanges(camera.id, today)
      healths.push({
        cameraId: camera.id,
        recorder,
        clockOffset: camera.clockOffset,
        keyframeSpacingMs: keyframeSpacingOf({ recorder, keyframeSpacingMs: camera.keyframeSpacingMs }),
        today: todayFigures(spans, scheduled, nowMs),
        alerts: [...open.values()].filter((alert) => alert.cameraId === camera.id).map(({ kind }) => kind),
      })
    }
    return healths
  }

  async function alerts(actor: Actor, filter: repository.AlertFilter): Promise<Alert[]> {
    const visible = await visibleIds(actor)
    const found = await repository.listAlerts(work.db, filter, ALERTS_SHOWN)
    return found.filter(({ cameraId }) => cameraId === null || visible.has(cameraId))
  }

  /** @throws AppError `not-found camera.unknown` also for a camera of a room that is not the actor's */
  async function history(actor: Actor, cameraId: Id, range: TimeRange) {
    if (!(await visibleIds(actor)).has(cameraId)) throw new AppError('not-found', 'camera.unknown')
    const isInside = (atMs: number): boolean => range.fromMs <= atMs && atMs < range.toMs
    const found = await repository.listAlerts(work.db, { cameraId, sinceMs: range.fromMs }, ALERTS_SHOWN)
    const changes = await cameras.changes(cameraId)
    return {
      alerts: found.filter((alert) => alert.beganAtMs < range.toMs),
      changes: changes.filter((change) => isInside(change.noticedAtMs)),
    }
  }

  /** @throws AppError `not-found alert.unknown` */
  async function see(call: Call, id: Id): Promise<Alert> {
    const alert = await repository.findAlert(work.db, id)
    const isTheirs = alert?.cameraId === null || (await visibleIds(call.actor)).has(alert?.cameraId ?? '')
    if (!alert || !isTheirs) throw new AppError('not-found', 'alert.unknown')
    const seen: Alert = { ...alert, seenBy: call.actor.label, seenAtMs: clock.nowMs() }
    return work.change(call, async (transaction) => {
      await repository.markAlertSeen(transaction, id, call.actor.label, clock.nowMs())
      return { result: seen, subject: { kind: 'alert', id }, detail: { kind: alert.kind } }
    })
  }

  return {
    start,
    stop,
    look,
    cameraHealth,
    alerts,
    history,
    see,
    webhook: teller.get,
    setWebhook: teller.set,
    testWebhook: teller.test,
  }
}
