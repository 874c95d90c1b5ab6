import type { NewProcedure, Procedure } from '#shared/procedures/procedures.model.ts'
import { type TimeLimit, timeUnitSchema } from '#shared/units/time-limit.model.ts'

type LimitValues = { readonly amount: number | string; readonly unit: string }

/** A procedure as people type it; an empty amount is no time limit. */
export type ProcedureValues = {
  readonly authorityUnitId: string | null
  readonly code: string
  readonly name: string
  readonly field: string
  readonly statutory: LimitValues
  readonly committed: LimitValues
  readonly feeDong: number | string
  /** `yyyy-MM-dd` */
  readonly from: string | null
}

const toLimitValues = (limit: TimeLimit | null): LimitValues => ({
  amount: limit?.amount ?? '',
  unit: limit?.unit ?? 'working-day',
})

const limitFrom = ({ amount, unit }: LimitValues): TimeLimit | null =>
  amount === '' ? null : { amount: Number(amount), unit: timeUnitSchema.catch('working-day').parse(unit) }

/** A new one, or the next version of one that is there. */
export function toProcedureValues(procedure: Procedure | null, fromDay: string): ProcedureValues {
  return {
    authorityUnitId: procedure?.authorityUnitId ?? null,
    code: procedure?.code ?? '',
    name: procedure?.name ?? '',
    field: procedure?.field ?? '',
    statutory: toLimitValues(procedure?.statutory ?? null),
    committed: toLimitValues(procedure?.committed ?? null),
    feeDong: procedure?.feeDong ?? '',
    from: fromDay,
  }
}

export function toNewProcedure(values: ProcedureValues): NewProcedure {
  const field = values.field.trim()
  return {
    authorityUnitId: values.authorityUnitId ?? '',
    code: values.code,
    name: values.name,
    field: field === '' ? null : field,
    statutory: limitFrom(values.statutory),
    committed: limitFrom(values.committed),
    feeDong: values.feeDong === '' ? null : Number(values.feeDong),
    validFromMs: Date.parse(`${values.from ?? ''}T00:00:00+07:00`),
  }
}
