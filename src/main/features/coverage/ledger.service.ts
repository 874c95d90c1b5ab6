import type { Camera } from '#shared/cameras/cameras.model.ts'
import { digestDay, worstFirst } from '#shared/coverage/ledger-digest.rules.ts'
import type {
  DigestCamera,
  LedgerCameraDay,
  LedgerDigest,
  LedgerMonth,
  LedgerSum,
  LedgerTotals,
} from '#shared/coverage/ledger.model.ts'
import { addsUp, addUp, cutToRanges, MAX_LEDGER_DAYS, minutesOf } from '#shared/coverage/ledger.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { RecordingsService } from '#main/features/recordings/recordings.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { AccessService } from '#main/features/users/access.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import { type Account, cameraOf, sumOf, totalsOf } from './ledger-sums.ts'

export type LedgerDeps = {
  readonly clock: Clock
  /** Removed cameras too: their past stays in the ledger. */
  readonly cameras: { readonly all: () => Promise<readonly Camera[]> }
  readonly recordings: Pick<RecordingsService, 'provenLanes'>
  readonly units: Pick<UnitsService, 'rooms' | 'calendarsOfRoom'>
  readonly access: Pick<AccessService, 'viewableRoomIds'>
}

export type LedgerService = ReturnType<typeof createLedgerService>

export type LedgerRange = TimeRange & { readonly communeUnitId?: Id | undefined }

/** @throws AppError `invalid range.empty`, `invalid range.too-long {days}` */
function requireRange(range: TimeRange): void {
  if (range.fromMs >= range.toMs) throw new AppError('invalid', 'range.empty')
  if (durationMs(range) > MAX_LEDGER_DAYS * DAY_MS) {
    throw new AppError('invalid', 'range.too-long', { days: MAX_LEDGER_DAYS })
  }
}

function wasInService({ createdAtMs, removedAtMs }: Camera, range: TimeRange): boolean {
  return createdAtMs < range.toMs && (removedAtMs === null || removedAtMs > range.fromMs)
}

