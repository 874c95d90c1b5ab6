import { expect, it } from 'vitest'
import { minuteOfText, textOfMinute } from './minute-text.ts'

it.each([
  { text: '08:30', minute: 510 },
  { text: ' 0:00 ', minute: 0 },
  { text: '23:59', minute: 1439 },
  { text: '24:00', minute: null },
  { text: '8:60', minute: null },
  { text: '8h30', minute: null },
  { text: '', minute: null },
])('reads “$text” as $minute', ({ text, minute }) => {
  expect(minuteOfText(text)).toBe(minute)
})

it('writes every minute so that it is read back', () => {
  for (let minute = 0; minute < 1440; minute += 1) expect(minuteOfText(textOfMinute(minute))).toBe(minute)
})
