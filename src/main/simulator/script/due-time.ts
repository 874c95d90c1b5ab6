import { dayMs, vietnamDateTime, vietnamMidnightMs } from '../vietnam-time.ts'

const closingHour = 17
/** "Received after 15:00, returned on the next working day." */
const sameDayUntilHour = 15
const hourMs = 3_600_000

/** The promised return: 17:00 on the last working day (weekends skipped; no table of holidays). */
export function dueTimeMs(receivedAtMs: number, workingDays: number): number {
  const received = vietnamDateTime(receivedAtMs)
  const sameDay = workingDays === 0 && received.hour < sameDayUntilHour && isWorkingDay(received.weekday)
  let remainingDays = sameDay ? 0 : Math.max(1, workingDays)
  let midnightMs = vietnamMidnightMs(receivedAtMs)
  while (remainingDays > 0) {
    midnightMs += dayMs
    if (isWorkingDay(vietnamDateTime(midnightMs).weekday)) remainingDays -= 1
  }
  return midnightMs + closingHour * hourMs
}

function isWorkingDay(weekday: number): boolean {
  return weekday !== 0 && weekday !== 6
}