/** What became of every scheduled minute of every camera, told from the rows alone whenever it is asked for. */
export function createLedgerService(deps: LedgerDeps) {
  const { clock, cameras, recordings, units, access } = deps

  async function mayTell(actor: Actor): Promise<(camera: Camera) => boolean> {
    if (actor.kind === 'system' || actor.role === 'administrator') return () => true
    if (actor.role === 'committee-member') return () => false
    const roomIds = await access.viewableRoomIds(actor)
    return ({ roomId }) => roomIds.has(roomId)
  }

  /** @throws AppError `internal ledger.not-adding-up {camera}`, when a millisecond has no state or two */
  async function accountsOf(chosen: readonly Camera[], range: TimeRange): Promise<Account[]> {
    const rooms = new Map((await units.rooms()).map((room) => [room.id, room]))
    const inService = chosen.filter((camera) => wasInService(camera, range))
    const lanes = await recordings.provenLanes(
      inService.map(({ id }) => id),
      range,
    )
    const sessionsOfRoom = new Map<Id, TimeRange[]>()
    const accounts: Account[] = []
    for (const [index, camera] of inService.entries()) {
      const [lane, room] = [lanes[index], rooms.get(camera.roomId)]
      if (!lane || !room) throw new AppError('internal', 'ledger.not-adding-up', { camera: camera.name })
      const sessions =
        sessionsOfRoom.get(room.id) ?? officeSessions(await units.calendarsOfRoom(room.id), range)
      sessionsOfRoom.set(room.id, sessions)
      const spans = cutToRanges(lane.spans, lane.scheduled)
      const account = { camera, room, sessions, spans, sum: sumOf(spans, sessions) }
      if (!addsUp(account.sum, lane.scheduled)) {
        throw new AppError('internal', 'ledger.not-adding-up', { camera: camera.name })
      }
      accounts.push(account)
    }
    return accounts
  }

  /** Up to `nowMs`, which was read before the rows are: what they tell of later does not count. */
  async function accountsUntil(
    nowMs: InstantMs,
    chosen: readonly Camera[],
    { fromMs, toMs }: TimeRange,
  ): Promise<Account[]> {
    const range = { fromMs, toMs: Math.min(toMs, nowMs) }
    return range.fromMs < range.toMs ? accountsOf(chosen, range) : []
  }

  async function inCommune(communeUnitId: Id | undefined): Promise<readonly Camera[]> {
    const all = await cameras.all()
    if (communeUnitId === undefined) return all
    const rooms = (await units.rooms()).filter((room) => room.communeUnitId === communeUnitId)
    return all.filter(({ roomId }) => rooms.some(({ id }) => id === roomId))
  }

  /** @throws AppError `invalid range.empty`, `invalid range.too-long {days}`, `internal ledger.not-adding-up {camera}` */
  async function month(actor: Actor, input: LedgerRange): Promise<LedgerMonth> {
    requireRange(input)
    const { fromMs, toMs, communeUnitId } = input
    const nowMs = clock.nowMs()
    const tells = await mayTell(actor)
    // A committee judges the communes by these figures, and sees no camera of theirs.
    const counts = actor.role === 'committee-member' ? () => true : tells
    const chosen = (await inCommune(communeUnitId)).filter(counts)
    const accounts = await accountsUntil(nowMs, chosen, { fromMs, toMs })
    const begun = { fromMs, toMs: Math.max(fromMs, Math.min(toMs, nowMs)) }
    const told = accounts.filter(({ camera }) => tells(camera))
    return {
      fromMs,
      toMs,
      nowMs,
      cameras: told.map((account) => cameraOf(account, begun)),
      totals: totalsOf(accounts, begun),
    }
  }

  /** @throws as {@link month} */
  async function totals(actor: Actor, input: LedgerRange): Promise<LedgerTotals> {
    return (await month(actor, input)).totals
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function requireCamera(actor: Actor, cameraId: Id): Promise<Camera> {
    const found = (await cameras.all()).find(({ id }) => id === cameraId)
    if (!found) throw new AppError('not-found', 'camera.unknown')
    const tells = await mayTell(actor)
    if (!tells(found)) throw new AppError('forbidden', 'room.not-yours')
    return found
  }

  /**
   * The sum of one camera over a range of any length.
   * @throws AppError `invalid range.empty`, `internal ledger.not-adding-up {camera}`, and as {@link requireCamera}
   */
  async function camera(actor: Actor, cameraId: Id, range: TimeRange): Promise<LedgerSum> {
    if (range.fromMs >= range.toMs) throw new AppError('invalid', 'range.empty')
    const chosen = await requireCamera(actor, cameraId)
    const [account] = await accountsUntil(clock.nowMs(), [chosen], range)
    return account?.sum ?? addUp([])
  }

  /** @throws AppError `internal ledger.not-adding-up {camera}`, and as {@link requireCamera} */
  async function day(actor: Actor, cameraId: Id, atMs: InstantMs): Promise<LedgerCameraDay> {
    const dayMs = startOfVietnamDay(atMs)
    const nowMs = clock.nowMs()
    const chosen = await requireCamera(actor, cameraId)
    const [account] = await accountsUntil(nowMs, [chosen], { fromMs: dayMs, toMs: dayMs + DAY_MS })
    const spans = [...(account?.spans ?? [])]
    return { cameraId, dayMs, nowMs, sum: account?.sum ?? addUp([]), spans, minutes: minutesOf(spans, dayMs) }
  }

  /** "Am I recording?" Yesterday and today of every camera in service, worst first. */
  async function digest(actor: Actor): Promise<LedgerDigest> {
    const nowMs = clock.nowMs()
    const todayMs = startOfVietnamDay(nowMs)
    const tells = await mayTell(actor)
    const inService = (await cameras.all()).filter((each) => each.state !== 'removed' && tells(each))
    const yesterday = { fromMs: todayMs - DAY_MS, toMs: todayMs }
    const today = { fromMs: todayMs, toMs: todayMs + DAY_MS }
    const accounts = await accountsUntil(nowMs, inService, { ...yesterday, toMs: today.toMs })
    const told = accounts.map(
      ({ camera: { id, name }, room, spans, sessions }): DigestCamera => ({
        cameraId: id,
        name,
        roomId: room.id,
        yesterday: digestDay(cutToRanges(spans, [yesterday]), sessions),
        today: digestDay(cutToRanges(spans, [today]), sessions),
      }),
    )
    return { nowMs, todayMs, cameras: worstFirst(told) }
  }

  return { month, totals, camera, day, digest }
}
