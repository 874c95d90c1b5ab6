import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatVietnamDateTime } from '../kernel/instant.ts'
import { type PeriodPreset, PERIODS_IN_YEAR, reportPeriodSchema } from './report.model.ts'
import { periodRange, samePeriodBefore } from './report-period.rules.ts'

const days = (preset: PeriodPreset, year: number, index: number, cutOffDay: number | null) => {
  const { fromMs, toMs } = periodRange({ preset, year, index }, cutOffDay)
  return [formatVietnamDateTime(fromMs), formatVietnamDateTime(toMs)]
}

describe('reporting periods', () => {
  it.each([
    ['month', 2026, 2, null, '01/02/2026 00:00:00', '01/03/2026 00:00:00'],
    ['month', 2026, 11, 14, '15/10/2026 00:00:00', '15/11/2026 00:00:00'],
    ['month', 2026, 1, 14, '15/12/2025 00:00:00', '15/01/2026 00:00:00'],
    ['quarter', 2026, 1, 14, '15/12/2025 00:00:00', '15/03/2026 00:00:00'],
    ['half', 2026, 2, 15, '16/06/2026 00:00:00', '16/12/2026 00:00:00'],
    ['nine-months', 2026, 1, 14, '15/12/2025 00:00:00', '15/09/2026 00:00:00'],
    ['year', 2026, 1, null, '01/01/2026 00:00:00', '01/01/2027 00:00:00'],
  ] as const)('%s %i/%i with cut-off %s', (preset, year, index, cutOffDay, from, to) => {
    expect(days(preset, year, index, cutOffDay)).toEqual([from, to])
  })

  it('follow each other without a gap, and twelve months make the year', () => {
    const cutOff = fc.option(fc.integer({ min: 1, max: 27 }))
    fc.assert(
      fc.property(fc.integer({ min: 2001, max: 2099 }), cutOff, (year, cutOffDay) => {
        const whole = periodRange({ preset: 'year', year, index: 1 }, cutOffDay)
        for (const preset of ['month', 'quarter', 'half'] as const) {
          const parts = Array.from({ length: PERIODS_IN_YEAR[preset] }, (_, index) =>
            periodRange({ preset, year, index: index + 1 }, cutOffDay),
          )
          expect(parts[0]?.fromMs).toBe(whole.fromMs)
          expect(parts.at(-1)?.toMs).toBe(whole.toMs)
          for (const [index, part] of parts.entries())
            if (index > 0) expect(part.fromMs).toBe(parts[index - 1]?.toMs)
        }
        expect(periodRange(samePeriodBefore({ preset: 'year', year, index: 1 }), cutOffDay).toMs).toBe(
          whole.fromMs,
        )
      }),
    )
  })

  it('know how many of them a year has', () => {
    expect(reportPeriodSchema.safeParse({ preset: 'quarter', year: 2026, index: 5 }).success).toBe(false)
    expect(reportPeriodSchema.safeParse({ preset: 'quarter', year: 2026, index: 4 }).success).toBe(true)
  })
})
