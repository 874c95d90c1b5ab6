import { describe, expect, it } from 'vitest'
import { noFigures } from '#shared/reports/report-06a.rules.ts'
import { shareOf } from '#shared/reports/figure.rules.ts'
import { comparisonRows } from './comparison-rows.ts'

const side = (resolved: number, onTime: number, online: number) => ({
  period: { fromMs: 0, toMs: 1 },
  total: {
    ...noFigures(),
    received: resolved,
    resolved,
    receivedOnline: online,
    receivedDirect: 100 - online,
  },
  onTime: shareOf(onTime, resolved),
  deskVisits: 3,
})

describe('two periods side by side', () => {
  it('keep the difference of shares in points apart from what it is of the share before', () => {
    const rows = comparisonRows({ now: side(50, 32, 40), previous: side(50, 29, 25) })
    const share = rows.find(({ id }) => id === 'onTimeShare')
    expect(share).toMatchObject({ now: [32, 50], previous: [29, 50] })
    expect(share?.change?.difference).toBe(6)
    expect(share?.change?.relativePercent).toBeCloseTo(10.34, 2)
    expect(rows.find(({ id }) => id === 'onlineShare')?.change).toMatchObject({
      now: 40,
      previous: 25,
      difference: 15,
    })
  })

  it('have no change of a share where nothing was resolved', () => {
    const rows = comparisonRows({ now: side(50, 32, 0), previous: side(0, 0, 0) })
    expect(rows.find(({ id }) => id === 'onTimeShare')?.change).toBeNull()
    expect(rows.find(({ id }) => id === 'received')?.change).toMatchObject({
      difference: 50,
      relativePercent: null,
    })
  })
})
