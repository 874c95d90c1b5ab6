import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  criteriaTemplateSchema,
  newDeductionSchema,
  newScorecardSchema,
  scorecardSchema,
  setScoreSchema,
} from './scoring.model.ts'

export const scoringContract = {
  templates: query('scoring.read', '/criteria-templates').output(z.array(criteriaTemplateSchema)),
  list: query('scoring.read', '/scorecards').output(z.array(scorecardSchema)),
  get: query('scoring.read', '/scorecards/{id}')
    .input(z.object({ id: idSchema }))
    .output(scorecardSchema),
  create: mutation('scoring.score', 'scorecard.create', '/scorecards')
    .input(newScorecardSchema)
    .output(scorecardSchema),
  setScore: mutation('scoring.score', 'scorecard.set-score', '/scorecards/score')
    .input(setScoreSchema)
    .output(scorecardSchema),
  /** The clip must be sealed, of the scorecard's commune, and inside its period. */
  addDeduction: mutation('scoring.score', 'deduction.add', '/deductions')
    .input(newDeductionSchema)
    .output(scorecardSchema),
  withdrawDeduction: mutation('scoring.score', 'deduction.withdraw', '/deductions/{id}/withdraw')
    .input(z.object({ id: idSchema, reason: z.string().trim().min(5).max(2000) }))
    .output(scorecardSchema),
}
