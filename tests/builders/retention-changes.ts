import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'
import { makeFootage } from './evidence-footage.ts'
import { laySegment, openRun } from './laid-footage.ts'
import { addSilentCamera, type StationWorld } from './station-world.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

const REASON = 'Theo yêu cầu của đơn vị'
const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000
const RANGE = { fromMs: START_MS, toMs: START_MS + 8000 }

/** Every change of retention once, over the interface: policies, folders, locks, a purge, files in quarantine. */
export async function changeRetention(
  step: Step,
  host: TestHost,
  world: StationWorld,
  clients: { readonly administrator: ApiClient; readonly inspector: ApiClient },
): Promise<void> {
  const { retention } = clients.administrator
  const scope = { kind: 'station' } as const
  await step('administrator', 'retention/setPolicy', () =>
    retention.setPolicy({ scope, days: { floorDays: 20, ceilingDays: 90 } }),
  )
  await step('administrator', 'retention/removePolicy', () => retention.removePolicy({ scope }))
  const path = join(host.folder, 'another-disk')
  await mkdir(path)
  const folder = await step('administrator', 'retention/addFolder', () => retention.addFolder({ path }))
  await step('administrator', 'retention/setFolderState', () =>
    retention.setFolderState({ id: folder.id ?? '', state: 'removed' }),
  )

  const camera = await addSilentCamera(host.services, world.reception, 'Camera cần khóa')
  const runId = await openRun(host, camera.id, START_MS)
  const place = { cameraId: camera.id, runId, number: 1, startAtMs: START_MS }
  await laySegment(host, await makeFootage({ seconds: 8 }), place, 'finished')
  const wish = { cameraIds: [camera.id], ...RANGE }
  const locks = clients.inspector.retention
  const lock = await step('inspector', 'retention/lock', () =>
    locks.lock({ ...wish, reason: REASON, provisionalDays: 7 }),
  )
  await step('inspector', 'retention/confirmLock', () => locks.confirmLock({ id: lock.id }))
  await step('inspector', 'retention/releaseLock', () => locks.releaseLock({ id: lock.id, reason: REASON }))

  await changeQuarantine(step, host, clients.administrator, camera.id)
  const { segments } = await retention.purgePreview(wish)
  await step('administrator', 'retention/purge', () => retention.purge({ ...wish, reason: REASON, segments }))
}

/** The camera's one file as recovery would have moved it aside: given back, moved again beside a stranger that goes. */
async function changeQuarantine(
  step: Step,
  host: TestHost,
  { retention }: ApiClient,
  cameraId: string,
): Promise<void> {
  const [filePath = ''] = await host.recordingFiles.list(cameraId)
  const path = `quarantine/1-${filePath.replaceAll('/', '_')}`
  await host.recordingFiles.rename(filePath, path)
  await step('administrator', 'retention/restoreQuarantined', () => retention.restoreQuarantined({ path }))
  const stranger = 'quarantine/2-la.mp4'
  const writer = await host.recordingFiles.create(stranger)
  await writer.write([Buffer.from('tệp lạ')])
  await writer.close()
  await step('administrator', 'retention/deleteQuarantined', () =>
    retention.deleteQuarantined({ path: stranger, reason: REASON }),
  )
}
