import { z } from 'zod'

/** `gte`: "trên 95 %", a lower bound. `lte`: an upper one. `unknown`: a ratio of two bounds that pull apart. */
export const boundSchema = z.enum(['exact', 'gte', 'lte', 'unknown'])
export type Bound = z.infer<typeof boundSchema>

/** What a number counts; numbers of different units are not added up in silence. */
export const COUNT_UNITS = [
  'dossier',
  'visit',
  'person',
  'case',
  'petition',
  'decision',
  'survey-form',
  'commune',
  'model',
  'day-per-month',
  'million-dong',
] as const
export const countUnitSchema = z.enum(COUNT_UNITS)
export type CountUnit = z.infer<typeof countUnitSchema>

export const countSchema = z.object({
  kind: z.literal('count'),
  value: z.number().min(0),
  bound: boundSchema,
  unit: countUnitSchema,
})
/** A share with both of its numbers. `percent` null: 0/0, of which there is no share. */
export const shareSchema = z.object({
  kind: z.literal('share'),
  numerator: z.number().min(0),
  denominator: z.number().min(0),
  percent: z.number().nullable(),
  bound: boundSchema,
})
/** A percentage that was told without its numbers. */
export const percentSchema = z.object({ kind: z.literal('percent'), percent: z.number(), bound: boundSchema })
/** "45–70 %": everything between, ends included. */
export const percentRangeSchema = z.object({
  kind: z.literal('percent-range'),
  fromPercent: z.number(),
  toPercent: z.number(),
})
export const figureSchema = z.discriminatedUnion('kind', [
  countSchema,
  shareSchema,
  percentSchema,
  percentRangeSchema,
])
export type Figure = z.infer<typeof figureSchema>
export type Count = z.infer<typeof countSchema>
export type Share = z.infer<typeof shareSchema>

/** A figure against that of the period before, in both of the ways that "tăng 6 %" may mean. */
export const changeSchema = z.object({
  now: z.number(),
  previous: z.number(),
  /** now − previous; of two percentages these are percentage points ("điểm %"). */
  difference: z.number(),
  /** In per cent of the previous one; null where that was 0. */
  relativePercent: z.number().nullable(),
})
export type Change = z.infer<typeof changeSchema>
