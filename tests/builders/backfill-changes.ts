import { join } from 'node:path'
import type { Role } from '#shared/users/users.model.ts'
import { replaceDeviceRecordings } from '#main/features/backfill/device-recordings.repository.ts'
import type { ApiClient } from './api-client.ts'
import { burnFile } from './burned-files.ts'
import { addSilentCamera, type StationWorld } from './station-world.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

const HOUR_MS = 3_600_000

/** Every change of backfill once, over the interface: a fetch that is cancelled, an import that is taken back, settings. */
export async function changeBackfill(
  step: Step,
  host: TestHost,
  world: StationWorld,
  administrator: ApiClient,
): Promise<void> {
  const { backfill } = administrator
  const camera = await addSilentCamera(host.services, world.desk, 'Camera cần bù')
  const nowMs = Date.now()
  const cameraId = camera.id
  const range = { fromMs: nowMs - HOUR_MS, toMs: nowMs - HOUR_MS / 2 }
  // It has been there for two hours, and its card holds the last one.
  await host.db
    .updateTable('cameras')
    .set({ created_at_ms: nowMs - 2 * HOUR_MS })
    .where('id', '=', cameraId)
    .execute()
  const held = [{ token: 'card', ...range }]
  await host.services.work.bookkeep((transaction) =>
    replaceDeviceRecordings(transaction, cameraId, { held, checkedAtMs: nowMs }),
  )
  const planned = await step('administrator', 'backfill/start', () =>
    backfill.start({ cameraId, ...range, mode: 'all', when: 'night' }),
  )
  await step('administrator', 'backfill/cancel', () => backfill.cancel({ id: planned.id }))

  const folder = join(host.folder, 'brought')
  const startMs = range.fromMs
  await burnFile({ path: join(folder, 'film.mp4'), startMs, seconds: 4 })
  const files = [{ path: 'film.mp4', startMs, timeSource: 'typed' as const }]
  const imported = await step('administrator', 'backfill/importStart', () =>
    backfill.importStart({ cameraId, folder, files }),
  )
  await host.services.jobs.idle()
  await step('administrator', 'backfill/undo', () => backfill.undo({ id: imported.id }))

  const settings = await backfill.settings()
  await step('administrator', 'backfill/setSettings', () =>
    backfill.setSettings({ ...settings, lookBackDays: 3 }),
  )
  await step('administrator', 'backfill/setNamePatterns', () => backfill.setNamePatterns({ own: [] }))
}
