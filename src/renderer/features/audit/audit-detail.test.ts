import { describe, expect, it } from 'vitest'
import { createInstance } from 'i18next'
import { detailFacts } from './audit-detail.ts'
import { vi } from './locales/vi.ts'

const words = createInstance()
await words.init({ lng: 'vi', resources: { vi: { translation: { audit: vi } } } })
const factsOf = (detail: unknown): string[] =>
  detailFacts(words.t, typeof detail === 'string' ? detail : JSON.stringify(detail)).map(
    ({ name, value }) => `${name}: ${value}`,
  )

describe('what a row of the log tells', () => {
  it('says instants, durations, sizes and points as people write them', () => {
    expect(
      factsOf({ fromMs: Date.UTC(2026, 10, 29, 1), durationMs: 65_000, bytes: 1_500_000, hundredths: 175 }),
    ).toEqual(['Từ: 29/11/2026 08:00:00', 'Dài: 1:05', 'Dung lượng: 1,5 MB', 'Điểm: 1,75'])
  })

  it('has words for the columns of a scorecard', () => {
    expect(factsOf({ criterion: '8.1', column: 'appraised', hundredths: null })).toEqual([
      'Tiêu chí: 8.1',
      'Cột: thẩm định',
    ])
  })

  it('leaves out the names of other rows, and what is empty', () => {
    expect(factsOf({ roomId: '0190', ids: 'a b', camera: '0191', reason: '' })).toEqual([])
  })

  it('keeps what it has no word for', () => {
    expect(factsOf({ newThing: ['a'], active: true })).toEqual(['newThing: ["a"]', 'Đang dùng: có'])
  })

  it('tells nothing of a text that is no object', () => {
    expect(factsOf('no json')).toEqual([])
    expect(factsOf('{}')).toEqual([])
  })
})
