import { DAY_MS } from '#shared/kernel/instant.ts'
import { DEFAULT_RECEPTION_RULES } from '#shared/receptions/reception-rules.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Friday 20/11/2026, midnight in Vietnam. */
const DAY = Date.parse('2026-11-20T00:00:00+07:00')

/** Every change of the reception registers and the schedule once, over the interface. */
export async function changeReceptions(step: Step, roomId: string, inspector: ApiClient): Promise<void> {
  const { receptions } = inspector
  const visit = await step('inspector', 'receptions/addVisit', () =>
    receptions.addVisit({ roomId, dayMs: DAY, regime: 'head', visitorName: 'Nguyễn Văn An' }),
  )
  await step('inspector', 'receptions/editVisit', () =>
    receptions.editVisit({ id: visit.id, dayMs: DAY, regime: 'head', peopleCount: 2 }),
  )
  await step('inspector', 'receptions/removeVisit', () => receptions.removeVisit({ id: visit.id }))
  await step('inspector', 'receptions/restoreVisit', () => receptions.restoreVisit({ id: visit.id }))

  const petition = await step('inspector', 'receptions/addPetition', () =>
    receptions.addPetition({ roomId, dayMs: DAY, number: '12', kind: 'feedback' }),
  )
  await step('inspector', 'receptions/editPetition', () =>
    receptions.editPetition({ id: petition.id, dayMs: DAY, number: '12', resolvedDayMs: DAY + DAY_MS }),
  )
  await step('inspector', 'receptions/removePetition', () => receptions.removePetition({ id: petition.id }))
  await step('inspector', 'receptions/restorePetition', () => receptions.restorePetition({ id: petition.id }))

  const session = { dayMs: DAY, session: 'morning', regime: 'head', hostRole: 'chair' } as const
  const { id } = await step('inspector', 'receptions/addSession', () =>
    receptions.addSession({ roomId, ...session }),
  )
  await step('inspector', 'receptions/editSession', () =>
    receptions.editSession({ id, ...session, session: 'day' }),
  )
  await step('inspector', 'receptions/removeSession', () => receptions.removeSession({ id }))
  await step('inspector', 'receptions/restoreSession', () => receptions.restoreSession({ id }))
  await step('inspector', 'receptions/setRules', () =>
    receptions.setRules({ ...DEFAULT_RECEPTION_RULES, cutOffDay: 15 }),
  )
}
