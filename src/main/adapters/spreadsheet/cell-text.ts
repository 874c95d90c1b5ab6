import {
  DAY_MS,
  formatVietnamDateTime,
  formatVietnamTime,
  SECOND_MS,
  VIETNAM_OFFSET_MS,
} from '#shared/kernel/instant.ts'

/** Day 0 of Excel's calendar as it counts after February 1900, and of the one that begins in 1904. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30)
const EPOCH_1904_MS = Date.UTC(1904, 0, 1)
/** 31/12/9999, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465

const PLAIN_NUMBER = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 })

/** All digits and no exponent: `1.2e21` and `1e-7` are no codes or identity numbers. */
export function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? PLAIN_NUMBER.format(value) : text
}

/** `dd/MM/yyyy HH:mm:ss` just as the sheet shows it; a time of day alone as `HH:mm:ss`. Fractions miss seconds by a little. */
export function serialText(serial: number, countsFrom1904: boolean): string {
  if (serial < 0 || serial > LAST_SERIAL) return numberText(serial)
  const epochMs = countsFrom1904 ? EPOCH_1904_MS : EPOCH_1900_MS
  const wallClockMs = epochMs + Math.round((serial * DAY_MS) / SECOND_MS) * SECOND_MS
  const atMs = wallClockMs - VIETNAM_OFFSET_MS
  return serial < 1 && serial > 0 ? formatVietnamTime(atMs) : formatVietnamDateTime(atMs)
}
