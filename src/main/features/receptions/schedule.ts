import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, formatVietnamDate, type InstantMs } from '#shared/kernel/instant.ts'
import { durationMs, overlaps, type TimeRange } from '#shared/kernel/time-range.ts'
import { chairWeekOf, weeksOf } from '#shared/receptions/chair-week.rules.ts'
import type { Entry } from '#shared/receptions/receptions.model.ts'
import type { Schedule, ScheduledSession, SessionBody } from '#shared/receptions/schedule.model.ts'
import {
  endsAt,
  entriesOf,
  type RegisterEntry,
  sessionStateOf,
} from '#shared/receptions/session-state.rules.ts'
import { sessionWindows } from '#shared/receptions/session-windows.rules.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { createHandEntries } from './hand-entries.ts'
import { readReceptionRules } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import { SESSIONS } from './register-kinds.ts'
import { listSessions } from './sessions.repository.ts'
import { latestVisitDay, listCountedVisits } from './visits.repository.ts'

/** A month with the weeks at its ends fits. */
const MOST_DAYS = 62

type Scheduled = Entry & SessionBody & { readonly windows: TimeRange[] }

/** The posted schedule against register and footage. */
export function createSchedule(deps: ReceptionsDeps) {
  const { work, clock, units, access, footageOf } = deps
  const entries = createHandEntries(deps, SESSIONS, ({ dayMs, session, regime, hostRole }) => ({
    day: formatVietnamDate(dayMs),
    session,
    regime,
    hostRole,
  }))

  /** Office hours of the room's commune, by the day. */
  async function officeHours(roomId: Id, range: TimeRange): Promise<(dayMs: InstantMs) => TimeRange[]> {
    const hours = officeSessions(await units.calendarsOfRoom(roomId), range)
    return (dayMs) => hours.filter((each) => overlaps(each, { fromMs: dayMs, toMs: dayMs + DAY_MS }))
  }

  function judged(
    session: Scheduled,
    register: readonly RegisterEntry[],
    footage: ScheduledSession['footage'],
    nowMs: InstantMs,
  ): ScheduledSession {
    const visits = entriesOf(session, register)
    const ofRegime = (regime: string): number => visits.filter((visit) => visit.regime === regime).length
    return {
      ...session,
      sessionState: sessionStateOf(session.windows, visits.length, footage, nowMs),
      visits: visits.length,
      visitsOfDay: session.session === 'day' ? 0 : visits.filter((visit) => visit.session === null).length,
      headVisits: ofRegime('head'),
      delegatedVisits: ofRegime('delegated'),
      footage,
    }
  }

  /** What became of the sessions of those days; footage is asked for those alone that are over. */
  async function judge(
    roomId: Id,
    range: TimeRange,
  ): Promise<{
    sessions: ScheduledSession[]
    register: RegisterEntry[]
    windowOf: (entry: RegisterEntry) => TimeRange
  }> {
    const nowMs = clock.nowMs()
    const hoursOf = await officeHours(roomId, range)
    const register = await listCountedVisits(work.db, [roomId], range)
    const scheduled = (await listSessions(work.db, [roomId], range)).map((session) => ({
      ...session,
      windows: sessionWindows(session, hoursOf(session.dayMs)),
    }))
    const over = scheduled.filter(({ windows }) => endsAt(windows) <= nowMs)
    const filmed = await footageOf(
      roomId,
      over.map(({ windows }) => windows),
    )
    const footage = new Map(over.map(({ id }, index) => [id, filmed[index] ?? null]))
    const windowOf = ({ dayMs, session }: RegisterEntry): TimeRange => {
      const asked = { dayMs, session: session ?? 'day', fromMinute: null, toMinute: null } as const
      const windows = sessionWindows(asked, hoursOf(dayMs))
      return { fromMs: windows[0]?.fromMs ?? dayMs, toMs: endsAt(windows) }
    }
    return {
      sessions: scheduled.map((session) => judged(session, register, footage.get(session.id) ?? null, nowMs)),
      register,
      windowOf,
    }
  }

  /** @throws AppError `forbidden room.not-yours`, `invalid range.empty | range.too-long {days}` */
  async function schedule(actor: Actor, roomId: Id, range: TimeRange): Promise<Schedule> {
    await access.requireRooms(actor, [roomId])
    if (range.fromMs >= range.toMs) throw new AppError('invalid', 'range.empty')
    if (durationMs(range) > MOST_DAYS * DAY_MS)
      throw new AppError('invalid', 'range.too-long', { days: MOST_DAYS })
    const weeks = weeksOf(range)
    const whole = { fromMs: weeks[0]?.fromMs ?? range.fromMs, toMs: weeks.at(-1)?.toMs ?? range.toMs }
    const { sessions } = await judge(roomId, whole)
    const rules = await readReceptionRules(work.db)
    return {
      ...whole,
      nowMs: clock.nowMs(),
      sessions,
      weeks: weeks.map((week) => chairWeekOf(week, sessions, rules)),
      registerToMs: await latestVisitDay(work.db, roomId),
    }
  }

  /** @throws AppError `not-found reception.unknown`, `forbidden room.not-yours` */
  async function session(actor: Actor, id: Id): Promise<ScheduledSession> {
    const { roomId, dayMs } = await entries.mine(actor, id)
    const { sessions } = await judge(roomId, { fromMs: dayMs, toMs: dayMs + DAY_MS })
    const found = sessions.find((each) => each.id === id)
    if (!found) throw new AppError('not-found', 'reception.unknown')
    return found
  }

  async function addSession(call: Call, roomId: Id, body: SessionBody): Promise<{ id: Id }> {
    return { id: await entries.add(call, roomId, body) }
  }

  async function editSession(call: Call, id: Id, body: SessionBody): Promise<{ id: Id }> {
    await entries.edit(call, await entries.mine(call.actor, id), body)
    return { id }
  }

  return {
    judge,
    schedule,
    session,
    addSession,
    editSession,
    removeSession: entries.remove,
    restoreSession: entries.restore,
  }
}
