import type { Role } from '#shared/users/users.model.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { ApiClient } from './api-client.ts'
import type { TestHost } from './test-host.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

export function someFinding(roomId: string, changes: Partial<NewFinding> = {}): NewFinding {
  return {
    kind: 'late-keying',
    roomId,
    atMs: 2000,
    fromMs: 1000,
    toMs: 3000,
    origin: { kind: 'coverage', id: 'run' },
    subject: { kind: 'dossier', id: 'H42.18-261120-0001' },
    detail: { receptions: 3 },
    dedupeKey: 'one',
    ...changes,
  }
}

/** The one change that a person can make to a finding, over the interface. */
export async function changeFindings(
  step: Step,
  host: TestHost,
  roomId: string,
  inspector: ApiClient,
): Promise<void> {
  await host.services.work.bookkeep((transaction) =>
    host.services.findings.log.record(transaction, [someFinding(roomId)]),
  )
  const [finding] = (await inspector.findings.list({ roomId })).rows
  await step('inspector', 'findings/decide', () =>
    inspector.findings.decide({ ids: [finding?.id ?? ''], state: 'dismissed', note: 'Nhập bù cuối buổi' }),
  )
}
