import {
  formatVietnamDateTime,
  formatVietnamTime,
  HOUR_MS,
  type InstantMs,
  MINUTE_MS,
  SECOND_MS,
  startOfVietnamDay,
  toVietnamDateTime,
} from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

export {
  formatVietnamDate as formatDate,
  formatVietnamDateTime as formatDateTime,
  formatVietnamTime as formatTime,
} from '#shared/kernel/instant.ts'

/** What stands where there is no value. */
export const NONE = '—'

const formatters = new Map<number, Intl.NumberFormat>()

/** Vietnamese figures in both languages: `5.612`, `63,5`. */
export function formatNumber(value: number, decimals = 0): string {
  let formatter = formatters.get(decimals)
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals })
    formatters.set(decimals, formatter)
  }
  return formatter.format(value)
}

/** `63,5 %` of a share between 0 and 1; `—` for null. */
export function formatPercent(share: number | null): string {
  return share === null ? NONE : `${formatNumber(share * 100, 1)} %`
}

/** As {@link formatPercent}, but a little is not nothing: `< 0,1 %`. */
export function formatShare(share: number | null): string {
  return share !== null && share > 0 && share < 0.0005 ? '< 0,1 %' : formatPercent(share)
}

/** `5/8 (62,5 %)`; `—` for 0/0, since nothing of nothing is no share. */
export function formatRatio(numerator: number, denominator: number): string {
  if (denominator === 0) return NONE
  return `${formatNumber(numerator)}/${formatNumber(denominator)} (${formatPercent(numerator / denominator)})`
}

/** `0:42`, `6:10`, `1:02:03`; `< 0:01` for less than a second, since a little is not nothing. */
export function formatDuration(durationMs: number): string {
  if (durationMs > 0 && durationMs < SECOND_MS) return '< 0:01'
  const seconds = Math.floor(durationMs / SECOND_MS)
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  const hours = Math.floor(durationMs / HOUR_MS)
  if (hours > 0) return `${hours}:${parts.join(':')}`
  return `${Math.floor(durationMs / MINUTE_MS)}:${parts[1]}`
}

/** `+0,4 s`, `−41 s`, `0 s`: a signed difference between clocks. */
export function formatSignedSeconds(offsetMs: number): string {
  const size = formatNumber(Math.abs(offsetMs) / SECOND_MS, 1)
  if (size === '0') return '0 s'
  return `${offsetMs < 0 ? '−' : '+'}${size} s`
}

/** `+0,4 s ± 0,1`. */
export function formatClockOffset(offset: {
  readonly offsetMs: number
  readonly uncertaintyMs: number
}): string {
  return `${formatSignedSeconds(offset.offsetMs)} ± ${formatNumber(offset.uncertaintyMs / SECOND_MS, 1)}`
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `1,4 GB`, in powers of 1.000 as disks are sold. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit: string = BYTE_UNITS[0]
  for (const next of BYTE_UNITS.slice(1)) {
    if (value < 1000) break
    value /= 1000
    unit = next
  }
  return `${formatNumber(value, value < 10 ? 1 : 0)} ${unit}`
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** `22/11/2026 08:30:00 – 08:45:00`; with both dates where it runs over midnight. */
export function formatRange({ fromMs, toMs }: TimeRange): string {
  const isOneDay = startOfVietnamDay(fromMs) === startOfVietnamDay(toMs)
  return `${formatVietnamDateTime(fromMs)} – ${isOneDay ? formatVietnamTime(toMs) : formatVietnamDateTime(toMs)}`
}

/** `HH:mm`, where seconds are no evidence. */
export function formatShortTime(atMs: InstantMs): string {
  const { hour, minute } = toVietnamDateTime(atMs)
  return `${pad(hour)}:${pad(minute)}`
}

/** `yyyy-MM-dd` in Vietnamese time, as date inputs hold it. */
export function toDateInput(atMs: InstantMs): string {
  const { year, month, day } = toVietnamDateTime(atMs)
  return `${year}-${pad(month)}-${pad(day)}`
}
