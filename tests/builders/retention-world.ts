import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { RecordingStore } from '#main/ports/file-store.ts'
import type { RetentionSettings } from '#main/features/retention/retention.ports.ts'
import { type Call, systemCall } from '#main/ports/call.ts'
import { createFileLayer } from './laid-files.ts'
import { addSilentCamera, seedStation } from './station-world.ts'
import type { TestDatabase } from './test-databases.ts'
import { openTestHost } from './test-host.ts'

/** A whole minute, and a fixed one: 20/11/2026 10:00 in Vietnam. */
export const NOW_MS = Date.UTC(2026, 10, 20, 3)

export type RetentionWorld = Awaited<ReturnType<typeof openRetentionWorld>>

/** A station with two silent cameras, whose clock stands still unless it is moved, and files that hold nothing but zeros. */
export async function openRetentionWorld(
  database: TestDatabase,
  options: {
    readonly retention?: Partial<RetentionSettings>
    readonly diskReserveBytes?: number
    readonly files?: RecordingStore
  } = {},
) {
  const opened = await database.openMigrated()
  let nowMs = NOW_MS
  const { files, retention = {}, diskReserveBytes = 0 } = options
  const host = await openTestHost({
    db: opened.db,
    adapters: { clock: { nowMs: () => nowMs }, ...(files ? { recordingFiles: files } : {}) },
    recorder: { diskReserveBytes },
    retention,
  })
  const recordingFiles = files ?? host.recordingFiles
  const rooms = await seedStation(host.services)
  const desk = await addSilentCamera(host.services, rooms.desk, 'Quầy 1')
  const reception = await addSilentCamera(host.services, rooms.reception, 'Tiếp dân')
  const { lay, write } = createFileLayer(recordingFiles, host.services.work)

  const states = async (cameraId: Id): Promise<Record<number, string>> =>
    Object.fromEntries(
      (
        await opened.db
          .selectFrom('segments')
          .select(['number', 'state'])
          .where('camera_id', '=', cameraId)
          .orderBy('number')
          .execute()
      ).map((row) => [row.number, row.state]),
    )
  const tombstones = () =>
    opened.db.selectFrom('segment_tombstones').selectAll().orderBy('camera_id').orderBy('number').execute()
  const call = (verb: string): Call => systemCall('test', verb)

  return {
    host,
    db: opened.db,
    retention: host.services.retention,
    files: recordingFiles,
    rooms,
    desk,
    reception,
    lay,
    write,
    states,
    tombstones,
    call,
    daysAgo: (days: number): number => nowMs - days * DAY_MS,
    nowMs: () => nowMs,
    /** Lets time pass. */
    pass: (ms: number) => {
      nowMs += ms
    },
    auditVerbs: async () => (await host.services.audit.list({ limit: 500 })).map(({ verb }) => verb),
    close: async () => {
      await host.close()
      await opened.close()
    },
  }
}
