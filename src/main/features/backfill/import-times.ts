import type { ImportRequest, TimeSource } from '#shared/backfill/backfill.model.ts'
import { type NamePattern, namePatternSchema } from '#shared/backfill/name-patterns.model.ts'
import { readNameTime } from '#shared/backfill/name-patterns.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { type ClockOffset, toStationTime } from '#shared/kernel/clock-offset.ts'
import { type InstantMs, MINUTE_MS, VIETNAM_OFFSET_MS } from '#shared/kernel/instant.ts'
import type { MediaFacts } from '#main/ports/media-file.ts'

/** More than this between two sayings of one file, and a person should look. */
const DIFFER_MS = MINUTE_MS

export type FileTime = {
  /** Station time; null: nothing tells. */
  readonly startMs: InstantMs | null
  readonly timeSource: TimeSource
  readonly patternId: string | null
  /** Length by the name; null when it tells the start alone. */
  readonly namedDurationMs: number | null
  readonly differs: boolean
}

const TYPED_PATTERN_ID = 'typed'

/**
 * The patterns of an import in the order of trying.
 * @throws AppError `invalid backfill.pattern-broken`
 */
export function patternsFor(request: ImportRequest, known: readonly NamePattern[]): NamePattern[] {
  const { pattern, zone } = request
  // Names in UTC where the person says so; a pattern that knows its own clock keeps it.
  const inZone = zone === 'utc' ? known.map((each) => ({ ...each, zone })) : [...known]
  if (pattern === null) return inZone
  const typed = namePatternSchema.safeParse({
    id: TYPED_PATTERN_ID,
    name: TYPED_PATTERN_ID,
    pattern,
    zone,
    example: '',
  })
  if (!typed.success) throw new AppError('invalid', 'backfill.pattern-broken')
  return [typed.data, ...inZone]
}

/**
 * When a file begins: what was typed for it, else its name, else its container. The camera's own clock is turned into
 * station time where that was asked for.
 */
export function timeOf(
  path: string,
  facts: MediaFacts | null,
  request: ImportRequest,
  patterns: readonly NamePattern[],
  offset: ClockOffset,
): FileTime {
  const toStation = (atMs: InstantMs): InstantMs =>
    Math.max(0, request.applyClockOffset ? toStationTime(atMs, offset) : atMs)
  const named = readNameTime(path, patterns)
  const namedDurationMs = named && named.endMs !== null ? named.endMs - named.startMs : null
  const patternId = named?.patternId ?? null
  const created = facts?.createdAtMs ?? null
  const containerMs =
    created !== null && request.containerZone === 'vietnam' ? created - VIETNAM_OFFSET_MS : created
  const base = { patternId, namedDurationMs, differs: false }
  const typed = request.startOverrides[path]
  if (typed !== undefined) return { ...base, startMs: typed, timeSource: 'typed' }
  if (named) {
    const differs = containerMs !== null && Math.abs(containerMs - named.startMs) > DIFFER_MS
    return { ...base, startMs: toStation(named.startMs), timeSource: 'name', differs }
  }
  if (containerMs !== null && containerMs >= 0)
    return { ...base, startMs: toStation(containerMs), timeSource: 'container' }
  return { ...base, startMs: null, timeSource: 'unknown' }
}
