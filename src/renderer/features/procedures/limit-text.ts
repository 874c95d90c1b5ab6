import type { TimeLimit, TimeUnit } from '#shared/units/time-limit.model.ts'

const UNITS: Readonly<Record<string, TimeUnit>> = {
  'ngày làm việc': 'working-day',
  'giờ làm việc': 'working-hour',
  giờ: 'working-hour',
  ngày: 'calendar-day',
}

const LIMIT = /^(\d{1,4})(?:[.,]([05]))?\s*(ngày làm việc|giờ làm việc|giờ|ngày)$/

/** "3 ngày làm việc", "0,5 ngày làm việc", "7 giờ", "30 ngày", "trong ngày"; null for what is none of these. */
export function readLimit(text: string): TimeLimit | null {
  const folded = text.normalize('NFC').trim().toLocaleLowerCase('vi').replaceAll(/\s+/g, ' ')
  if (folded === 'trong ngày' || folded === 'trong ngày làm việc') return { amount: 0, unit: 'working-day' }
  const match = LIMIT.exec(folded)
  const unit = match && UNITS[match[3] ?? '']
  if (!match || !unit) return null
  return { amount: Number(`${match[1]}.${match[2] ?? '0'}`), unit }
}
