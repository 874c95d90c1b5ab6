import { describe, expect, it } from 'vitest'
import { closingTimes, type LoggedAct, noticeEndOfDayBursts } from './end-of-day.rules.ts'
import type { DossierRegisterRow } from './import-rows.model.ts'
import { noticeRegisterChanges, type RegisterComparison } from './log-integrity.rules.ts'
import { keptRejection } from './personal-data.rules.ts'

const at = (text: string): number => Date.parse(`2026-11-${text}+07:00`)
const NOVEMBER = { fromMs: at('01T00:00:00'), toMs: at('30T00:00:00') }

function dossier(changes: Partial<DossierRegisterRow> = {}): DossierRegisterRow {
  return {
    rowNumber: 5,
    code: 'H42.18-261110-0001',
    procedureCode: null,
    procedureName: null,
    field: null,
    applicantName: null,
    receivedAtLogMs: at('10T09:00:00'),
    dueAtLogMs: at('17T09:00:00'),
    finishedAtLogMs: null,
    returnedAtLogMs: null,
    status: 'in-progress',
    channel: 'walk-in',
    officerName: null,
    counterId: null,
    ...changes,
  }
}

function notes(changes: Partial<RegisterComparison>) {
  const none = { fresh: [], changed: [], vanished: [], earlier: [], rejectedEarlier: new Set<string>() }
  return noticeRegisterChanges({ ...none, importKey: 'x', ...changes }).map(({ kind, confidence }) => [
    kind,
    confidence,
  ])
}

const moved = (field: string, before: string | null, after: string | null, row = dossier()) => ({
  changed: [
    {
      row,
      fields: [{ field, before: before && String(at(before)), after: after && String(at(after)) }],
    },
  ],
})
const told = (newest: string) => [{ range: NOVEMBER, newestLogMs: at(newest) }]

describe('a later export against an earlier one', () => {
  it.each([
    [
      'a receipt moved back',
      moved('receivedAtLogMs', '10T09:00:00', '09T09:00:00'),
      [['receipt-back-dated', 1]],
    ],
    ['a receipt moved forward', moved('receivedAtLogMs', '10T09:00:00', '11T09:00:00'), []],
    ['a receipt told for the first time', moved('receivedAtLogMs', null, '09T09:00:00'), []],
    ['a due date moved on', moved('dueAtLogMs', '17T09:00:00', '20T09:00:00'), [['due-date-moved', 1]]],
    ['a due date taken away', moved('dueAtLogMs', '17T09:00:00', null), [['due-date-moved', 1]]],
    ['a due date told for the first time', moved('dueAtLogMs', null, '20T09:00:00'), []],
    ['a due date that gained its time', moved('dueAtLogMs', '17T00:00:00', '17T16:00:00'), []],
    [
      'a due date moved at a supplement',
      moved('dueAtLogMs', '17T09:00:00', '20T09:00:00', dossier({ status: 'supplement-requested' })),
      [['due-date-moved', 0.5]],
    ],
    ['another field', moved('returnedAtLogMs', null, '20T09:00:00'), []],
    [
      'a new dossier before the newest told',
      { fresh: [dossier()], earlier: told('12T09:00:00') },
      [['receipt-back-dated', 0.9]],
    ],
    [
      'a new online dossier before it',
      { fresh: [dossier({ channel: 'online' })], earlier: told('12T09:00:00') },
      [['receipt-back-dated', 0.5]],
    ],
    ['a new dossier after it', { fresh: [dossier()], earlier: told('10T08:00:00') }, []],
    ['a new dossier minutes before it', { fresh: [dossier()], earlier: told('10T09:14:59') }, []],
    [
      'a new dossier a quarter of an hour before it',
      { fresh: [dossier()], earlier: told('10T09:15:00') },
      [['receipt-back-dated', 0.9]],
    ],
    ['a new dossier of a period that nobody told', { fresh: [dossier()], earlier: [] }, []],
    [
      'a new dossier of that day without a time',
      { fresh: [dossier({ receivedAtLogMs: at('10T00:00:00') })], earlier: told('10T16:00:00') },
      [],
    ],
    [
      'a dossier that was rejected then',
      { fresh: [dossier()], earlier: told('12T09:00:00'), rejectedEarlier: new Set([dossier().code]) },
      [],
    ],
    [
      'more new ones than one adds by hand',
      {
        fresh: Array.from({ length: 20 }, (_, index) => dossier({ code: `c${index}` })),
        earlier: told('12T09:00:00'),
      },
      Array.from({ length: 20 }, () => ['receipt-back-dated', 0.3]),
    ],
    [
      'a vanished one',
      { vanished: [{ code: 'c', receivedAtLogMs: at('10T09:00:00') }] },
      [['dossier-vanished', 1]],
    ],
  ] as const)('%s', (_, comparison, wanted) => {
    expect(notes(comparison)).toEqual(wanted)
  })
})

describe('the last minutes of a day', () => {
  const closings = closingTimes([
    { fromMs: at('10T07:30:00'), toMs: at('10T11:30:00') },
    { fromMs: at('10T13:30:00'), toMs: at('10T17:00:00') },
  ])
  const acts = (count: number, text: string, isNew = true): LoggedAct[] =>
    Array.from({ length: count }, () => ({ action: 'returned', atLogMs: at(text), isNew, beforeLogMs: null }))

  it.each([
    ['eight of eight', acts(8, '10T16:50:00'), 1],
    ['seven', acts(7, '10T16:50:00'), 0],
    ['exactly at closing', acts(8, '10T17:00:00'), 1],
    ['exactly a quarter before', acts(8, '10T16:45:00'), 1],
    ['after closing', acts(8, '10T17:00:01'), 0],
    ['eight of twenty', [...acts(8, '10T16:50:00'), ...acts(12, '10T09:00:00')], 1],
    ['eight of twenty-one', [...acts(8, '10T16:50:00'), ...acts(13, '10T09:00:00')], 0],
    ['all told before', acts(8, '10T16:50:00', false), 0],
    ['a day off', acts(8, '11T16:50:00'), 0],
    ['days without times', acts(8, '10T00:00:00'), 0],
  ] as const)('%s', (_, given, wanted) => {
    expect(noticeEndOfDayBursts(given, closings)).toHaveLength(wanted)
  })
})

it.each([
  ['Chủ hồ sơ', 'applicantName', 'Nguyễn Văn An', ''],
  ['Ghi chú', null, 'gọi 0912.345.678 sau', 'gọi *** sau'],
  ['Hẹn trả', 'dueAt', '31-11-2026 07:30', '31-11-2026 07:30'],
  ['Mã hồ sơ', 'code', 'H42.18-261120-00071234', 'H42.18-261120-00071234'],
] as const)('keeps of a rejected cell %s what says nobody’s name', (name, field, value, kept) => {
  const rejection = { row: 3, column: name, code: 'unknown-value', value } as const
  const columns = [{ index: 0, name, field, confidence: 1 }]
  expect(keptRejection(rejection, columns).value).toBe(kept)
})
