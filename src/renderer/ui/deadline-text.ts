import type { DeadlineAudit, DeadlineStep } from '#shared/dossiers/deadline.model.ts'
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { TimeLimit } from '#shared/units/time-limit.model.ts'
import { formatDate, formatNumber, formatShortTime, NONE } from './format.ts'

/** A key under `ui.deadline.` with what its blanks are filled with. */
export type DeadlineText = {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

const WEEKDAY_KEYS = [7, 1, 2, 3, 4, 5, 6] as const

/** 1 Monday … 7 Sunday, of the day in Vietnam. */
function weekdayOf(atMs: InstantMs): number {
  const { year, month, day } = toVietnamDateTime(atMs)
  return WEEKDAY_KEYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? 7
}

/** Blanks of a moment: `{{time}}`, `{{date}}`; its weekday is a key of its own. */
const moment = (atMs: InstantMs) => ({
  time: formatShortTime(atMs),
  date: formatDate(atMs),
  weekday: weekdayOf(atMs),
})

/** `1 ngày 2 giờ 5 phút` as numbers; the words stand in the locales. */
function lengthOf(durationMs: number): { days: number; hours: number; minutes: number } {
  const sizeMs = Math.abs(durationMs)
  return {
    days: Math.floor(sizeMs / DAY_MS),
    hours: Math.floor((sizeMs % DAY_MS) / HOUR_MS),
    minutes: Math.floor((sizeMs % HOUR_MS) / MINUTE_MS),
  }
}

/** `7,5`: hours as offices count them. */
const hoursOf = (durationMs: number): string => formatNumber(durationMs / HOUR_MS, 2)

export function limitText(limit: TimeLimit): DeadlineText {
  const isSameDay = limit.unit === 'working-day' && limit.amount === 0
  return {
    key: isSameDay ? 'limit.same-day' : `limit.${limit.unit}`,
    values: { amount: formatNumber(limit.amount, 1) },
  }
}

/** What one line of the computation says. */
export function stepText(step: DeadlineStep): DeadlineText {
  const say = (key: string, values: DeadlineText['values']): DeadlineText => ({ key: `step.${key}`, values })
  switch (step.kind) {
    case 'received':
    case 'due':
    case 'restarted':
    case 'end-of-day':
      return say(step.kind, moment(step.atMs))
    case 'into-office':
      return say(`into-office.${step.reason}`, { ...moment(step.atMs), holiday: step.holidayName ?? NONE })
    case 'cut-off': {
      const cutOff = `${Math.floor(step.minute / 60)}:${String(step.minute % 60).padStart(2, '0')}`
      return say('cut-off', { ...moment(step.atMs), cutOff })
    }
    case 'day-counted':
      return say(step.isMakeUp ? 'make-up-counted' : 'day-counted', {
        ...moment(step.dayMs),
        number: step.number,
      })
    case 'day-skipped':
      return say(`day-skipped.${step.reason}`, { ...moment(step.dayMs), holiday: step.holidayName ?? NONE })
    case 'hours-counted':
      return say('hours-counted', {
        ...moment(step.fromMs),
        to: formatShortTime(step.toMs),
        hours: hoursOf(step.toMs - step.fromMs),
        total: hoursOf(step.totalMs),
      })
    case 'end-of-half':
      return say(`end-of-half.${step.half}`, moment(step.atMs))
    case 'time-adjusted':
      return say('time-adjusted', { ...moment(step.atMs), from: formatShortTime(step.fromMs) })
    case 'calendar-days':
      return say('calendar-days', { ...moment(step.dayMs), amount: formatNumber(step.amount, 1) })
    case 'end-moved':
      return say('end-moved', { ...moment(step.dayMs), from: formatDate(step.fromDayMs) })
    case 'paused':
      return say('paused', {
        from: `${formatShortTime(step.fromMs)} ${formatDate(step.fromMs)}`,
        to: `${formatShortTime(step.toMs)} ${formatDate(step.toMs)}`,
        hours: hoursOf(step.pausedMs),
      })
  }
}

/** What the audit comes to, in one sentence. */
export function verdictText(audit: DeadlineAudit): DeadlineText {
  if (audit.verdict === 'not-computable') return { key: `why.${audit.why}`, values: {} }
  if (audit.verdict === 'agrees') return { key: `agrees.${audit.precision}`, values: {} }
  const side = audit.byMs > 0 ? 'later' : 'earlier'
  if (audit.precision === 'day' || audit.byMs % DAY_MS === 0) {
    return { key: `differs.${side}.days`, values: { days: Math.abs(Math.round(audit.byMs / DAY_MS)) } }
  }
  const { days, ...time } = lengthOf(audit.byMs)
  if (days === 0) return { key: `differs.${side}.hours`, values: time }
  return { key: `differs.${side}.time`, values: { days, ...time } }
}
