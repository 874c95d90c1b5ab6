import { tmpdir } from 'node:os'
import * as schedule from '#shared/cameras/schedule.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import type { Db } from '#main/db/db.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { listCameras, listSchedules } from '#main/features/cameras/cameras.repository.ts'
import { createLedgerService } from '#main/features/coverage/ledger.service.ts'
import { createFootageService } from '#main/features/recordings/footage.service.ts'
import type { RecordedCameras } from '#main/features/recordings/recordings.ports.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import { newId } from '#main/ports/new-id.ts'

/** The ledger and what it stands on, on a database whose cameras nobody records; no host, no files. */
export function createLedgerWorld(
  db: Db,
  clock: { readonly nowMs: () => number },
  missingFolders: () => readonly string[] = () => [],
) {
  const work = createUnitOfWork(db, createAuditService({ db, clock }))
  const units = createUnitsService({ work, clock, newId })
  const access = createAccessService({ work, clock, units })
  const all = () => listCameras(db, clock.nowMs())
  async function get(id: Id) {
    const camera = (await all()).find((each) => each.id === id)
    if (!camera) throw new AppError('not-found', 'camera.unknown')
    return camera
  }
  const cameras: RecordedCameras = {
    all,
    get,
    scheduledRanges: async (id, range) => {
      const { createdAtMs, removedAtMs, roomId } = await get(id)
      const calendars = await units.calendarsOfRoom(roomId)
      const schedules = await listSchedules(db, id)
      return schedule.scheduledRanges(
        { createdAtMs, removedAtMs, schedules, officeSessions: (part) => officeSessions(calendars, part) },
        range,
      )
    },
    streamUrl: () => Promise.reject(new AppError('unavailable', 'reach.timeout')),
    onChange: () => () => {},
  }
  const footage = createFootageService({
    work,
    clock,
    cameras,
    files: createNodeFileStore(tmpdir()),
    video: createFfmpegVideoTool('ffmpeg'),
    recorderOf: () => null,
    missingFolders,
  })
  const ledger = createLedgerService({ clock, cameras, recordings: footage, units, access })
  return { work, units, access, cameras, footage, ledger }
}
