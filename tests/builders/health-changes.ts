import type { Role } from '#shared/users/users.model.ts'
import { insertAlert } from '#main/features/health/alerts.repository.ts'
import { newId } from '#main/ports/new-id.ts'
import type { ApiClient } from './api-client.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Every change of health once, over the interface: an alert that is seen, an address for alerts. */
export async function changeHealth(step: Step, host: TestHost, administrator: ApiClient): Promise<void> {
  const { health } = administrator
  const id = newId()
  await host.services.work.bookkeep((transaction) =>
    insertAlert(transaction, {
      id,
      kind: 'disk-low',
      cameraId: null,
      beganAtMs: 1,
      endedAtMs: null,
      detail: { days: 3 },
      seenBy: null,
      seenAtMs: null,
      sentState: 'none',
    }),
  )
  await step('administrator', 'health/see', () => health.see({ id }))
  const webhook = { url: 'https://canh-bao.example/', secret: 'khoa-bi-mat' }
  await step('administrator', 'health/setWebhook', () => health.setWebhook({ webhook }))
}
