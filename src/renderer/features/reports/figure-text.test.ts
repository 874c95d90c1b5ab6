import { beforeAll, describe, expect, it } from 'vitest'
import i18next, { type TFunction } from 'i18next'
import type { Figure } from '#shared/reports/figure.model.ts'
import { changeFrom, changeOf, countOf, shareOf } from '#shared/reports/figure.rules.ts'
import { figureText, pointsText, relativeText, signed } from './figure-text.ts'
import { vi } from './locales/vi.ts'

describe('the figures of the articles as they are written', () => {
  let t: TFunction
  beforeAll(async () => {
    t = await i18next
      .createInstance()
      .init({ lng: 'vi', resources: { vi: { translation: { reports: vi } } } })
  })

  it.each<[string, Figure, string]>([
    ['T5: nothing', countOf(0, 'dossier'), '0 hồ sơ'],
    ['T5: nothing of nothing', shareOf(0, 0), '—'],
    ['T5: nothing of something', shareOf(0, 400), '0/400 (0 %)'],
    ['T6', countOf(5612, 'visit'), '5.612 lượt'],
    ['T9', shareOf(1955, 5957), '1.955/5.957 (32,82 %)'],
    ['T10', shareOf(87, 137), '87/137 (63,5 %)'],
    ['T12: over so much', countOf(6459, 'million-dong', 'gte'), 'trên 6.459 triệu đồng'],
    [
      'T12: over one of over the other',
      shareOf(1720, 6459, { numerator: 'gte', denominator: 'gte' }),
      '1.720/6.459 (khoảng 26,63 %)',
    ],
    ['T13', { kind: 'percent-range', fromPercent: 45, toPercent: 70 }, '45–70 %'],
    ['T14', { kind: 'percent', percent: 98, bound: 'gte' }, 'trên 98 %'],
    ['T15: models', countOf(14, 'model'), '14 mô hình'],
    ['T15: days', countOf(2, 'day-per-month'), '2 ngày/tháng'],
  ])('%s', (_, figure, expected) => {
    expect(figureText(t, figure)).toBe(expected)
  })

  it('T6–T8: differences and what they are of', () => {
    const changes = [changeOf(5612, -953), changeOf(4652, -305), changeOf(5957, 7)]
    expect(changes.map(({ difference }) => signed(difference))).toEqual(['−953', '−305', '+7'])
    expect(changes.map(relativeText)).toEqual(['−14,52 %', '−6,15 %', '+0,12 %'])
  })

  it('T10: a difference of percentages is in points, beside what it is of the percentage before', () => {
    const change = changeFrom(58, 64)
    expect([pointsText(t, change), relativeText(change)]).toEqual(['+6 điểm %', '+10,34 %'])
  })

  it('says nothing where there was nothing before', () => {
    expect(relativeText(changeFrom(0, 5))).toBe('—')
  })
})
