import { describe, expect, it } from 'vitest'
import { DEADLINE_OBSTACLES, type DeadlineAudit, type DeadlineStep } from '#shared/dossiers/deadline.model.ts'
import { limitText, stepText, verdictText } from './deadline-text.ts'
import { en } from './locales/en.ts'
import { vi } from './locales/vi.ts'

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const audited = { limit: null, importedDueMs: null, computedDueMs: null, steps: [] }

/** The words of a key, as the page finds them. */
function wordsOf(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, part) =>
        typeof node === 'object' && node !== null
          ? Object.entries(node).find(([name]) => name === part)?.[1]
          : undefined,
      tree,
    )
}

const STEPS: readonly DeadlineStep[] = [
  { kind: 'received', atMs: at('2026-11-20 09:15') },
  ...(['before-hours', 'break', 'after-hours', 'day-off', 'holiday'] as const).map(
    (reason): DeadlineStep => ({
      kind: 'into-office',
      atMs: at('2026-11-23 07:30'),
      reason,
      holidayName: null,
    }),
  ),
  { kind: 'cut-off', minute: 905, atMs: at('2026-11-25 07:30') },
  { kind: 'day-counted', dayMs: at('2026-11-25 00:00'), number: 2, isMakeUp: false },
  { kind: 'day-counted', dayMs: at('2026-11-28 00:00'), number: 3, isMakeUp: true },
  { kind: 'day-skipped', dayMs: at('2026-11-22 00:00'), reason: 'day-off', holidayName: null },
  { kind: 'day-skipped', dayMs: at('2026-11-24 00:00'), reason: 'holiday', holidayName: 'Ngày nghỉ 24/11' },
  {
    kind: 'hours-counted',
    fromMs: at('2026-11-20 07:00'),
    toMs: at('2026-11-20 11:30'),
    totalMs: 19_800_000,
  },
  { kind: 'end-of-half', half: 'morning', atMs: at('2026-11-20 11:30') },
  { kind: 'end-of-half', half: 'afternoon', atMs: at('2026-11-20 17:00') },
  { kind: 'end-of-day', atMs: at('2026-11-20 17:00') },
  { kind: 'time-adjusted', fromMs: at('2026-11-21 15:00'), atMs: at('2026-11-21 11:30') },
  { kind: 'calendar-days', amount: 30, dayMs: at('2026-11-25 00:00') },
  { kind: 'end-moved', fromDayMs: at('2026-11-24 00:00'), dayMs: at('2026-11-25 00:00') },
  { kind: 'paused', fromMs: at('2026-11-20 15:00'), toMs: at('2026-11-23 08:30'), pausedMs: 12_600_000 },
  { kind: 'restarted', atMs: at('2026-11-23 08:30') },
  { kind: 'due', atMs: at('2026-11-26 09:15') },
]

const VERDICTS: readonly DeadlineAudit[] = [
  { verdict: 'agrees', precision: 'day', ...audited },
  { verdict: 'agrees', precision: 'minute', ...audited },
  { verdict: 'differs', precision: 'day', byMs: 86_400_000, byDays: 1, ...audited },
  { verdict: 'differs', precision: 'minute', byMs: -165_600_000, byDays: -2, ...audited },
  { verdict: 'differs', precision: 'minute', byMs: 7_500_000, byDays: 0, ...audited },
  ...DEADLINE_OBSTACLES.map((why): DeadlineAudit => ({ verdict: 'not-computable', why, ...audited })),
]

describe('the words of a computation', () => {
  it('stand in both languages for every step, verdict and limit, and use no blank that is not filled', () => {
    const texts = [
      ...STEPS.map(stepText),
      ...VERDICTS.map(verdictText),
      ...(['working-day', 'working-hour', 'calendar-day'] as const).flatMap((unit) => [
        limitText({ amount: 0, unit }),
        limitText({ amount: 3.5, unit }),
      ]),
    ]
    for (const { key, values } of texts) {
      for (const words of [wordsOf(vi.deadline, key), wordsOf(en.deadline, key)]) {
        expect(words, key).toBeTypeOf('string')
        const blanks = [...String(words).matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? '')
        expect(Object.keys(values), key).toEqual(expect.arrayContaining(blanks))
      }
    }
  })

  it('name days, hours and lengths as offices write them', () => {
    expect(
      stepText({ kind: 'day-counted', dayMs: at('2026-11-22 00:00'), number: 1, isMakeUp: false }).values,
    ).toEqual({
      time: '00:00',
      date: '22/11/2026',
      weekday: 7,
      number: 1,
    })
    expect(stepText({ kind: 'cut-off', minute: 905, atMs: at('2026-11-25 07:30') }).values).toMatchObject({
      cutOff: '15:05',
      weekday: 3,
    })
    expect(STEPS.map(stepText).find(({ key }) => key === 'step.hours-counted')?.values).toMatchObject({
      hours: '4,5',
      total: '5,5',
    })
    expect(VERDICTS.map(verdictText).slice(2, 5)).toEqual([
      { key: 'differs.later.days', values: { days: 1 } },
      { key: 'differs.earlier.time', values: { days: 1, hours: 22, minutes: 0 } },
      { key: 'differs.later.hours', values: { hours: 2, minutes: 5 } },
    ])
    expect(limitText({ amount: 3.5, unit: 'working-day' }).values).toEqual({ amount: '3,5' })
  })
})
