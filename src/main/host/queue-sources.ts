import { toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { CamerasService } from '#main/features/cameras/cameras.service.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { QueueDeps } from '#main/features/queue/queue.service.ts'
import type { RetentionService } from '#main/features/retention/retention.service.ts'

/** By room, the shortest floor of its cameras: before it, footage is never deleted for want of space. */
export function createKeptMs(deps: {
  readonly cameras: Pick<CamerasService, 'all'>
  readonly retention: Pick<RetentionService, 'policiesOfCameras'>
}): QueueDeps['keptMs'] {
  return async () => {
    const roomOf = new Map((await deps.cameras.all()).map(({ id, roomId }) => [id, roomId]))
    const kept = new Map<Id, number>()
    for (const { id, policy } of await deps.retention.policiesOfCameras()) {
      const roomId = roomOf.get(id)
      if (roomId === undefined) continue
      kept.set(roomId, Math.min(kept.get(roomId) ?? Number.POSITIVE_INFINITY, policy.days.floorDays * DAY_MS))
    }
    return kept
  }
}

/** What the log says was received at a room's desk, by station time. */
export function createReceived(dossiers: Pick<DossiersService, 'deskEvents'>): QueueDeps['received'] {
  return async (roomId, range) =>
    (await dossiers.deskEvents({ roomIds: [roomId], ...range }))
      .filter(({ kind }) => kind === 'received')
      .map(({ dossierId, dossierCode, atLogMs, source }) => ({
        dossierId,
        code: dossierCode,
        atMs: Math.max(0, toStationTime(atLogMs, source.clockOffset)),
      }))
}
