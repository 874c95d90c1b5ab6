import type { Id } from '#shared/kernel/ids.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'
import { CITIZEN_SEAT } from './presence-truth.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Every change of presence once, over the interface: a zone, a look at a minute without footage, the zone's end. */
export async function changePresence(
  step: Step,
  host: TestHost,
  cameraId: Id,
  inspector: ApiClient,
): Promise<void> {
  const zone = await step('inspector', 'presence/saveZone', () =>
    inspector.presence.saveZone({
      cameraId,
      kind: 'citizen-seat',
      name: 'Ghế công dân',
      counterId: null,
      polygon: [...CITIZEN_SEAT],
      validFromMs: 0,
    }),
  )
  await step('inspector', 'presence/look', () =>
    inspector.presence.look({ cameraId, fromMs: 0, toMs: 60_000 }),
  )
  await host.services.jobs.idle()
  await step('inspector', 'presence/endZone', () => inspector.presence.endZone({ id: zone.id }))
}
