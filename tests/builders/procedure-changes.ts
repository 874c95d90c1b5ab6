import type { NewProcedure } from '#shared/procedures/procedures.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** A procedure of three working days. */
export function someProcedure(authorityUnitId: string, changes: Partial<NewProcedure> = {}): NewProcedure {
  return {
    authorityUnitId,
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    field: 'Hộ tịch',
    statutory: { amount: 5, unit: 'working-day' },
    committed: { amount: 3, unit: 'working-day' },
    feeDong: null,
    validFromMs: Date.parse('2026-01-01T00:00:00+07:00'),
    ...changes,
  }
}

/** Every change that a person can make to procedures, over the interface. */
export async function changeProcedures(
  step: Step,
  authorityUnitId: string,
  administrator: ApiClient,
): Promise<void> {
  const [made] = await step('administrator', 'procedures/put', () =>
    administrator.procedures.put({ procedures: [someProcedure(authorityUnitId)] }),
  )
  await step('administrator', 'procedures/end', () =>
    administrator.procedures.end({ id: made?.id ?? '', validToMs: Date.parse('2026-12-01T00:00:00+07:00') }),
  )
}
