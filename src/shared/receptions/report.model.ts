import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const PERIOD_PRESETS = ['month', 'quarter', 'half', 'nine-months', 'year'] as const
export const periodPresetSchema = z.enum(PERIOD_PRESETS)
export type PeriodPreset = z.infer<typeof periodPresetSchema>

/** `index` from 1: the month, quarter or half of the year; 1 for nine months and the year. */
export const reportPeriodSchema = z
  .object({ preset: periodPresetSchema, year: z.int().min(2000).max(2100), index: z.int().min(1).max(12) })
  .refine(({ preset, index }) => index <= PERIODS_IN_YEAR[preset], { error: 'range.empty', path: ['index'] })
export type ReportPeriod = z.infer<typeof reportPeriodSchema>

export const PERIODS_IN_YEAR: Readonly<Record<PeriodPreset, number>> = {
  month: 12,
  quarter: 4,
  half: 2,
  'nine-months': 1,
  year: 1,
}

/** What is counted. Figures of different units are never added or compared (T4: 219 vụ việc = 218 + 1 đơn). */
export const countUnitSchema = z.enum([
  'visits',
  'people',
  'cases',
  'groups',
  'sessions',
  'petitions',
  'days',
])
export type CountUnit = z.infer<typeof countUnitSchema>

export const ratioSchema = z.object({ numerator: z.int().min(0), denominator: z.int().min(0) })
export type Ratio = z.infer<typeof ratioSchema>

/** A count against the same period of the year before. */
export const countComparisonSchema = z.object({
  unit: countUnitSchema,
  current: z.int(),
  previous: z.int(),
  difference: z.int(),
  /** Difference as a share of the previous figure (%); null: there was none to compare with. */
  relative: z.number().nullable(),
})
export type CountComparison = z.infer<typeof countComparisonSchema>

/** A ratio against the same period: its difference is in percentage points (điểm %), never in per cent. */
export const ratioComparisonSchema = z.object({
  current: ratioSchema,
  previous: ratioSchema,
  /** Current per cent minus previous per cent; null where one of them is 0/0. */
  points: z.number().nullable(),
})
export type RatioComparison = z.infer<typeof ratioComparisonSchema>

/** Petitions of a period, by the day on which they were received. */
export const petitionFiguresSchema = z.object({
  received: z.int(),
  byKind: z.object({
    complaint: z.int(),
    denunciation: z.int(),
    feedback: z.int(),
    /** Not sorted yet. */
    unknown: z.int(),
  }),
  eligible: z.int(),
  eligibleUnknown: z.int(),
  /** Of the eligible. */
  withinCompetence: z.int(),
  competenceUnknown: z.int(),
  /** Of those within competence. */
  resolved: z.int(),
  /** Of the resolved, those whose due day is known: the denominator of on time. */
  resolvedWithDue: z.int(),
  onTime: z.int(),
  right: z.int(),
  partlyRight: z.int(),
  wrong: z.int(),
})
export type PetitionFigures = z.infer<typeof petitionFiguresSchema>

export const FORM_COLUMNS = 29
/** Columns 1–29 of Biểu 01/TCD, in order. */
export const formValuesSchema = z.array(z.int().min(0)).length(FORM_COLUMNS)
export type FormValues = z.infer<typeof formValuesSchema>

/** Days on which the chair had to receive and did, as the register tells. */
export const chairFiguresSchema = z.object({ due: z.int(), held: z.int() })

const unitRowSchema = z.object({
  communeUnitId: idSchema,
  communeName: z.string(),
  values: formValuesSchema,
  previous: formValuesSchema,
  petitions: petitionFiguresSchema,
  chair: chairFiguresSchema,
})

export const formTemplateSchema = z.object({
  version: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({
      /** From 1. */
      number: z.int(),
      /** Words of the header from the top row down; equal neighbours share a cell. */
      path: z.array(z.string()).min(1),
      unit: countUnitSchema,
      /** Columns that it is the sum of; empty: counted. */
      sumOf: z.array(z.int()),
    }),
  ),
})
export type FormTemplate = z.infer<typeof formTemplateSchema>

const periodSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })

export const receptionReportSchema = z.object({
  template: formTemplateSchema,
  basis: z.string(),
  period: periodSchema,
  previousPeriod: periodSchema,
  rows: z.array(unitRowSchema),
  total: formValuesSchema,
  previousTotal: formValuesSchema,
  counts: z.object({
    visits: countComparisonSchema,
    people: countComparisonSchema,
    cases: countComparisonSchema,
    groups: countComparisonSchema,
    petitions: countComparisonSchema,
  }),
  petitions: petitionFiguresSchema,
  ratios: z.object({
    eligible: ratioComparisonSchema,
    withinCompetence: ratioComparisonSchema,
    resolved: ratioComparisonSchema,
    onTime: ratioComparisonSchema,
    chairHeld: ratioComparisonSchema,
  }),
})
export type ReceptionReport = z.infer<typeof receptionReportSchema>
