import type { Job } from '#shared/jobs/jobs.model.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type {
  Board,
  BoardPicture,
  BoardSchedule,
  NewBoardSchedule,
} from '#shared/notice-boards/notice-boards.model.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { createKeeping } from './keeping.ts'
import type { BoardsDeps } from './notice-boards.ports.ts'
import * as repository from './notice-boards.repository.ts'
import { createTaking } from './taking.ts'

export type { BoardsDeps } from './notice-boards.ports.ts'
export type NoticeBoardsService = ReturnType<typeof createNoticeBoardsService>

const TICK_MS = 10 * MINUTE_MS
const LONGEST_TAKE_MS = 400 * DAY_MS
const LIST_LIMIT = 1000

/** What hung on a notice board, month by month. */
export function createNoticeBoardsService(deps: BoardsDeps) {
  const { work, clock, access, jobs, cameras } = deps
  const { takeDue, deleteExpired, zoneOf } = createKeeping(deps)
  jobs.register('board-pictures', createTaking(deps))
  let endTicks: (() => void) | null = null

  async function list(actor: Actor): Promise<Board[]> {
    const viewable = await access.viewableRoomIds(actor)
    const schedules = new Map((await repository.listSchedules(work.db)).map((each) => [each.zoneId, each]))
    const counts = await repository.countPictures(work.db)
    const boards: Board[] = []
    for (const camera of await cameras.all()) {
      if (!viewable.has(camera.roomId)) continue
      for (const zone of await deps.zones(actor, camera.id)) {
        if (zone.kind !== 'notice-board') continue
        const { due = 0, pictures = 0 } = counts.get(zone.id) ?? {}
        const [roomId, cameraName] = [camera.roomId, camera.name]
        const schedule = schedules.get(zone.id) ?? null
        const job = await jobs.ofSubject(actor, zone.id)
        boards.push({ zone, roomId, cameraName, schedule, due, pictures, job })
      }
    }
    return boards
  }

  /** @throws AppError `not-found zone.unknown`, `forbidden room.not-yours`, `precondition board.not-a-board` */
  async function requireBoard(actor: Actor, zoneId: Id): Promise<Zone> {
    const zone = await zoneOf(zoneId)
    if (!zone) throw new AppError('not-found', 'zone.unknown')
    const camera = (await cameras.all()).find(({ id }) => id === zone.cameraId)
    await access.requireRooms(actor, [camera?.roomId ?? ''])
    if (zone.kind !== 'notice-board') throw new AppError('precondition', 'board.not-a-board')
    return zone
  }

  /** @throws AppError like `requireBoard` */
  async function pictures(actor: Actor, zoneId: Id): Promise<BoardPicture[]> {
    await requireBoard(actor, zoneId)
    const stored = await repository.listPictures(work.db, zoneId, LIST_LIMIT)
    return stored.map(({ filePath: _, ...picture }) => picture)
  }

  /** @throws AppError like `requireBoard`, `conflict zone.ended` */
  async function setSchedule(call: Call, input: NewBoardSchedule): Promise<BoardSchedule> {
    const zone = await requireBoard(call.actor, input.zoneId)
    if (zone.validToMs !== null) throw new AppError('conflict', 'zone.ended')
    const nowMs = clock.nowMs()
    const schedule = { ...input, fromMs: nowMs, createdAtMs: nowMs, createdBy: call.actor.label }
    return work.change(call, async (transaction) => {
      await repository.putSchedule(transaction, schedule)
      const { every, weekday, minuteOfDay } = schedule
      const detail = { camera: zone.cameraId, every, weekday, minuteOfDay }
      return { result: schedule, subject: { kind: 'zone', id: zone.id }, detail }
    })
  }

  /** @throws AppError like `requireBoard`, `precondition board.no-schedule` */
  async function stopSchedule(call: Call, zoneId: Id): Promise<{ stopped: boolean }> {
    const zone = await requireBoard(call.actor, zoneId)
    return work.change(call, async (transaction) => {
      const stopped = await repository.deleteSchedule(transaction, zone.id)
      if (!stopped) throw new AppError('precondition', 'board.no-schedule')
      return {
        result: { stopped },
        subject: { kind: 'zone', id: zone.id },
        detail: { camera: zone.cameraId },
      }
    })
  }

  /** @throws AppError like `stopSchedule`, `invalid range.empty`, `invalid board.range-too-long` */
  async function take(call: Call, input: { readonly zoneId: Id } & TimeRange): Promise<Job> {
    const { zoneId, fromMs, toMs } = input
    const { cameraId } = await requireBoard(call.actor, zoneId)
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (toMs - fromMs > LONGEST_TAKE_MS) throw new AppError('invalid', 'board.range-too-long')
    if (!(await repository.listSchedules(work.db)).some((each) => each.zoneId === zoneId))
      throw new AppError('precondition', 'board.no-schedule')
    const job = await work.change(call, async (transaction) => ({
      result: await jobs.enqueue(transaction, {
        kind: 'board-pictures',
        subjectId: zoneId,
        input: { cameraId, zoneId, fromMs, toMs },
        createdBy: call.actor.label,
      }),
      subject: { kind: 'zone', id: zoneId },
      detail: { camera: cameraId, fromMs, toMs },
    }))
    jobs.kick('board-pictures')
    return job
  }

  /** For `/media/boards`. @throws AppError like `requireBoard`, `not-found board.no-picture` */
  async function file(actor: Actor, id: Id) {
    const picture = await repository.findPicture(work.db, id)
    const { filePath = null, sizeBytes = null, takenAtMs = null } = picture ?? {}
    if (
      !picture ||
      filePath === null ||
      sizeBytes === null ||
      takenAtMs === null ||
      picture.deletedAtMs !== null
    )
      throw new AppError('not-found', 'board.no-picture')
    const { cameraId } = await requireBoard(actor, picture.zoneId)
    return { path: filePath, sizeBytes, cameraId, takenAtMs }
  }

  async function tick(): Promise<void> {
    await takeDue()
    await deleteExpired()
  }

  return {
    list,
    pictures,
    setSchedule,
    stopSchedule,
    take,
    file,
    /** One look at what is due and what has to go. */
    tick,
    start: () => {
      endTicks = deps.timers.every(TICK_MS, () => {
        tick().catch((thrown: unknown) => deps.log(`notice boards: ${messageOf(thrown)}`))
      })
    },
    stop: () => endTicks?.(),
  }
}
