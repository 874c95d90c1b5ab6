import { describe, expect, it } from 'vitest'
import type { LedgerMonth } from '#shared/coverage/ledger.model.ts'
import { addUp, figuresOf } from '#shared/coverage/ledger.rules.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { csvOf, daysOfMonth, rangeOfMonth, shiftMonth, wholePercent } from './ledger-month.ts'

const at = (text: string): number => Date.parse(`${text}T00:00:00+07:00`)

describe('months of the ledger', () => {
  it.each([
    ['2026-11', '2026-11-01', '2026-12-01', 30],
    ['2026-12', '2026-12-01', '2027-01-01', 31],
    ['2028-02', '2028-02-01', '2028-03-01', 29],
  ])('holds the days of %s', (name, from, to, days) => {
    expect(rangeOfMonth(name)).toEqual({ fromMs: at(from), toMs: at(to) })
    expect(daysOfMonth(rangeOfMonth(name))).toHaveLength(days)
  })

  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-01', -13, '2024-12'],
    ['2026-05', 0, '2026-05'],
  ])('goes from %s by %i to %s', (name, months, expected) => {
    expect(shiftMonth(name, months)).toBe(expected)
  })

  it('calls nothing complete that is not', () => {
    expect([1, 0.999999, 0.5, 0].map(wholePercent)).toEqual(['100', '99', '50', '0'])
  })
})

it('writes a line per camera and day that no spreadsheet takes for a formula', () => {
  const dayMs = at('2026-11-20')
  const figures = figuresOf(
    [
      { fromMs: dayMs, toMs: dayMs + DAY_MS / 2, state: 'recorded', reason: null, proof: null },
      { fromMs: dayMs + DAY_MS / 2, toMs: dayMs + DAY_MS, state: 'camera-offline', reason: 'x', proof: null },
    ],
    [],
  )
  const sum = addUp([])
  const month: LedgerMonth = {
    fromMs: dayMs,
    toMs: dayMs + DAY_MS,
    nowMs: dayMs + DAY_MS,
    cameras: [
      { cameraId: 'c', name: '=cmd;"x"', roomId: 'r', communeUnitId: 'u', days: [{ dayMs, figures }], sum },
    ],
    totals: { months: [], communes: [], all: sum },
  }
  const names = [
    'commune',
    'room',
    'camera',
    'day',
    'scheduled',
    'footage',
    'share',
    'unexplained',
    'office',
  ] as const
  const [commune, room, camera, day, scheduled, footage, share, unexplained, office] = names
  const csv = csvOf(month, {
    heads: {
      commune,
      room,
      camera,
      day,
      scheduled,
      footage,
      share,
      unexplained,
      office,
      officeFilmed: 'filmed',
    },
    stateOf: (state) => state,
    communeOf: () => 'Xã Tân Sơn',
    roomOf: () => 'Một cửa',
  })
  const [head, line] = csv.split('\r\n')
  expect(head?.startsWith('\uFEFFcommune;room;camera;day;scheduled')).toBe(true)
  expect(line).toBe(
    `Xã Tân Sơn;Một cửa;"'=cmd;""x""";20/11/2026;86400;43200;50,00;0;0;0;43200;0;43200;0;0;0;0;0;0;0`,
  )
})
