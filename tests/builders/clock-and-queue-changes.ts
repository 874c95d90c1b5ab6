import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'
import type { AuditedStation } from './audited-station.ts'
import { someFinding } from './finding-changes.ts'
import { layDossiers } from './laid-dossiers.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Every change of clock checks, the queue and notice boards once, over the interface. */
export async function changeClockAndQueue(
  step: Step,
  station: AuditedStation,
  cameraId: Id,
  inspector: ApiClient,
): Promise<void> {
  const roomId = station.world.reception.id
  const { jobs, work, findings } = station.host.services
  const { check } = await step('inspector', 'clockChecks/open', () =>
    inspector.clockChecks.open({ cameraId }),
  )
  await step('inspector', 'clockChecks/measure', () =>
    inspector.clockChecks.measure({ id: check.id, fromMs: 0, toMs: 60_000 }),
  )
  await jobs.idle()

  await work.bookkeep((transaction) =>
    findings.log.record(transaction, [someFinding(roomId, { dedupeKey: 'queue' })]),
  )
  const [item] = (await inspector.queue.list({ kind: 'finding' })).rows
  const ref = { kind: 'finding', id: item?.id ?? '' } as const
  await step('inspector', 'queue/claim', () => inspector.queue.claim(ref))
  await step('inspector', 'queue/release', () => inspector.queue.release(ref))
  const source = await inspector.dossiers.createSource({ roomId, name: 'Sổ rút mẫu' })
  await layDossiers(station.db, source.id, [{ received: '20/11/2026 08:10' }])
  const fromMs = Date.parse('2026-11-20T00:00:00+07:00')
  const wish = {
    roomId,
    fromMs,
    toMs: fromMs + DAY_MS,
    size: 1,
    assignee: 'inspector',
    reason: 'Thử rút mẫu',
  }
  await step('inspector', 'queue/drawSample', () => inspector.queue.drawSample(wish))
  const [sampled] = (await inspector.queue.list({ kind: 'sample' })).rows
  const id = sampled?.id ?? ''
  await step('inspector', 'queue/finish', () => inspector.queue.finish({ id, outcome: 'in-order' }))
  await step('inspector', 'queue/reopen', () => inspector.queue.reopen({ id }))

  const zone = await inspector.presence.saveZone({
    cameraId,
    kind: 'notice-board',
    name: 'Bảng niêm yết',
    counterId: null,
    polygon: [
      [0.1, 0.1],
      [0.6, 0.1],
      [0.6, 0.6],
    ],
    validFromMs: 0,
  })
  const zoneId = zone.id
  await step('inspector', 'noticeBoards/setSchedule', () =>
    inspector.noticeBoards.setSchedule({ zoneId, every: 'day', weekday: null, minuteOfDay: 0 }),
  )
  await step('inspector', 'noticeBoards/take', () =>
    inspector.noticeBoards.take({ zoneId, fromMs: 0, toMs: 1000 }),
  )
  await jobs.idle()
  await step('inspector', 'noticeBoards/stopSchedule', () => inspector.noticeBoards.stopSchedule({ zoneId }))
}
