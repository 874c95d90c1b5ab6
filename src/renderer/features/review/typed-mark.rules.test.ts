import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { typedMark } from './typed-mark.rules.ts'

const DAY = startOfVietnamDay(1_790_000_000_000)
const bounds = { fromMs: DAY, toMs: DAY + DAY_MS }
const marks = { inMs: DAY + 9 * HOUR_MS, outMs: DAY + 10 * HOUR_MS }

it.each([
  ['in', '09:30:00,5', { kind: 'marks', marks: { ...marks, inMs: DAY + 9.5 * HOUR_MS + 500 } }],
  ['out', '', { kind: 'marks', marks: { ...marks, outMs: null } }],
  ['in', '10:00', { kind: 'refused', why: 'order' }],
  ['out', '08:59:59,9', { kind: 'refused', why: 'order' }],
  ['in', '9h30', { kind: 'refused', why: 'unreadable' }],
  ['out', '01/01/2026 10:00', { kind: 'refused', why: 'outside' }],
] as const)('a mark %s typed as “%s”', (end, text, expected) => {
  expect(typedMark({ text, end, marks, atMs: DAY + HOUR_MS, bounds })).toEqual(expected)
})
