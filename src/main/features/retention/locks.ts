import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, formatVietnamDate, MINUTE_MS } from '#shared/kernel/instant.ts'
import { mergeRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import { wholeMinutes } from '#shared/retention/policy.rules.ts'
import {
  AROUND_CLIP_MS,
  type FootageLock,
  type LockCost,
  type LockRange,
  type LockState,
  REPLY_WINDOW_DAYS,
  REPLY_WINDOW_REASON,
} from '#shared/retention/retention.model.ts'
import type { Db } from '#main/db/db.ts'
import { type Actor, type Call, systemCall } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  findLock,
  insertLocks,
  isBookmarkCited,
  listCamerasOfRoom,
  listLapsed,
  listLocks,
  type LockAct,
  moveLock,
  releaseLocksOf,
  replyWindowOf,
} from './locks.repository.ts'
import type { RetainedCameras, RoomAccess } from './retention.ports.ts'
import { weighRange } from './usage.repository.ts'

export type LocksDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly cameras: RetainedCameras
  readonly access: RoomAccess
  /** Days until recording stops, as things are and with so many bytes more locked; disks in all. */
  readonly outlook: (
    newBytes: number,
  ) => Promise<Pick<LockCost, 'diskBytes' | 'daysLeftBefore' | 'daysLeftAfter'>>
}

export type NewLock = LockRange & { readonly reason: string; readonly provisionalDays?: number | null }

