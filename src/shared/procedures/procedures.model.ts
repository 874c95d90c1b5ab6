import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { timeLimitSchema } from '../units/time-limit.model.ts'

/** `1.001193`: what stays of `1.001193.000.00.00.H56` when the suffix is gone. */
export const procedureCodeSchema = z.string().regex(/^\d\.\d{6}$/)

export const procedureSchema = z.object({
  id: idSchema,
  /** Whose procedure it is: it holds for the units below too, unless they have one of the same code. */
  authorityUnitId: idSchema,
  code: procedureCodeSchema,
  name: z.string(),
  field: z.string().nullable(),
  /** What the law allows; null: not entered. */
  statutory: timeLimitSchema.nullable(),
  /** What the office promises; null: the statutory one. */
  committed: timeLimitSchema.nullable(),
  feeDong: z.int().nullable(),
  validFromMs: instantMsSchema,
  /** Exclusive; null: still. */
  validToMs: instantMsSchema.nullable(),
})
export type Procedure = z.infer<typeof procedureSchema>

export const newProcedureSchema = z.object({
  authorityUnitId: idSchema,
  /** With or without its suffix. */
  code: z
    .string()
    .trim()
    .regex(/^\d\.\d{6}(?:\.[\w.]+)?$/),
  name: z.string().trim().min(1).max(500),
  field: z.string().trim().min(1).max(200).nullable(),
  statutory: timeLimitSchema.nullable(),
  committed: timeLimitSchema.nullable(),
  feeDong: z.int().min(0).max(1_000_000_000).nullable(),
  /** A midnight in Vietnam. */
  validFromMs: instantMsSchema,
})
export type NewProcedure = z.infer<typeof newProcedureSchema>
