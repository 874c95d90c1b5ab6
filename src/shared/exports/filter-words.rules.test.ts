import { describe, expect, it } from 'vitest'
import { vi as dossierWords } from '#renderer/features/dossiers/locales/vi.ts'
import { vi as findingWords } from '#renderer/features/findings/locales/vi.ts'
import { vi as receptionWords } from '#renderer/features/receptions/locales/vi.ts'
import { vi as uiWords } from '#renderer/ui/locales/vi.ts'
import * as words from './export-words.ts'
import * as reception from './reception-words.ts'
import { dossierFilterWords, orderWords, periodWords, type PlaceNames } from './filter-words.rules.ts'

const names: PlaceNames = {
  unit: (id) => `xã ${id}`,
  room: (id) => `phòng ${id}`,
  counter: (id) => `quầy ${id}`,
  source: (id) => `nguồn ${id}`,
}
const at = (text: string): number => Date.parse(`${text}+07:00`)

describe('filters in words', () => {
  it.each([
    { from: '2026-11-01T00:00:00', to: '2026-12-01T00:00:00', says: 'Từ 01/11/2026 đến hết 30/11/2026' },
    { from: '2026-11-20T00:00:00', to: undefined, says: 'Từ 20/11/2026' },
    { from: undefined, to: '2026-11-20T09:30:00', says: 'Đến trước 20/11/2026 09:30:00' },
    { from: '2026-11-20T08:00:05', to: undefined, says: 'Từ 20/11/2026 08:00:05' },
    { from: undefined, to: undefined, says: undefined },
  ])('say a period as $says', ({ from, to, says }) => {
    expect(periodWords(from === undefined ? from : at(from), to === undefined ? to : at(to))).toBe(says)
  })

  it('name every condition once, in one order, and nothing where nothing narrows', () => {
    expect(dossierFilterWords({}, names)).toEqual([])
    expect(dossierFilterWords({ statuses: [], code: '' }, names)).toEqual([])
    const all = dossierFilterWords(
      {
        communeUnitId: 'a',
        roomId: 'b',
        sourceId: 'c',
        counterId: 'd',
        fromMs: at('2026-11-01T00:00:00'),
        statuses: ['received', 'stopped'],
        channel: 'postal',
        timeliness: 'overdue',
        verdict: 'missing',
        procedure: 'Khai sinh',
        officer: 'Bình',
        findingKind: 'late-keying',
        code: '0007',
      },
      names,
    )
    expect(all.map(({ value }) => value)).toEqual([
      'xã a',
      'phòng b',
      'nguồn c',
      'quầy d',
      'Từ 01/11/2026',
      'Được tiếp nhận, Dừng xử lý',
      'Bưu chính',
      'Quá hạn',
      'Không có hình',
      'Khai sinh',
      'Bình',
      'Nhập dồn sau',
      '0007',
    ])
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length)
  })

  it('say the order', () => {
    expect(orderWords({ sort: 'due', descending: true })).toBe('theo ngày hẹn trả, mới trước')
    expect(orderWords({ sort: 'code', descending: false })).toBe('theo mã hồ sơ, từ đầu xuống')
  })

  it('are the words of the screens', () => {
    expect(receptionWords.regime).toEqual(reception.REGIME_WORDS)
    expect(receptionWords.handling).toEqual(reception.HANDLING_WORDS)
    expect(receptionWords.state).toEqual(reception.ENTRY_STATE_WORDS)
    expect(receptionWords.source).toEqual(reception.SOURCE_WORDS)
    expect(receptionWords.outcome).toEqual(reception.OUTCOME_WORDS)
    expect(receptionWords.session).toEqual(reception.SESSION_WORDS)
    expect(receptionWords.hostRole).toEqual(reception.HOST_WORDS)
    expect(receptionWords.sessionState).toEqual(reception.SESSION_STATE_WORDS)
    expect(receptionWords.kind).toMatchObject(reception.PETITION_KIND_WORDS)
    expect(words.STATUS_WORDS).toEqual(dossierWords.status)
    expect(words.CHANNEL_WORDS).toEqual(dossierWords.channel)
    expect(words.TIMELINESS_WORDS).toEqual(dossierWords.timeliness)
    expect(words.FINDING_WORDS).toEqual(findingWords.kind)
    expect(findingWords.state).toMatchObject(words.FINDING_STATE_WORDS)
    expect(words.EVENT_WORDS).toEqual(dossierWords.eventKind)
    expect(words.VERDICT_WORDS).toEqual(uiWords.verdict)
    expect(uiWords.footage).toMatchObject(words.FOOTAGE_WORDS)
  })
})
