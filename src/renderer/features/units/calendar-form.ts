import {
  DAY_MS,
  formatVietnamDate,
  type InstantMs,
  MINUTE_MS,
  startOfVietnamDay,
} from '#shared/kernel/instant.ts'
import type { DeadlineRules, WorkingCalendarBody } from '#shared/units/working-calendar.model.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'

/** A calendar as people type it: times are `HH:mm`, days `yyyy-MM-dd`, weekdays the texts of a choice. */
export type CalendarValues = {
  readonly from: string | null
  readonly sessions: readonly {
    readonly weekdays: readonly string[]
    readonly from: string
    readonly to: string
  }[]
  readonly holidays: readonly { readonly day: string | null; readonly name: string }[]
  readonly makeUpDays: readonly { readonly day: string | null; readonly likeWeekday: string }[]
  readonly deadlines: {
    readonly cutOff: 'none' | 'same-day' | 'every'
    /** Kept while there is no cut-off, so that choosing one again finds it. */
    readonly cutOffTime: string
    readonly style: DeadlineRules['style']
    readonly supplement: DeadlineRules['supplement']
  }
}

const MINUTES_OF_HOUR = 60
const PREVIEW_DAYS = 14
const USUAL_CUT_OFF_MINUTE = 900

function timeOf(minute: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${pad(Math.floor(minute / MINUTES_OF_HOUR))}:${pad(minute % MINUTES_OF_HOUR)}`
}

/** `17:30` as minutes after midnight; −1 for what is no time, which the schema refuses. */
function minuteOf(time: string): number {
  // Browsers show a time input in their own language's way, with AM and PM: this is typed as offices write it.
  const match = /^(\d{1,2})[:hg](\d{2})$/.exec(time.trim())
  if (!match || Number(match[2]) >= MINUTES_OF_HOUR) return -1
  return Number(match[1]) * MINUTES_OF_HOUR + Number(match[2])
}

export function toValues(body: WorkingCalendarBody, fromDay: string): CalendarValues {
  return {
    from: fromDay,
    sessions: body.sessions.map(({ weekdays, fromMinute, toMinute }) => ({
      weekdays: weekdays.map(String),
      from: timeOf(fromMinute),
      to: timeOf(toMinute),
    })),
    holidays: body.holidays.toSorted((left, right) => left.day.localeCompare(right.day)),
    makeUpDays: body.makeUpDays.map(({ day, likeWeekday }) => ({ day, likeWeekday: String(likeWeekday) })),
    deadlines: {
      cutOff: body.deadlines.cutOff?.scope ?? 'none',
      cutOffTime: timeOf(body.deadlines.cutOff?.minute ?? USUAL_CUT_OFF_MINUTE),
      style: body.deadlines.style,
      supplement: body.deadlines.supplement,
    },
  }
}

/** What the host is sent, as far as it can be read; the schema says what is wrong with it. */
export function toBody({ sessions, holidays, makeUpDays, deadlines }: CalendarValues): WorkingCalendarBody {
  return {
    sessions: sessions.map(({ weekdays, from, to }) => ({
      weekdays: weekdays.map(Number).toSorted((left, right) => left - right),
      fromMinute: minuteOf(from),
      toMinute: minuteOf(to),
    })),
    holidays: holidays.map(({ day, name }) => ({ day: day ?? '', name })),
    makeUpDays: makeUpDays.map(({ day, likeWeekday }) => ({
      day: day ?? '',
      likeWeekday: Number(likeWeekday),
    })),
    deadlines: {
      cutOff:
        deadlines.cutOff === 'none'
          ? null
          : { minute: minuteOf(deadlines.cutOffTime), scope: deadlines.cutOff },
      style: deadlines.style,
      supplement: deadlines.supplement,
    },
  }
}

/** Midnight in Vietnam of the day from which the calendar is to hold. */
export function fromMsOf({ from }: CalendarValues): InstantMs | null {
  return from === null ? null : Date.parse(`${from}T00:00:00+07:00`)
}

export type PreviewDay = {
  readonly dayMs: InstantMs
  readonly date: string
  /** `07:30–11:30`; empty: closed. */
  readonly sessions: readonly string[]
}

/** When the office would be open in the two weeks from a day on. */
export function previewOf(body: WorkingCalendarBody, fromMs: InstantMs): PreviewDay[] {
  const calendar = { ...body, validFromMs: 0, validToMs: null }
  return Array.from({ length: PREVIEW_DAYS }, (_, index) => {
    const dayMs = startOfVietnamDay(fromMs) + index * DAY_MS
    const open = officeSessions([calendar], { fromMs: dayMs, toMs: dayMs + DAY_MS })
    const told = (atMs: InstantMs): string => timeOf((atMs - dayMs) / MINUTE_MS)
    return {
      dayMs,
      date: formatVietnamDate(dayMs),
      sessions: open.map(({ fromMs: from, toMs: to }) => `${told(from)}–${told(to)}`),
    }
  })
}
