import { describe, expect, it } from 'vitest'
import { type PeriodKind, periodOf, samePeriodLastYear } from './period.rules.ts'

const at = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)

describe('a reporting period', () => {
  it.each<[PeriodKind, string, string, string]>([
    ['month', '2026-11-28', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['quarter', '2026-11-28', '2026-10-01', '2027-01-01'],
    ['quarter', '2026-01-01', '2026-01-01', '2026-04-01'],
    ['six-months', '2026-11-28', '2026-01-01', '2026-07-01'],
    ['nine-months', '2026-11-28', '2026-01-01', '2026-10-01'],
    ['year', '2026-11-28', '2026-01-01', '2027-01-01'],
  ])('of a %s that holds %s is from %s until %s', (kind, day, from, to) => {
    expect(periodOf(kind, at(day))).toEqual({ fromMs: at(from), toMs: at(to) })
  })

  it.each([
    ['2026-01-01', '2026-10-01', '2025-01-01', '2025-10-01'],
    ['2028-02-29', '2028-03-01', '2027-02-28', '2027-03-01'],
  ])('%s–%s had its like in %s–%s', (from, to, earlierFrom, earlierTo) => {
    expect(samePeriodLastYear({ fromMs: at(from), toMs: at(to) })).toEqual({
      fromMs: at(earlierFrom),
      toMs: at(earlierTo),
    })
  })
})
