import type { Camera } from '#shared/cameras/cameras.model.ts'
import { type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import type { AbsencePiece, LaneFacts } from '#shared/recordings/lanes.rules.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { Db } from '#main/db/db.ts'
import { findLastSegment, readHeartbeat } from './recordings.repository.ts'
import { MAX_SEGMENT_MS, type OpenSegment } from './segment.model.ts'

/** Some heartbeats may come late; after so many missed ones the program is not there. */
const ALIVE_MS = 30 * SECOND_MS

/** The newest moments of a lane, which no row tells of yet. */
export type LaneTail = Pick<LaneFacts, 'recorder'> & {
  /** An absence that stands open went on until then. */
  readonly aliveUntilMs: InstantMs
  readonly absences: readonly AbsencePiece[]
}

/** Told by the recorder itself. */
export function tailHere(
  status: RecorderStatus | undefined,
  open: OpenSegment | null,
  nowMs: InstantMs,
): LaneTail {
  const recordedUntilMs = status?.state === 'recording' ? status.lastGroupEndMs : null
  return {
    aliveUntilMs: nowMs,
    absences: [],
    recorder:
      recordedUntilMs === null ? null : { recordedUntilMs, untilMs: nowMs, runId: open?.runId ?? null },
  }
}

/**
 * Told by the heartbeat, where this process does not record the camera: a command beside a running station, or after
 * one. While the station lives, the file that it is at is on its way, and no file is longer than a segment may be. Where
 * it does not, nobody records from its last heartbeat on; the next start writes that down.
 */
export async function tailElsewhere(db: Db, camera: Camera, nowMs: InstantMs): Promise<LaneTail> {
  const none = { aliveUntilMs: nowMs, absences: [], recorder: null }
  if (camera.state !== 'recording') return none
  const heartbeatMs = await readHeartbeat(db)
  if (heartbeatMs === null) return none
  const isAlive = nowMs - heartbeatMs <= ALIVE_MS
  const aliveUntilMs = isAlive ? nowMs : heartbeatMs
  const last = await findLastSegment(db, camera.id)
  const recorder = last && {
    recordedUntilMs: last.endAtMs,
    untilMs: Math.min(aliveUntilMs, last.endAtMs + MAX_SEGMENT_MS),
    runId: last.runId,
  }
  if (isAlive) return { aliveUntilMs, absences: [], recorder }
  const hostDown: AbsencePiece = {
    fromMs: heartbeatMs,
    toMs: null,
    cause: 'recorder-down',
    reason: 'host-down',
    proof: { table: 'settings', id: 'heartbeat' },
  }
  return { aliveUntilMs, absences: [hostDown], recorder }
}
