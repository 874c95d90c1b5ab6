import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Room, Unit } from '#shared/units/units.model.ts'
import type {
  UnitCalendar,
  WorkingCalendar,
  WorkingCalendarBody,
} from '#shared/units/working-calendar.model.ts'
import {
  calendarOn,
  DEFAULT_CALENDAR,
  officeSessions,
  vietnamDayOf,
} from '#shared/units/working-calendar.rules.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { type CalendarOfUnit, listCalendars, replaceCalendar } from './calendars.repository.ts'
import { listUnits } from './units.repository.ts'

/** A timeline shows a month, and a little of the next. */
const MOST_DAYS = 62

type CalendarsDeps = { readonly work: UnitOfWork; readonly clock: Clock; readonly newId: NewId }

/** The unit and those above it, nearest first. */
function chainOf(units: readonly Unit[], unitId: Id): Id[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const chain: Id[] = []
  for (let unit = byId.get(unitId); unit && !chain.includes(unit.id); ) {
    chain.push(unit.id)
    unit = unit.parentId === null ? undefined : byId.get(unit.parentId)
  }
  return chain
}

/** When the offices of the units are open. */
export function createCalendars(deps: CalendarsDeps, room: (id: Id) => Promise<Room>) {
  const { work, clock, newId } = deps

  /** @throws AppError `not-found unit.unknown` */
  async function calendarsAlong(unitId: Id): Promise<CalendarOfUnit[]> {
    const chain = chainOf(await listUnits(work.db), unitId)
    if (chain.length === 0) throw new AppError('not-found', 'unit.unknown')
    const calendars = await listCalendars(work.db, chain)
    return chain.flatMap((id) => calendars.filter((calendar) => calendar.unitId === id))
  }

  /**
   * Every calendar that may hold for the room's commune: its own, then those of the unit above, and so on. The first
   * in force on a day counts.
   * @throws AppError `not-found room.unknown`
   */
  async function calendarsOfRoom(roomId: Id): Promise<WorkingCalendar[]> {
    const { communeUnitId } = await room(roomId)
    return calendarsAlong(communeUnitId)
  }

  /** @throws AppError `not-found room.unknown`, `invalid range.empty | range.too-long {days}` */
  async function officeHours(roomId: Id, range: TimeRange): Promise<TimeRange[]> {
    if (range.fromMs >= range.toMs) throw new AppError('invalid', 'range.empty')
    if (range.toMs - range.fromMs > MOST_DAYS * DAY_MS)
      throw new AppError('invalid', 'range.too-long', { days: MOST_DAYS })
    return officeSessions(await calendarsOfRoom(roomId), range)
  }

  /** @throws AppError `not-found unit.unknown` */
  async function calendar(unitId: Id): Promise<UnitCalendar> {
    const calendars = await calendarsAlong(unitId)
    const today = calendarOn(calendars, startOfVietnamDay(clock.nowMs()))
    const { sessions, holidays, makeUpDays, deadlines } = today ?? DEFAULT_CALENDAR
    return {
      unitId,
      own: calendars.filter((each) => each.unitId === unitId),
      today: { sessions, holidays, makeUpDays, deadlines, fromUnitId: today?.unitId ?? null },
    }
  }

  /**
   * From `fromMs` on, a midnight in Vietnam, the calendar holds for the unit and those below it without one of their own.
   * A day in the past is allowed: the ledger and its uptime then follow.
   * @throws AppError `not-found unit.unknown`, `invalid calendar.not-midnight`
   */
  async function setCalendar(
    call: Call,
    unitId: Id,
    body: WorkingCalendarBody,
    fromMs: InstantMs,
  ): Promise<UnitCalendar> {
    if (startOfVietnamDay(fromMs) !== fromMs) throw new AppError('invalid', 'calendar.not-midnight')
    await calendarsAlong(unitId)
    await work.change(call, async (transaction) => {
      const replaced = await replaceCalendar(transaction, { id: newId(), unitId, fromMs, body })
      const { sessions, holidays, makeUpDays, deadlines } = body
      return {
        result: null,
        subject: { kind: 'unit', id: unitId },
        detail: {
          from: vietnamDayOf(fromMs),
          sessions: sessions.length,
          holidays: holidays.length,
          makeUpDays: makeUpDays.length,
          cutOffMinute: deadlines.cutOff?.minute ?? null,
          style: deadlines.style,
          supplement: deadlines.supplement,
          replaced,
        },
      }
    })
    return calendar(unitId)
  }

  /** The unit and those above it, nearest first; empty for a unit that there is not. */
  const unitChain = async (unitId: Id): Promise<Id[]> => chainOf(await listUnits(work.db), unitId)

  return { calendarsOfRoom, officeHours, calendar, setCalendar, unitChain }
}
