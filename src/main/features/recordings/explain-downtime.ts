import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { AbsenceLog } from './absence-log.ts'
import { scheduledParts } from './recording-plan.ts'
import type { RecordedCameras } from './recordings.ports.ts'
import { findLastSegment, findOpenAbsence } from './recordings.repository.ts'

type Deps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly cameras: Pick<RecordedCameras, 'scheduledRanges'>
}

/**
 * Closes the books of one camera up to now, at a start: an absence that stood open is believed up to the last sign of life,
 * and ends with the schedule; what no recorder saw since the end of the footage is the station's own.
 */
export async function explainDowntime(
  { work, clock, cameras }: Deps,
  log: AbsenceLog,
  camera: Camera,
  { lastAliveMs, reason }: { readonly lastAliveMs: InstantMs | null; readonly reason: string },
): Promise<void> {
  const nowMs = clock.nowMs()
  await log.setBack(nowMs, 0)
  const open = await findOpenAbsence(work.db, camera.id)
  const last = await findLastSegment(work.db, camera.id)
  const footageEndMs = last?.endAtMs ?? camera.createdAtMs
  const fromMs = Math.min(footageEndMs, open?.fromMs ?? footageEndMs)
  if (fromMs >= nowMs) return
  const ranges = await cameras.scheduledRanges(camera.id, { fromMs, toMs: nowMs })
  if (open) {
    // What the station itself lacked goes on while it is off.
    const untilMs = open.cause === 'recorder-down' ? nowMs : Math.min(nowMs, lastAliveMs ?? nowMs)
    const [first, ...later] = scheduledParts(ranges, { fromMs: open.fromMs, toMs: untilMs })
    await log.end(first?.toMs ?? open.fromMs)
    await log.explain(later, open.cause, open.reason)
  }
  const downReason = camera.state === 'stopped' ? 'stopped-by-person' : reason
  await log.explain(
    scheduledParts(ranges, { fromMs: footageEndMs, toMs: nowMs }),
    'recorder-down',
    downReason,
  )
}
