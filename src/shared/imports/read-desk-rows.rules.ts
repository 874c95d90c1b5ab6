import type { InstantMs } from '../kernel/instant.ts'
import type {
  DaySession,
  QueueTicketRow,
  ReceptionRegime,
  RosterRow,
  ScheduleRow,
} from './import-rows.model.ts'
import { parseLogDate } from './log-values.rules.ts'
import { checkedCode } from './read-dossier-rows.rules.ts'
import { parseHostRole, parseRegime, parseSession } from './reception-values.rules.ts'
import {
  neededDay,
  neededText,
  optionalCounter,
  optionalDay,
  optionalText,
  optionalValue,
  type Reading,
  report,
  textOf,
} from './row-reading.rules.ts'
import {
  type MinuteRange,
  parseMinuteRange,
  parseTimeOfDay,
  parseWeekday,
  weekdayOf,
} from './time-values.rules.ts'
import { DAY_MS } from '../kernel/instant.ts'

const NOON_MINUTE = 720
const LUNCH_ENDS_MINUTE = 810

/** The day, held against the weekday that the row names beside it. */
function checkedDay(reading: Reading): InstantMs {
  const dayMs = neededDay(reading, 'day')
  const weekday = optionalValue(reading, 'weekday', parseWeekday)
  if (dayMs > 0 && weekday !== null && weekday !== weekdayOf(dayMs))
    report(reading, 'weekday-differs', 'weekday', textOf(reading, 'weekday'))
  return dayMs
}

function readMinutes(reading: Reading): MinuteRange | null {
  const range = optionalValue(reading, 'timeRange', parseMinuteRange, 'bad-time')
  if (range) return range
  const from = optionalValue(reading, 'fromTime', parseTimeOfDay, 'bad-time')
  const to = optionalValue(reading, 'toTime', parseTimeOfDay, 'bad-time')
  if (from === null || to === null) return null
  const minutes = { fromMinute: Math.floor(from / 60), toMinute: Math.floor(to / 60) }
  return minutes.fromMinute < minutes.toMinute
    ? minutes
    : report(reading, 'bad-time', 'toTime', textOf(reading, 'toTime'))
}

function sessionOf(minutes: MinuteRange | null): DaySession {
  if (minutes && minutes.toMinute <= LUNCH_ENDS_MINUTE) return 'morning'
  return minutes && minutes.fromMinute >= NOON_MINUTE ? 'afternoon' : 'day'
}

const REGIME_OF_ROLE: Readonly<Record<ScheduleRow['hostRole'], ReceptionRegime>> = {
  chair: 'head',
  deputy: 'delegated',
  officer: 'regular',
}

/** `Đ/c Nguyễn Văn An - Chủ tịch UBND phường`: the name alone. */
function hostNameOf(text: string | null): string | null {
  const name = text?.split(/\s*(?:[-–—,(]|:)\s*/u).find((part) => !/^(?:phó )?chủ tịch/iu.test(part))
  return name?.replace(/^(?:đ\/c|đồng chí|ông|bà)\.?\s+/iu, '') || text
}

export function readScheduleRow(reading: Reading): ScheduleRow {
  const dayMs = checkedDay(reading)
  const minutes = readMinutes(reading)
  const host = optionalText(reading, 'hostName')
  const hostRole = parseHostRole(textOf(reading, 'hostRole') || (host ?? ''))
  return {
    rowNumber: reading.row.rowNumber,
    dayMs,
    session: optionalValue(reading, 'session', parseSession) ?? sessionOf(minutes),
    fromMinute: minutes?.fromMinute ?? null,
    toMinute: minutes?.toMinute ?? null,
    regime: optionalValue(reading, 'regime', parseRegime) ?? REGIME_OF_ROLE[hostRole],
    hostName: hostNameOf(host),
    hostRole,
  }
}

/** The day that a log of bare times is about: a column's, or the one day that the title names. */
function dayOfTimes(reading: Reading): InstantMs | null {
  const { period } = reading.file
  const ofColumn = optionalDay(reading, 'day')
  if (ofColumn !== null) return ofColumn
  return period && period.toMs - period.fromMs === DAY_MS ? period.fromMs : null
}

function readTicketTime(
  reading: Reading,
  field: 'issuedAt' | 'calledAt' | 'finishedServingAt',
  dayMs: InstantMs | null,
): InstantMs | null {
  const text = textOf(reading, field)
  if (text === '') return null
  const atLogMs = parseLogDate(text)
  if (atLogMs !== null) return atLogMs
  const seconds = parseTimeOfDay(text)
  if (seconds === null || dayMs === null) return report(reading, 'bad-date', field, text)
  return dayMs + seconds * 1000
}

export function readTicketRow(reading: Reading): QueueTicketRow {
  const ticketNumber = neededText(reading, 'ticketNumber')
  if (textOf(reading, 'issuedAt') === '') report(reading, 'missing-value', 'issuedAt', '')
  const dayMs = dayOfTimes(reading)
  const code = textOf(reading, 'code')
  return {
    rowNumber: reading.row.rowNumber,
    ticketNumber,
    issuedAtLogMs: readTicketTime(reading, 'issuedAt', dayMs) ?? 0,
    calledAtLogMs: readTicketTime(reading, 'calledAt', dayMs),
    finishedAtLogMs: readTicketTime(reading, 'finishedServingAt', dayMs),
    counterId: optionalCounter(reading),
    dossierCode: code === '' ? null : checkedCode(reading, code),
  }
}

export function readRosterRow(reading: Reading): RosterRow {
  return {
    rowNumber: reading.row.rowNumber,
    dayMs: checkedDay(reading),
    session: optionalValue(reading, 'session', parseSession) ?? 'day',
    counterId: optionalCounter(reading),
    officerName: neededText(reading, 'officerName'),
  }
}
