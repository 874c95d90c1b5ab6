import { z } from 'zod'
import { type InstantMs, instantMsSchema } from './instant.ts'

/** Half-open: `fromMs` belongs to the range, `toMs` does not. Never empty and never reversed. */
export const timeRangeSchema = z
  .object({ fromMs: instantMsSchema, toMs: instantMsSchema })
  .refine((range) => range.fromMs < range.toMs, { error: 'range.empty' })
export type TimeRange = { readonly fromMs: InstantMs; readonly toMs: InstantMs }

export function durationMs(range: TimeRange): number {
  return range.toMs - range.fromMs
}

export function overlaps(left: TimeRange, right: TimeRange): boolean {
  return left.fromMs < right.toMs && right.fromMs < left.toMs
}

export function contains(range: TimeRange, atMs: InstantMs): boolean {
  return range.fromMs <= atMs && atMs < range.toMs
}

export function intersect(left: TimeRange, right: TimeRange): TimeRange | null {
  const fromMs = Math.max(left.fromMs, right.fromMs)
  const toMs = Math.min(left.toMs, right.toMs)
  return fromMs < toMs ? { fromMs, toMs } : null
}

/** The union as sorted, disjoint, non-touching ranges. Empty and reversed inputs vanish. */
export function mergeRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const sorted = ranges.filter((range) => range.fromMs < range.toMs).sort((a, b) => a.fromMs - b.fromMs)
  const merged: TimeRange[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.fromMs <= last.toMs) {
      merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, range.toMs) }
    } else {
      merged.push({ fromMs: range.fromMs, toMs: range.toMs })
    }
  }
  return merged
}

/** The parts of `whole` that none of `holes` covers, sorted and disjoint. */
export function subtractRanges(whole: TimeRange, holes: readonly TimeRange[]): TimeRange[] {
  const left: TimeRange[] = []
  let cursorMs = whole.fromMs
  for (const hole of mergeRanges(holes)) {
    if (hole.toMs <= cursorMs) continue
    if (hole.fromMs >= whole.toMs) break
    if (hole.fromMs > cursorMs) left.push({ fromMs: cursorMs, toMs: hole.fromMs })
    cursorMs = hole.toMs
  }
  if (cursorMs < whole.toMs) left.push({ fromMs: cursorMs, toMs: whole.toMs })
  return left
}

/** `count` instants at even distances over the time that the sorted, disjoint ranges hold together; none for no ranges. */
export function spreadOver(ranges: readonly TimeRange[], count: number): InstantMs[] {
  const stepMs = totalMs(ranges) / count
  const instants: InstantMs[] = []
  let passedMs = 0
  for (const range of ranges) {
    const lengthMs = durationMs(range)
    while (instants.length < count && instants.length * stepMs < passedMs + lengthMs)
      instants.push(Math.floor(range.fromMs + instants.length * stepMs - passedMs))
    passedMs += lengthMs
  }
  return instants
}

export function totalMs(ranges: readonly TimeRange[]): number {
  return ranges.reduce((sum, range) => sum + durationMs(range), 0)
}
