import { describe, expect, it } from 'vitest'
import { workingCalendarBodySchema } from '#shared/units/working-calendar.model.ts'
import { DEFAULT_CALENDAR } from '#shared/units/working-calendar.rules.ts'
import { fromMsOf, previewOf, toBody, toValues } from './calendar-form.ts'

const VALUES = toValues(DEFAULT_CALENDAR, '2026-11-20')

describe('the form of a working calendar', () => {
  it('shows what is stored and stores what it shows', () => {
    expect(VALUES.sessions[0]).toEqual({ weekdays: ['1', '2', '3', '4', '5'], from: '07:30', to: '11:30' })
    expect(toBody(VALUES)).toEqual(DEFAULT_CALENDAR)
    expect(fromMsOf(VALUES)).toBe(Date.parse('2026-11-19T17:00:00Z'))
  })

  it('lets the schema refuse a time that is none, a day that is missing and a session without weekdays', () => {
    const wrong = [
      { ...VALUES, sessions: [{ weekdays: ['1'], from: '', to: '11:30' }] },
      { ...VALUES, sessions: [{ weekdays: [], from: '07:30', to: '11:30' }] },
      { ...VALUES, holidays: [{ day: null, name: 'Tết' }] },
      { ...VALUES, makeUpDays: [{ day: '2026-08-22', likeWeekday: '' }] },
      { ...VALUES, deadlines: { ...VALUES.deadlines, cutOffTime: '3 giờ' } },
    ]
    for (const values of wrong)
      expect(workingCalendarBodySchema.safeParse(toBody(values)).success).toBe(false)
  })

  it('keeps the deadline rules, and drops the time of a cut-off that is none', () => {
    const deadlines = {
      cutOff: 'none',
      cutOffTime: '3 giờ',
      style: 'session',
      supplement: 'restart',
    } as const
    expect(toBody({ ...VALUES, deadlines }).deadlines).toEqual({
      cutOff: null,
      style: 'session',
      supplement: 'restart',
    })
  })

  it('previews two weeks from the day on which it begins to hold', () => {
    const preview = previewOf(DEFAULT_CALENDAR, Date.parse('2026-11-20T09:00:00+07:00'))
    expect(
      preview.map(({ date, sessions }) => `${date.slice(0, 5)} ${sessions.join(' ')}`).slice(0, 6),
    ).toEqual([
      '20/11 07:30–11:30 13:30–17:00',
      '21/11 ',
      '22/11 ',
      '23/11 07:30–11:30 13:30–17:00',
      '24/11 ',
      '25/11 07:30–11:30 13:30–17:00',
    ])
    expect(preview).toHaveLength(14)
  })
})
