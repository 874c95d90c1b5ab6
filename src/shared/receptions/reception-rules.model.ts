import { z } from 'zod'
import { instantMsSchema } from '../kernel/instant.ts'

/** In force during [validFromMs, validToMs), from a midnight in Vietnam; null: still. */
const inForce = { validFromMs: instantMsSchema, validToMs: instantMsSchema.nullable() }

/** What the law and the province ask for: values with effective dates, edited where they change. */
export const receptionRulesSchema = z.object({
  /** Last day of a reporting month, e.g. 14: November runs from 15/10 to 14/11. null: calendar months. */
  cutOffDay: z.int().min(1).max(27).nullable(),
  /** At least so many days a week on which the commune's chair receives in person. */
  chairMinimum: z
    .array(
      z.object({
        ...inForce,
        daysPerWeek: z.number().min(0).max(5),
        /** Where it stands, in words that are printed. */
        basis: z.string().trim().max(500),
      }),
    )
    .max(50),
  /** From then on no deputy may receive in place of the chair; null: delegation is lawful. */
  delegationEndsMs: instantMsSchema.nullable(),
  /** Printed under the report's title. */
  reportBasis: z.string().trim().max(500),
})
export type ReceptionRules = z.infer<typeof receptionRulesSchema>

/** 01/07/2026, midnight in Vietnam: law 136/2025/QH15 takes effect. */
export const LAW_136_FROM_MS = 1_782_838_800_000

export const DEFAULT_RECEPTION_RULES: ReceptionRules = {
  cutOffDay: 14,
  chairMinimum: [
    {
      validFromMs: 0,
      validToMs: null,
      daysPerWeek: 1,
      basis: 'Luật Tiếp công dân 2013, Điều 15 khoản 2: ít nhất 01 ngày trong 01 tuần',
    },
  ],
  delegationEndsMs: LAW_136_FROM_MS,
  reportBasis: 'Theo mẫu ban hành kèm Thông tư 02/2021/TT-TTCP',
}
