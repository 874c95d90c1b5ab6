import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type {
  Counter,
  NewCounter,
  NewRoom,
  NewUnit,
  Room,
  Unit,
  UnitTree,
} from '#shared/units/units.model.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { createCalendars } from './calendars.ts'
import {
  findUnit,
  insertCounter,
  insertRoom,
  insertUnit,
  listRooms,
  listUnits,
  updateUnitEnd,
} from './units.repository.ts'

export type UnitsService = ReturnType<typeof createUnitsService>

export function createUnitsService(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
}) {
  const { work, clock, newId } = deps

  async function tree(atMs: InstantMs = clock.nowMs()): Promise<UnitTree> {
    const units = await listUnits(work.db)
    return {
      units: units.filter(
        (unit) => unit.validFromMs <= atMs && (unit.validToMs === null || atMs < unit.validToMs),
      ),
      rooms: await listRooms(work.db),
    }
  }

  /** @throws AppError `not-found unit.unknown` */
  async function unit(id: string): Promise<Unit> {
    const found = await findUnit(work.db, id)
    if (!found) throw new AppError('not-found', 'unit.unknown')
    return found
  }

  const rooms = (): Promise<Room[]> => listRooms(work.db)

  /** @throws AppError `not-found room.unknown` */
  async function room(id: string): Promise<Room> {
    const found = (await rooms()).find((candidate) => candidate.id === id)
    if (!found) throw new AppError('not-found', 'room.unknown')
    return found
  }

  async function createUnit(call: Call, input: NewUnit): Promise<Unit> {
    if (input.parentId !== null) await unit(input.parentId)
    const created: Unit = { ...input, id: newId(), validToMs: null }
    return work.change(call, async (transaction) => {
      await insertUnit(transaction, created)
      return { result: created, subject: { kind: 'unit', id: created.id }, detail: { name: created.name } }
    })
  }

  async function endUnit(call: Call, id: string, validToMs: InstantMs): Promise<Unit> {
    const existing = await unit(id)
    if (existing.validToMs !== null) throw new AppError('conflict', 'unit.already-ended')
    if (validToMs <= existing.validFromMs) throw new AppError('invalid', 'range.empty')
    return work.change(call, async (transaction) => {
      await updateUnitEnd(transaction, id, validToMs)
      return { result: { ...existing, validToMs }, subject: { kind: 'unit', id }, detail: { validToMs } }
    })
  }

  async function createRoom(call: Call, input: NewRoom): Promise<Room> {
    const commune = await unit(input.communeUnitId)
    if (commune.kind !== 'commune') throw new AppError('invalid', 'room.not-in-commune')
    await unit(input.ownerUnitId)
    const created: Room = { ...input, id: newId(), counters: [] }
    return work.change(call, async (transaction) => {
      await insertRoom(transaction, created)
      return { result: created, subject: { kind: 'room', id: created.id }, detail: { name: created.name } }
    })
  }

  async function createCounter(call: Call, input: NewCounter): Promise<Counter> {
    const { counters } = await room(input.roomId)
    if (counters.some((counter) => counter.code === input.code)) {
      throw new AppError('conflict', 'counter.exists', { code: input.code })
    }
    const created: Counter = { ...input, id: newId() }
    return work.change(call, async (transaction) => {
      await insertCounter(transaction, created)
      return { result: created, subject: { kind: 'counter', id: created.id }, detail: { code: created.code } }
    })
  }

  const calendars = createCalendars(deps, room)

  return { tree, unit, rooms, room, createUnit, endUnit, createRoom, createCounter, ...calendars }
}
