import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** Points are integers in hundredths: 1,25 points is 125. */
export const hundredthsSchema = z.int()

/** C camera · D dossier statistics · S survey · T document · Q register · M telemetry (domain notes §2b). */
export const evidenceKindSchema = z.enum(['C', 'D', 'S', 'T', 'Q', 'M'])

export const criterionSchema = z.object({
  code: z.string(),
  title: z.string(),
  maxHundredths: hundredthsSchema.positive(),
  /** The rule as people read it. */
  rule: z.string(),
  ruleKind: z.enum(['yes-no', 'bands', 'ratio', 'deduct']),
  evidenceKinds: z.array(evidenceKindSchema).min(1),
  /** Leaf that the survey scores instead of the appraisal. */
  survey: z.boolean(),
})
export type Criterion = z.infer<typeof criterionSchema>

/** A bonus (above 0) or penalty (below 0) that is added after the index is worked out. */
export const adjustmentSchema = z.object({
  code: z.string(),
  title: z.string(),
  hundredths: hundredthsSchema,
  /** Counts each time that it happens, not once. */
  perOccurrence: z.boolean(),
  evidenceKinds: z.array(evidenceKindSchema).min(1),
})

export const criteriaTemplateSchema = z.object({
  code: z.string(),
  title: z.string(),
  version: z.int().positive(),
  maxHundredths: hundredthsSchema.positive(),
  domains: z
    .array(z.object({ code: z.string(), title: z.string(), criteria: z.array(criterionSchema).min(1) }))
    .min(1),
  grades: z.array(z.object({ code: z.string(), title: z.string(), fromHundredths: hundredthsSchema })).min(1),
  /** Section IX: as data so far; no scorecard has adjustments yet. */
  adjustments: z
    .object({
      title: z.string(),
      maxBonusHundredths: hundredthsSchema.min(0),
      maxPenaltyHundredths: hundredthsSchema.min(0),
      items: z.array(adjustmentSchema),
    })
    .optional(),
})
export type CriteriaTemplate = z.infer<typeof criteriaTemplateSchema>

export const scoreColumnSchema = z.enum(['self', 'appraised', 'survey'])
export type ScoreColumn = z.infer<typeof scoreColumnSchema>

export const leafScoreSchema = z.object({
  criterionCode: z.string(),
  selfHundredths: hundredthsSchema.nullable(),
  appraisedHundredths: hundredthsSchema.nullable(),
  surveyHundredths: hundredthsSchema.nullable(),
  notApplicable: z.boolean(),
  reason: z.string(),
})
export type LeafScore = z.infer<typeof leafScoreSchema>

export const deductionSchema = z.object({
  id: idSchema,
  scorecardId: idSchema,
  criterionCode: z.string(),
  hundredths: hundredthsSchema.positive(),
  /** Never null, in the database as here: no deduction without a sealed clip. */
  evidenceClipId: idSchema,
  bundleSha256: z.string(),
  incidentCode: z.string(),
  reason: z.string(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
  state: z.enum(['active', 'withdrawn']),
})
export type Deduction = z.infer<typeof deductionSchema>

export const scorecardTotalSchema = z.object({
  /** Σ of final leaves after deductions, over the leaves that apply. */
  hundredths: hundredthsSchema,
  /** Σ of the maxima of the leaves that apply. */
  maxHundredths: hundredthsSchema,
  /** hundredths ÷ maxHundredths × 100, in hundredths, rounded half up; null when no leaf applies. */
  indexHundredths: hundredthsSchema.nullable(),
  gradeCode: z.string().nullable(),
  scoredLeaves: z.int(),
  leaves: z.int(),
})
export type ScorecardTotal = z.infer<typeof scorecardTotalSchema>

export const scorecardSchema = z.object({
  id: idSchema,
  communeUnitId: idSchema,
  communeName: z.string(),
  periodLabel: z.string(),
  periodFromMs: instantMsSchema,
  periodToMs: instantMsSchema,
  templateCode: z.string(),
  templateVersion: z.int(),
  state: z.enum(['draft', 'self-scored', 'appraising', 'appraised', 'published']),
  createdAtMs: instantMsSchema,
  leaves: z.array(leafScoreSchema),
  deductions: z.array(deductionSchema),
  total: scorecardTotalSchema,
})
export type Scorecard = z.infer<typeof scorecardSchema>

export const newScorecardSchema = z.object({
  communeUnitId: idSchema,
  periodLabel: z.string().trim().min(1).max(100),
  periodFromMs: instantMsSchema,
  periodToMs: instantMsSchema,
  templateCode: z.string(),
})
export type NewScorecard = z.infer<typeof newScorecardSchema>

export const setScoreSchema = z.object({
  scorecardId: idSchema,
  criterionCode: z.string(),
  column: scoreColumnSchema,
  /** null takes the score back. */
  hundredths: hundredthsSchema.min(0).nullable(),
  notApplicable: z.boolean().default(false),
  /** Required where the appraisal differs from the self-score. */
  reason: z.string().trim().max(2000).default(''),
})
export type SetScore = z.infer<typeof setScoreSchema>

export const newDeductionSchema = z.object({
  scorecardId: idSchema,
  criterionCode: z.string(),
  hundredths: hundredthsSchema.positive(),
  evidenceClipId: idSchema,
  incidentCode: z.string().regex(/^(RC|OS|CD|SY)-\d{2}$/),
  reason: z.string().trim().min(5).max(2000),
})
export type NewDeduction = z.infer<typeof newDeductionSchema>
