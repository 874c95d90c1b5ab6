import type { Id } from '#shared/kernel/ids.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'
import { CITIZEN_SEAT } from './presence-truth.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Every change of presence once, over the interface; the camera has footage of that moment. */
export async function changePresence(
  step: Step,
  host: TestHost,
  { cameraId, filmedAtMs }: { readonly cameraId: Id; readonly filmedAtMs: number },
  { inspector, administrator }: { readonly inspector: ApiClient; readonly administrator: ApiClient },
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
  const reference = await step('inspector', 'presence/confirmReference', () =>
    inspector.presence.confirmReference({ cameraId, atMs: filmedAtMs, light: 'day' }),
  )
  await step('inspector', 'presence/withdrawReference', () =>
    inspector.presence.withdrawReference({ id: reference.id }),
  )
  const detector = { cameraId, kind: 'camera-blurred' } as const
  await step('administrator', 'presence/silence', () =>
    administrator.presence.silence({ ...detector, reason: 'Ống kính cũ, đã báo thay' }),
  )
  await step('administrator', 'presence/unsilence', () => administrator.presence.unsilence(detector))
  await host.services.jobs.idle()
  await step('inspector', 'presence/endZone', () => inspector.presence.endZone({ id: zone.id }))
}
