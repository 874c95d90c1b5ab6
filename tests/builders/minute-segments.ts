import { type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { SegmentWithGroups } from '#main/features/recordings/segment.model.ts'

const HASH = '0'.repeat(64)

/** A row without a file: the minute with that number, the first of which began at `startMs`. */
export function segmentOf(
  { id, runId }: { readonly id: Id; readonly runId: Id },
  number: number,
  startMs: InstantMs,
): SegmentWithGroups {
  const startAtMs = startMs + (number - 1) * MINUTE_MS
  return {
    cameraId: id,
    number,
    runId,
    startAtMs,
    endAtMs: startAtMs + MINUTE_MS,
    mediaDurationMs: MINUTE_MS,
    filePath: `${id}/${number}.mp4`,
    sizeBytes: 15_000_000,
    sha256: HASH,
    root: HASH,
    previousRoot: HASH,
    initBytes: 1000,
    codec: 'h264',
    widthPx: 1920,
    heightPx: 1080,
    groupCount: 1,
    state: 'present',
    origin: 'recorded',
    groups: [{ offsetBytes: 1000, sizeBytes: 500_000, startAtMs, sampleCount: 30 }],
  }
}
