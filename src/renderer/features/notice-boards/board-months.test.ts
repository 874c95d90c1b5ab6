import { describe, expect, it } from 'vitest'
import type { BoardPicture } from '#shared/notice-boards/notice-boards.model.ts'
import { byMonth, defaultPair, monthText } from './board-months.ts'

const picture = (day: string, changes: Partial<BoardPicture> = {}): BoardPicture => ({
  id: day,
  zoneId: 'zone',
  dueAtMs: Date.parse(`${day}T08:30:00+07:00`),
  takenAtMs: 1,
  cause: null,
  sha256: 'ff',
  sizeBytes: 1,
  widthPx: 2,
  heightPx: 2,
  deletedAtMs: null,
  ...changes,
})
const NONE = { takenAtMs: null, cause: 'camera-offline', sha256: null } as const

describe('a board by month', () => {
  it('lists months and their pictures newest first, and counts those that can be shown', () => {
    const months = byMonth([picture('2026-10-05'), picture('2026-11-02', NONE), picture('2026-11-09')])
    expect(months.map(({ month, pictures, shown }) => [month, pictures.map(({ id }) => id), shown])).toEqual([
      ['2026-11', ['2026-11-09', '2026-11-02'], 1],
      ['2026-10', ['2026-10-05'], 1],
    ])
    expect(monthText('2026-11')).toBe('11/2026')
  })

  it.each([
    { days: [], left: null, right: null },
    { days: [picture('2026-11-02')], left: null, right: '2026-11-02' },
    {
      days: [picture('2026-11-16'), picture('2026-11-09'), picture('2026-11-02')],
      left: '2026-11-02',
      right: '2026-11-16',
    },
    {
      days: [
        picture('2026-11-09', NONE),
        picture('2026-11-02'),
        picture('2026-10-26'),
        picture('2026-10-05'),
      ],
      left: '2026-10-26',
      right: '2026-11-02',
    },
    {
      days: [picture('2026-11-02'), picture('2026-10-05', { deletedAtMs: 5 }), picture('2026-09-07')],
      left: '2026-09-07',
      right: '2026-11-02',
    },
  ])('compares the newest of two months, or the ends of one', ({ days, left, right }) => {
    const pair = defaultPair(byMonth(days))
    expect([pair.left?.id ?? null, pair.right?.id ?? null]).toEqual([left, right])
  })
})
