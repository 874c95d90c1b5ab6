import { DAY_MS, fromVietnamDateTime, HOUR_MS, type InstantMs, VIETNAM_OFFSET_MS } from '../kernel/instant.ts'
import type { NamePattern } from './name-patterns.model.ts'

/** Longer paths are not read: a pattern that people wrote must not take for ever. */
const MAX_PATH_LENGTH = 500
const EARLIEST_YEAR = 2000
const LATEST_YEAR = 2099

export type NameTime = {
  readonly startMs: InstantMs
  /** null when the name tells the start alone. */
  readonly endMs: InstantMs | null
  readonly patternId: string
}

type Groups = Readonly<Record<string, string | undefined>>

function instantOf(groups: Groups, prefix: '' | 'end', zone: NamePattern['zone']): InstantMs | null {
  const part = (name: string): number => {
    const own = prefix === '' ? undefined : groups[`${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`]
    return Number(own ?? groups[name] ?? Number.NaN)
  }
  const parts = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
  if (Object.values(parts).some((value) => !Number.isInteger(value))) return null
  if (parts.year < EARLIEST_YEAR || parts.year > LATEST_YEAR) return null
  const atMs = fromVietnamDateTime(parts)
  if (atMs === null) return null
  const milli = prefix === '' ? Number(groups['milli'] ?? 0) : 0
  return atMs + (zone === 'utc' ? VIETNAM_OFFSET_MS : 0) + milli
}

function endOf(groups: Groups, startMs: InstantMs, zone: NamePattern['zone']): InstantMs | null {
  if (groups['endHour'] === undefined && groups['endMinute'] === undefined) return null
  const endMs = instantOf(groups, 'end', zone)
  if (endMs === null || endMs > startMs) return endMs
  return endMs + (groups['endHour'] === undefined ? HOUR_MS : DAY_MS)
}

/** Time that a file's path tells, by the first pattern that finds a real date in it; null when none does. */
export function readNameTime(path: string, patterns: readonly NamePattern[]): NameTime | null {
  if (path.length > MAX_PATH_LENGTH) return null
  for (const { id, pattern, zone } of patterns) {
    const groups = new RegExp(pattern, 'iu').exec(path)?.groups
    const startMs = groups ? instantOf(groups, '', zone) : null
    if (groups && startMs !== null) return { startMs, endMs: endOf(groups, startMs, zone), patternId: id }
  }
  return null
}
