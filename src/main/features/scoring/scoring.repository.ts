import type { Id } from '#shared/kernel/ids.ts'
import {
  type CriteriaTemplate,
  criteriaTemplateSchema,
  type Deduction,
  deductionSchema,
  type LeafScore,
  type Scorecard,
  scorecardSchema,
} from '#shared/scoring/scoring.model.ts'
import type { Db } from '#main/db/db.ts'
import type { DeductionsTable, ScorecardLeavesTable, ScorecardsTable } from '#main/db/schema.ts'

const scorecardRowSchema = scorecardSchema.omit({
  communeName: true,
  leaves: true,
  deductions: true,
  total: true,
})

/** A scorecard's own row. */
export type StoredScorecard = Omit<Scorecard, 'communeName' | 'leaves' | 'deductions' | 'total'>

/** A deduction without the digest of the bundle that it cites, which evidence knows. */
export type StoredDeduction = Omit<Deduction, 'bundleSha256'>

const storedDeductionSchema = deductionSchema.omit({ bundleSha256: true })

function toScorecard(row: ScorecardsTable): StoredScorecard {
  return scorecardRowSchema.parse({
    id: row.id,
    communeUnitId: row.commune_unit_id,
    periodLabel: row.period_label,
    periodFromMs: row.period_from_ms,
    periodToMs: row.period_to_ms,
    templateCode: row.template_code,
    templateVersion: row.template_version,
    state: row.state,
    createdAtMs: row.created_at_ms,
  })
}

function toLeafScore(row: ScorecardLeavesTable): LeafScore {
  return {
    criterionCode: row.criterion_code,
    selfHundredths: row.self_hundredths,
    appraisedHundredths: row.appraised_hundredths,
    surveyHundredths: row.survey_hundredths,
    notApplicable: row.not_applicable === 1,
    reason: row.reason,
  }
}

function toDeduction(row: DeductionsTable): StoredDeduction {
  return storedDeductionSchema.parse({
    id: row.id,
    scorecardId: row.scorecard_id,
    criterionCode: row.criterion_code,
    hundredths: row.hundredths,
    evidenceClipId: row.evidence_clip_id,
    incidentCode: row.incident_code,
    reason: row.reason,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
    state: row.state,
  })
}

export async function findTemplate(db: Db, code: string, version: number): Promise<CriteriaTemplate | null> {
  const row = await db
    .selectFrom('criteria_templates')
    .select('body_json')
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? criteriaTemplateSchema.parse(JSON.parse(row.body_json)) : null
}

export async function insertTemplate(transaction: Db, template: CriteriaTemplate): Promise<void> {
  const { code, version, title } = template
  await transaction
    .insertInto('criteria_templates')
    .values({ code, version, title, body_json: JSON.stringify(template) })
    .execute()
}

export async function listScorecards(db: Db): Promise<StoredScorecard[]> {
  const rows = await db
    .selectFrom('scorecards')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toScorecard)
}

export async function findScorecard(db: Db, id: Id): Promise<StoredScorecard | null> {
  const row = await db.selectFrom('scorecards').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toScorecard(row) : null
}

export async function scorecardExists(
  db: Db,
  wanted: Pick<StoredScorecard, 'communeUnitId' | 'periodLabel' | 'templateCode'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('scorecards')
    .select('id')
    .where('commune_unit_id', '=', wanted.communeUnitId)
    .where('period_label', '=', wanted.periodLabel)
    .where('template_code', '=', wanted.templateCode)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertScorecard(
  transaction: Db,
  scorecard: StoredScorecard,
  leaves: readonly LeafScore[],
): Promise<void> {
  await transaction
    .insertInto('scorecards')
    .values({
      id: scorecard.id,
      commune_unit_id: scorecard.communeUnitId,
      period_label: scorecard.periodLabel,
      period_from_ms: scorecard.periodFromMs,
      period_to_ms: scorecard.periodToMs,
      template_code: scorecard.templateCode,
      template_version: scorecard.templateVersion,
      state: scorecard.state,
      created_at_ms: scorecard.createdAtMs,
    })
    .execute()
  const rows = leaves.map((leaf) => ({
    scorecard_id: scorecard.id,
    criterion_code: leaf.criterionCode,
    self_hundredths: leaf.selfHundredths,
    appraised_hundredths: leaf.appraisedHundredths,
    survey_hundredths: leaf.surveyHundredths,
    not_applicable: leaf.notApplicable ? 1 : 0,
    reason: leaf.reason,
  }))
  await transaction.insertInto('scorecard_leaves').values(rows).execute()
}

export async function updateScorecardState(
  transaction: Db,
  id: Id,
  state: Scorecard['state'],
): Promise<void> {
  await transaction.updateTable('scorecards').set({ state }).where('id', '=', id).execute()
}

export async function findLeafScores(db: Db, scorecardIds: readonly Id[]): Promise<Map<Id, LeafScore[]>> {
  if (scorecardIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('scorecard_leaves')
    .selectAll()
    .where('scorecard_id', 'in', scorecardIds)
    .execute()
  const byScorecard = Map.groupBy(rows, (row) => row.scorecard_id)
  return new Map([...byScorecard].map(([id, leaves]) => [id, leaves.map(toLeafScore)]))
}

export async function updateLeafScore(transaction: Db, scorecardId: Id, leaf: LeafScore): Promise<void> {
  await transaction
    .updateTable('scorecard_leaves')
    .set({
      self_hundredths: leaf.selfHundredths,
      appraised_hundredths: leaf.appraisedHundredths,
      survey_hundredths: leaf.surveyHundredths,
      not_applicable: leaf.notApplicable ? 1 : 0,
      reason: leaf.reason,
    })
    .where('scorecard_id', '=', scorecardId)
    .where('criterion_code', '=', leaf.criterionCode)
    .execute()
}

/** Oldest first. */
export async function findDeductions(db: Db, scorecardIds: readonly Id[]): Promise<StoredDeduction[]> {
  if (scorecardIds.length === 0) return []
  const rows = await db
    .selectFrom('deductions')
    .selectAll()
    .where('scorecard_id', 'in', scorecardIds)
    .orderBy('created_at_ms')
    .orderBy('id')
    .execute()
  return rows.map(toDeduction)
}

export async function findDeduction(db: Db, id: Id): Promise<StoredDeduction | null> {
  const row = await db.selectFrom('deductions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toDeduction(row) : null
}

export async function insertDeduction(transaction: Db, deduction: StoredDeduction): Promise<void> {
  await transaction
    .insertInto('deductions')
    .values({
      id: deduction.id,
      scorecard_id: deduction.scorecardId,
      criterion_code: deduction.criterionCode,
      hundredths: deduction.hundredths,
      evidence_clip_id: deduction.evidenceClipId,
      incident_code: deduction.incidentCode,
      reason: deduction.reason,
      state: deduction.state,
      created_at_ms: deduction.createdAtMs,
      created_by: deduction.createdBy,
      withdrawn_reason: null,
    })
    .execute()
}

/** false when it was withdrawn already. */
export async function withdrawDeduction(transaction: Db, id: Id, reason: string): Promise<boolean> {
  const result = await transaction
    .updateTable('deductions')
    .set({ state: 'withdrawn', withdrawn_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
