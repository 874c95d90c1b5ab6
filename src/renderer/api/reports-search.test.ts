import { describe, expect, it } from 'vitest'
import { reportPeriod, reportScope, reportsSearchSchema } from './reports-search.ts'

const at = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)
const NOW_MS = at('2026-11-28')
const NOVEMBER = { fromMs: at('2026-11-01'), toMs: at('2026-12-01') }

describe('the address of the reports', () => {
  it.each([
    ['nothing', {}, NOVEMBER],
    [
      'a quarter',
      { period: 'quarter', day: '2026-02-10' },
      { fromMs: at('2026-01-01'), toMs: at('2026-04-01') },
    ],
    [
      'days of choice, the last one too',
      { period: 'custom', from: '2026-10-15', to: '2026-11-14' },
      { fromMs: at('2026-10-15'), toMs: at('2026-11-15') },
    ],
    [
      'days of choice that run backwards',
      { period: 'custom', from: '2026-11-14', to: '2026-10-15' },
      NOVEMBER,
    ],
    ['nonsense', { period: 'x', day: '31/02/2026', cell: 'y' }, NOVEMBER],
  ])('%s is a period', (_, given, expected) => {
    expect(reportPeriod(reportsSearchSchema.parse(given), NOW_MS)).toEqual(expected)
  })

  it('asks by date of finishing with every favour unless it says otherwise', () => {
    expect(reportScope({}, NOW_MS)).toEqual({
      ...NOVEMBER,
      instant: 'finished',
      resolution: 'date',
      withdrawnOnTime: true,
      supplementInTime: true,
      noDueOnTime: true,
    })
    expect(reportScope({ withdrawn: 'off', instant: 'returned', commune: 'xa' }, NOW_MS)).toMatchObject({
      withdrawnOnTime: false,
      instant: 'returned',
      communeUnitId: 'xa',
    })
  })
})
