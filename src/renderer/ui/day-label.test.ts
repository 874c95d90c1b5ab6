import { expect, it } from 'vitest'
import { dayLabel } from './day-label.ts'

it.each([
  [['2026-11-21'], undefined, 'Ngày: 21/11/2026'],
  [['2026-11-20', '2026-11-21'], 'Mọi ngày', 'Ngày: 20/11/2026 – 21/11/2026'],
  [['2026-11-20', null], undefined, 'Ngày: 20/11/2026'],
  [[null, null], 'Mọi ngày', 'Ngày: Mọi ngày'],
  [[null], undefined, 'Ngày'],
])('a field with %j (%j when empty) is heard as %j', (days, ifNone, heard) => {
  expect(dayLabel('Ngày', days, ifNone)).toBe(heard)
})
