import { setTimeout as sleep } from 'node:timers/promises'
import type { Id } from '#shared/kernel/ids.ts'
import { intersect, subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import type { ClipSource, FootagePatience, StoredSegment } from './evidence.ports.ts'

/** A segment is closed once a minute: longer than that nothing more is to be expected. */
export const FOOTAGE_PATIENCE: FootagePatience = { everyMs: 1000, atMostMs: 100_000 }

const isOnItsWay = (span: FootageSpan): boolean =>
  span.state === 'recorded' || (span.state === 'not-yet-fetched' && span.reason === 'in-progress')

async function isStillBeingWritten(
  source: ClipSource,
  cameraId: Id,
  range: TimeRange,
  segments: readonly StoredSegment[],
) {
  const covered = segments.map((segment) => ({ fromMs: segment.startAtMs, toMs: segment.endAtMs }))
  const missing = subtractRanges(range, covered)
  if (missing.length === 0) return false
  const [lane] = await source.lanes([cameraId], range)
  const coming = (lane?.spans ?? []).filter(isOnItsWay)
  return missing.some((part) => coming.some((span) => intersect(part, span) !== null))
}

/**
 * The sealed segments of the range. Footage of the last minute lies in a file that is still being written and has no
 * seal yet, so this waits until the recorder has closed it, within `patience`.
 */
export async function sealedSegments(
  source: ClipSource,
  cameraId: Id,
  range: TimeRange,
  patience: FootagePatience,
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  const tries = Math.max(1, Math.ceil(patience.atMostMs / patience.everyMs))
  for (let count = 1; ; count += 1) {
    const segments = await source.segmentsIn(cameraId, range)
    if (count >= tries || !(await isStillBeingWritten(source, cameraId, range, segments))) return segments
    await sleep(patience.everyMs, undefined, { signal })
  }
}