export type LockFilter = {
  readonly state?: LockState | undefined
  readonly cameraId?: Id | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

const FAR_FUTURE_MS = 8_640_000_000_000_000
const MOST_SHOWN = 500

export function createLocks(deps: LocksDeps) {
  const { work, clock, newId, cameras, access } = deps

  /** Cameras whose locks a person may know of: administrators all, without seeing a picture. */
  async function knownCameraIds(actor: Actor): Promise<Id[]> {
    const all = await cameras.all()
    if (actor.kind === 'system' || actor.role === 'administrator') return all.map(({ id }) => id)
    const roomIds = await access.viewableRoomIds(actor)
    return all.filter(({ roomId }) => roomIds.has(roomId)).map(({ id }) => id)
  }

  async function weigh(cameraIds: readonly Id[], range: TimeRange) {
    const sum = { segments: 0, bytes: 0, lockedBytes: 0 }
    for (const cameraId of new Set(cameraIds)) {
      const weight = await weighRange(work.db, cameraId, range)
      sum.segments += weight.segments
      sum.bytes += weight.bytes
      sum.lockedBytes += weight.lockedBytes
    }
    return sum
  }

  async function weighed(act: LockAct): Promise<FootageLock> {
    const { bytes } = await weigh(act.cameraIds, act)
    return { ...act, cameraIds: [...act.cameraIds], bytes }
  }

  async function list(actor: Actor, filter: LockFilter): Promise<FootageLock[]> {
    const known = await knownCameraIds(actor)
    const { cameraId, fromMs = 0, toMs = FAR_FUTURE_MS, state } = filter
    const cameraIds = cameraId === undefined ? known : known.filter((id) => id === cameraId)
    const acts = await listLocks(work.db, { cameraIds, state, range: { fromMs, toMs } })
    const shown = []
    for (const act of acts.slice(0, MOST_SHOWN)) shown.push(await weighed(act))
    return shown
  }

  async function cost(actor: Actor, input: LockRange): Promise<LockCost> {
    await cameras.requireViewable(actor, input.cameraIds)
    const range = wholeMinutes(input)
    const { segments, bytes, lockedBytes } = await weigh(input.cameraIds, range)
    const newBytes = bytes - lockedBytes
    return {
      ...range,
      segments,
      bytes,
      alreadyLockedBytes: lockedBytes,
      newBytes,
      ...(await deps.outlook(newBytes)),
    }
  }

  /** Of ranges that their caller may ask about; where they overlap on a camera, the footage counts once. */
  async function costOfAll(
    ranges: readonly (TimeRange & { readonly cameraIds: readonly Id[] })[],
  ): Promise<Omit<LockCost, keyof TimeRange>> {
    const sum = { segments: 0, bytes: 0, alreadyLockedBytes: 0 }
    for (const cameraId of new Set(ranges.flatMap(({ cameraIds }) => cameraIds))) {
      const ofCamera = ranges.filter(({ cameraIds }) => cameraIds.includes(cameraId))
      for (const range of mergeRanges(ofCamera)) {
        const weight = await weigh([cameraId], range)
        sum.segments += weight.segments
        sum.bytes += weight.bytes
        sum.alreadyLockedBytes += weight.lockedBytes
      }
    }
    const newBytes = sum.bytes - sum.alreadyLockedBytes
    return { ...sum, newBytes, ...(await deps.outlook(newBytes)) }
  }

  /** @throws AppError `invalid lock.in-future`, `not-found camera.unknown`, `forbidden room.not-yours` */
  async function lock(call: Call, input: NewLock): Promise<FootageLock> {
    await cameras.requireViewable(call.actor, input.cameraIds)
    const nowMs = clock.nowMs()
    const range = wholeMinutes(input)
    if (range.toMs >= nowMs + MINUTE_MS) throw new AppError('invalid', 'lock.in-future')
    const days = input.provisionalDays ?? null
    const act: LockAct = {
      ...range,
      id: newId(),
      cameraIds: [...new Set(input.cameraIds)],
      state: days === null ? 'locked' : 'provisional',
      reason: input.reason,
      createdBy: call.actor.label,
      createdAtMs: nowMs,
      releasedAtMs: null,
      lapsesAtMs: days === null ? null : nowMs + days * DAY_MS,
      bookmarkId: null,
    }
    await work.change(call, async (transaction) => {
      await insertLocks(transaction, act, newId)
      const { reason, lapsesAtMs } = act
      const detail = { ...range, cameras: act.cameraIds.join(' '), reason, lapsesAtMs }
      return { result: null, subject: { kind: 'lock', id: act.id }, detail }
    })
    return weighed(act)
  }

  /** @throws AppError `not-found lock.unknown`, `forbidden room.not-yours` */
  async function mine(actor: Actor, id: Id): Promise<LockAct> {
    const act = await findLock(work.db, id)
    if (!act) throw new AppError('not-found', 'lock.unknown')
    await cameras.requireViewable(actor, act.cameraIds)
    return act
  }

  /** @throws AppError `not-found lock.unknown`, `conflict lock.not-provisional` */
  async function confirm(call: Call, id: Id): Promise<FootageLock> {
    const act = await mine(call.actor, id)
    await work.change(call, async (transaction) => {
      const moved = await moveLock(transaction, id, ['provisional'], { state: 'locked', releasedAtMs: null })
      if (moved === 0) throw new AppError('conflict', 'lock.not-provisional')
      return { result: null, subject: { kind: 'lock', id }, detail: { fromMs: act.fromMs, toMs: act.toMs } }
    })
    return weighed({ ...act, state: 'locked', lapsesAtMs: null })
  }

  /** A bookmark's lock goes with its bookmark, or when its clip can no longer be answered to. */
  async function requireReleasable(act: LockAct): Promise<void> {
    if (act.state === 'released') throw new AppError('conflict', 'lock.released')
    if (act.bookmarkId === null) return
    if (!(await isBookmarkCited(work.db, act.bookmarkId))) throw new AppError('conflict', 'lock.of-bookmark')
    const untilMs = await replyWindowOf(work.db, act.bookmarkId, clock.nowMs())
    if (untilMs !== null)
      throw new AppError('conflict', 'lock.reply-window', { until: formatVietnamDate(untilMs) })
  }

  /** @throws AppError `not-found lock.unknown`, `conflict lock.released | lock.of-bookmark | lock.reply-window {until}` */
  async function release(call: Call, id: Id, reason: string): Promise<FootageLock> {
    const act = await mine(call.actor, id)
    await requireReleasable(act)
    const releasedAtMs = clock.nowMs()
    await work.change(call, async (transaction) => {
      const to = { state: 'released', releasedAtMs } as const
      if ((await moveLock(transaction, id, ['provisional', 'locked'], to)) === 0)
        throw new AppError('conflict', 'lock.released')
      const detail = { fromMs: act.fromMs, toMs: act.toMs, cameras: act.cameraIds.join(' '), reason }
      return { result: null, subject: { kind: 'lock', id }, detail }
    })
    return weighed({ ...act, state: 'released', releasedAtMs })
  }

  /** Provisional locks that nobody confirmed in time. @returns how many */
  async function lapse(): Promise<number> {
    const nowMs = clock.nowMs()
    const lapsed = await listLapsed(work.db, nowMs)
    for (const act of lapsed)
      await work.change(systemCall('retention', 'lock.lapse'), async (transaction) => {
        await moveLock(transaction, act.id, ['provisional'], { state: 'released', releasedAtMs: nowMs })
        const detail = { fromMs: act.fromMs, toMs: act.toMs, cameras: act.cameraIds.join(' ') }
        return { result: null, subject: { kind: 'lock', id: act.id }, detail }
      })
    return lapsed.length
  }

  /** Keeps the range of each camera from retention. Call inside the transaction of the act that needs it. */
  async function protect(
    transaction: Db,
    wish: {
      readonly cameraIds: readonly Id[]
      readonly range: TimeRange
      readonly bookmarkId: Id
      readonly state: LockState
      /** As in the audit log. */
      readonly createdBy: string
    },
  ): Promise<void> {
    const { cameraIds, range, bookmarkId, state, createdBy } = wish
    const stored = {
      ...range,
      id: newId(),
      cameraIds: [...new Set(cameraIds)],
      state,
      reason: '',
      createdBy,
      createdAtMs: clock.nowMs(),
      releasedAtMs: null,
      lapsesAtMs: null,
      bookmarkId,
    }
    await insertLocks(transaction, stored, newId)
  }

  /**
   * Keeps what surrounds a cited clip, on every camera of its room, until whoever is cited had time to answer. Call
   * inside the transaction that cites.
   */
  async function lockAround(
    transaction: Db,
    clip: {
      readonly roomId: Id
      readonly range: TimeRange
      readonly bookmarkId: Id
      readonly createdBy: string
    },
  ): Promise<void> {
    const cameraIds = await listCamerasOfRoom(transaction, clip.roomId)
    const nowMs = clock.nowMs()
    const act: LockAct = {
      ...wholeMinutes({
        fromMs: Math.max(0, clip.range.fromMs - AROUND_CLIP_MS),
        toMs: clip.range.toMs + AROUND_CLIP_MS,
      }),
      id: newId(),
      cameraIds,
      state: 'provisional',
      reason: REPLY_WINDOW_REASON,
      createdBy: clip.createdBy,
      createdAtMs: nowMs,
      releasedAtMs: null,
      lapsesAtMs: nowMs + REPLY_WINDOW_DAYS * DAY_MS,
      bookmarkId: clip.bookmarkId,
    }
    await insertLocks(transaction, act, newId)
  }

  const releaseLocks = (transaction: Db, bookmarkId: Id): Promise<void> =>
    releaseLocksOf(transaction, bookmarkId, clock.nowMs())

  return {
    list,
    cost,
    costOfAll,
    lock,
    confirm,
    release,
    lapse,
    protect,
    lockAround,
    releaseLocks,
    knownCameraIds,
  }
}
