import {
  DAY_MS,
  formatVietnamIso,
  type InstantMs,
  MINUTE_MS,
  startOfVietnamDay,
  toVietnamDateTime,
  VIETNAM_OFFSET_MS,
} from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { ZonePoint } from '../presence/presence.model.ts'
import { BOARD_KEPT_MONTHS, type BoardTimes } from './notice-boards.model.ts'

/** 1 is Monday. The first day of the epoch was a Thursday. */
export function vietnamWeekday(atMs: InstantMs): number {
  return ((Math.floor((atMs + VIETNAM_OFFSET_MS) / DAY_MS) + 3) % 7) + 1
}

/** The due times within the range, in their order. */
export function dueTimes({ every, weekday, minuteOfDay }: BoardTimes, range: TimeRange): InstantMs[] {
  const due: InstantMs[] = []
  for (let dayMs = startOfVietnamDay(range.fromMs); dayMs < range.toMs; dayMs += DAY_MS) {
    const atMs = dayMs + minuteOfDay * MINUTE_MS
    const isDay = every === 'day' || vietnamWeekday(atMs) === weekday
    if (isDay && atMs >= range.fromMs && atMs < range.toMs) due.push(atMs)
  }
  return due
}

/** `2026-11`, in Vietnamese time. */
export function monthOf(atMs: InstantMs): string {
  return formatVietnamIso(atMs).slice(0, 7)
}

/** Pictures that were due before this have to go: the first of the month, so that a month goes as a whole. */
export function keptFromMs(nowMs: InstantMs): InstantMs {
  const { year, month } = toVietnamDateTime(nowMs)
  return Math.max(0, Date.UTC(year, month - 1 - BOARD_KEPT_MONTHS, 1) - VIETNAM_OFFSET_MS)
}

const MARGIN_SHARE = 0.02

/** The smallest upright part of the picture that holds the zone and a little more; sides are even, as JPEG likes them. */
export function cropOf(
  polygon: readonly ZonePoint[],
  size: { readonly widthPx: number; readonly heightPx: number },
): { leftPx: number; topPx: number; widthPx: number; heightPx: number } {
  const side = (shares: readonly number[], lengthPx: number): { from: number; length: number } => {
    const least = Math.max(0, Math.min(...shares) - MARGIN_SHARE)
    const most = Math.min(1, Math.max(...shares) + MARGIN_SHARE)
    const from = Math.floor((least * lengthPx) / 2) * 2
    const length = Math.max(2, Math.floor((most * lengthPx - from) / 2) * 2)
    return { from: Math.min(from, Math.max(0, lengthPx - length)), length }
  }
  const across = side(
    polygon.map(([x]) => x),
    size.widthPx,
  )
  const down = side(
    polygon.map(([, y]) => y),
    size.heightPx,
  )
  return { leftPx: across.from, topPx: down.from, widthPx: across.length, heightPx: down.length }
}
