import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { dayStart, hourMarks, shiftDay, shownHours } from './counter-day.ts'

const day = dayStart('2026-11-20')
const at = (hours: number, minutes = 0): number => day + hours * HOUR_MS + minutes * MINUTE_MS
const event = (fromMs: number, toMs: number) => ({ windowFromMs: fromMs, windowToMs: toMs })

describe("the day of a counter's lanes", () => {
  it('begins at midnight in Vietnam and moves over the ends of months and years', () => {
    expect(day).toBe(Date.parse('2026-11-20T00:00:00+07:00'))
    expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
    expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28')
  })

  it.each([
    { name: 'neither', sessions: [], events: [], hours: [7, 17] },
    { name: 'sessions', sessions: [{ fromMs: at(7, 30), toMs: at(11, 30) }], events: [], hours: [7, 12] },
    {
      name: 'an early and a late event',
      sessions: [{ fromMs: at(7, 30), toMs: at(17) }],
      events: [event(at(6, 50), at(7, 10)), event(at(17), at(17, 20))],
      hours: [6, 18],
    },
    { name: 'windows over midnight', sessions: [], events: [event(at(-1), at(25))], hours: [0, 24] },
  ])('shows whole hours around $name', ({ sessions, events, hours }) => {
    const { fromMs, toMs } = shownHours(day, sessions, events)
    expect([fromMs, toMs]).toEqual(hours.map((hour) => at(hour)))
  })

  it('marks every whole hour, the ends too', () => {
    expect(hourMarks({ fromMs: at(7), toMs: at(10) })).toEqual([at(7), at(8), at(9), at(10)])
    expect(hourMarks({ fromMs: at(7, 30), toMs: at(9, 15) })).toEqual([at(8), at(9)])
  })
})
