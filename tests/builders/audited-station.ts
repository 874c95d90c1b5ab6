import type { AuditRow } from '#shared/audit/audit.model.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { ROLES, type Role } from '#shared/users/users.model.ts'
import type { HostAdapters } from '#main/host/create-host.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { makeFootage } from './evidence-footage.ts'
import { logIn } from './http-session.ts'
import { laySegment, openRun } from './laid-footage.ts'
import { addPerson, addSilentCamera, seedStation } from './station-world.ts'
import type { TestDatabase } from './test-databases.ts'
import { openTestHost } from './test-host.ts'

/** Ten minutes ago: where the footage of {@link openAuditedStation} lies, in one segment. */
const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000
export const FOOTAGE_RANGE = { fromMs: START_MS, toMs: START_MS + 8000 }

export type AuditedStation = Awaited<ReturnType<typeof openAuditedStation>>

/** A station with its rooms and one person of each role, named like the role. */
export async function openAuditedStation(database: TestDatabase, adapters: Partial<HostAdapters> = {}) {
  const opened = await database.openMigrated()
  const host = await openTestHost({ db: opened.db, adapters })
  await host.services.scoring.start()
  const world = await seedStation(host.services)
  for (const role of ROLES) await addPerson(host.services, world, role)

  /** Oldest first. */
  const auditRows = async (): Promise<AuditRow[]> =>
    (await host.services.audit.list({ limit: 500 })).toReversed()

  const clientOf = async (role: Role): Promise<ApiClient> =>
    apiClient(host.fetch, (await logIn(host.fetch, role)).cookie)

  /** A camera of the reception room with eight seconds of footage. */
  async function layFootage(): Promise<Camera> {
    const camera = await addSilentCamera(host.services, world.reception, 'Camera phòng')
    const runId = await openRun(host, camera.id, START_MS)
    const place = { cameraId: camera.id, runId, number: 1, startAtMs: START_MS }
    await laySegment(host, await makeFootage({ seconds: 8 }), place, 'finished')
    return camera
  }

  async function close(): Promise<void> {
    await host.close()
    await opened.close()
  }
  return { db: opened.db, host, world, auditRows, clientOf, layFootage, close }
}
