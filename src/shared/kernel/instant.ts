import { z } from 'zod'

/** Epoch milliseconds UTC, an integer. Which clock it was read from is said by the field's name. */
export const instantMsSchema = z.int().min(0).max(8_640_000_000_000_000)
export type InstantMs = z.infer<typeof instantMsSchema>

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Asia/Ho_Chi_Minh is UTC+7 all year since 1975: no daylight saving, so a constant is exact. */
export const VIETNAM_OFFSET_MS = 7 * HOUR_MS

export type VietnamDateTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

export function toVietnamDateTime(atMs: InstantMs): VietnamDateTime {
  const date = new Date(atMs + VIETNAM_OFFSET_MS)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}

/** The instant of a Vietnamese wall-clock reading, or `null` where no such date exists (31/02, 25:00). */
export function fromVietnamDateTime(parts: VietnamDateTime): InstantMs | null {
  const { year, month, day, hour, minute, second } = parts
  if (hour > 23 || minute > 59 || second > 59) return null
  const utcMs = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(utcMs)
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null
  return utcMs - VIETNAM_OFFSET_MS
}

/** `dd/MM/yyyy` as Vietnamese offices write it. */
export function formatVietnamDate(atMs: InstantMs): string {
  const { year, month, day } = toVietnamDateTime(atMs)
  return `${pad(day)}/${pad(month)}/${year}`
}

/** `HH:mm:ss` in Vietnamese time. */
export function formatVietnamTime(atMs: InstantMs): string {
  const { hour, minute, second } = toVietnamDateTime(atMs)
  return `${pad(hour)}:${pad(minute)}:${pad(second)}`
}

/** `dd/MM/yyyy HH:mm:ss` in Vietnamese time. */
export function formatVietnamDateTime(atMs: InstantMs): string {
  return `${formatVietnamDate(atMs)} ${formatVietnamTime(atMs)}`
}

/** ISO 8601 with the Vietnamese zone and milliseconds, for manifests: `2026-11-20T09:15:22.400+07:00`. */
export function formatVietnamIso(atMs: InstantMs): string {
  return new Date(atMs + VIETNAM_OFFSET_MS).toISOString().replace('Z', '+07:00')
}

/** Midnight in Vietnam of the day that holds the instant. */
export function startOfVietnamDay(atMs: InstantMs): InstantMs {
  return Math.floor((atMs + VIETNAM_OFFSET_MS) / DAY_MS) * DAY_MS - VIETNAM_OFFSET_MS
}

const DATE_TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** Reads `dd/MM/yyyy`, `dd/MM/yyyy HH:mm` or `dd/MM/yyyy HH:mm:ss` as Vietnamese time; `null` for anything else. */
export function parseVietnamDateTime(text: string): InstantMs | null {
  const match = DATE_TIME.exec(text.trim())
  if (!match) return null
  const [day, month, year, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0))
  return fromVietnamDateTime({
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  })
}
