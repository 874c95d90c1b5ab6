import { describe, expect, it } from 'vitest'
import { bareCode, listTimelinessOf } from './dossier-list.rules.ts'

const at = (text: string): number => Date.parse(`${text}+07:00`)
const NOW_MS = at('2026-11-26T12:00:00')
const due = at('2026-11-25T11:30:00')
const open = {
  status: 'in-progress',
  receivedAtLogMs: at('2026-11-20T08:00:00'),
  dueAtLogMs: due,
  finishedAtLogMs: null,
  returnedAtLogMs: null,
} as const

describe('timeliness of a list, by day', () => {
  it.each([
    { says: 'early', finishedAtLogMs: at('2026-11-24T23:59:59') },
    { says: 'on-time', finishedAtLogMs: at('2026-11-25T00:00:00') },
    // Later than the hour of the due date, on its day.
    { says: 'on-time', finishedAtLogMs: at('2026-11-25T23:59:59') },
    { says: 'overdue', finishedAtLogMs: at('2026-11-26T00:00:00') },
    // Finished in time, fetched late: the office kept its word.
    { says: 'on-time', finishedAtLogMs: due, returnedAtLogMs: at('2026-11-26T09:00:00') },
    { says: 'overdue', returnedAtLogMs: at('2026-11-26T08:00:00') },
    { says: 'on-time', dueAtLogMs: null, finishedAtLogMs: at('2026-11-26T00:00:00') },
    // What has not happened yet does not count.
    { says: 'open-overdue', finishedAtLogMs: at('2027-01-01T00:00:00') },
    { says: 'open-overdue' },
    { says: 'open-in-time', dueAtLogMs: at('2026-11-26T00:00:00') },
    { says: 'open-in-time', dueAtLogMs: null },
    { says: 'open-in-time', status: 'supplement-requested' as const },
    { says: 'on-time', status: 'withdrawn' as const },
    { says: 'uncounted', status: 'registered' as const, finishedAtLogMs: at('2026-11-30T00:00:00') },
    { says: 'uncounted', status: 'not-received' as const },
    // Finished, the log does not say when; taken in, it does not say when.
    { says: 'uncounted', status: 'finished' as const },
    { says: 'uncounted', receivedAtLogMs: null },
    { says: 'open-overdue', status: 'stopped' as const },
    { says: 'open-overdue', status: null },
  ])('is $says for %o', ({ says, ...fields }) => {
    expect(listTimelinessOf({ ...open, ...fields }, NOW_MS)).toBe(says)
  })
})

describe('a code as it is compared', () => {
  it.each([
    ['h42.18-261120-0007', 'H42182611200007'],
    ['  H42 18 ', 'H4218'],
    ['%_-', ''],
  ])('%s is %s', (text, bare) => expect(bareCode(text)).toBe(bare))
})
