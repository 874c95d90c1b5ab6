import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  type CriteriaTemplate,
  criteriaTemplateSchema,
  type LeafScore,
  type NewDeduction,
  type NewScorecard,
  type Scorecard,
  type SetScore,
} from '#shared/scoring/scoring.model.ts'
import {
  emptyLeafScore,
  leavesOf,
  requireDeductible,
  requireLeaf,
  stateAfter,
  totalOf,
  withScore,
} from '#shared/scoring/scoring.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import * as repository from './scoring.repository.ts'

export type ScoringDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly units: UnitsService
  readonly evidence: {
    /** @throws AppError `not-found evidence.unknown` */
    readonly get: (id: Id) => Promise<EvidenceClip>
    readonly byIds: (ids: readonly Id[]) => Promise<readonly EvidenceClip[]>
  }
  /** As they lie under resources/criteria-templates. */
  readonly templates: readonly CriteriaTemplate[]
}

export type ScoringService = ReturnType<typeof createScoringService>

export function createScoringService(deps: ScoringDeps) {
  const { work, clock, newId, units, evidence, templates } = deps

  /** A scorecard keeps the template that it began with: the stored body, not the file of today. */
  async function storedTemplate(db: Db, code: string, version: number): Promise<CriteriaTemplate> {
    const template = await repository.findTemplate(db, code, version)
    if (!template) throw new AppError('not-found', 'template.unknown', { code })
    return template
  }

  async function storeTemplate(transaction: Db, template: CriteriaTemplate): Promise<void> {
    const stored = await repository.findTemplate(transaction, template.code, template.version)
    if (!stored) await repository.insertTemplate(transaction, template)
    else if (JSON.stringify(stored) !== JSON.stringify(criteriaTemplateSchema.parse(template))) {
      throw new AppError('conflict', 'template.changed', { code: template.code, version: template.version })
    }
  }

  /** Leaves in the template's order, whatever order the database gives. */
  function ordered(template: CriteriaTemplate, scores: readonly LeafScore[]): LeafScore[] {
    const byCode = new Map(scores.map((score) => [score.criterionCode, score]))
    return leavesOf(template).map(({ code }) => byCode.get(code) ?? emptyLeafScore(code))
  }

  async function complete(stored: readonly repository.StoredScorecard[]): Promise<Scorecard[]> {
    const ids = stored.map((scorecard) => scorecard.id)
    const leaves = await repository.findLeafScores(work.db, ids)
    const allDeductions = await repository.findDeductions(work.db, ids)
    const clips = await evidence.byIds(allDeductions.map((deduction) => deduction.evidenceClipId))
    const digests = new Map(clips.map((clip) => [clip.id, clip.bundleSha256 ?? '']))
    const scorecards: Scorecard[] = []
    for (const row of stored) {
      const template = await storedTemplate(work.db, row.templateCode, row.templateVersion)
      const scores = ordered(template, leaves.get(row.id) ?? [])
      const deductions = allDeductions
        .filter((deduction) => deduction.scorecardId === row.id)
        .map((deduction) => ({ ...deduction, bundleSha256: digests.get(deduction.evidenceClipId) ?? '' }))
      const { name: communeName } = await units.unit(row.communeUnitId)
      scorecards.push({
        ...row,
        communeName,
        leaves: scores,
        deductions,
        total: totalOf(template, scores, deductions),
      })
    }
    return scorecards
  }

  const list = async (): Promise<Scorecard[]> => complete(await repository.listScorecards(work.db))

  async function require(db: Db, id: Id): Promise<repository.StoredScorecard> {
    const stored = await repository.findScorecard(db, id)
    if (!stored) throw new AppError('not-found', 'scorecard.unknown')
    return stored
  }

  async function requireOpen(transaction: Db, id: Id): Promise<repository.StoredScorecard> {
    const stored = await require(transaction, id)
    if (stored.state === 'published') throw new AppError('conflict', 'scorecard.published')
    return stored
  }

  /** @throws AppError `not-found scorecard.unknown` */
  async function get(id: Id): Promise<Scorecard> {
    const [scorecard] = await complete([await require(work.db, id)])
    if (!scorecard) throw new AppError('not-found', 'scorecard.unknown')
    return scorecard
  }

  function newestTemplate(code: string): CriteriaTemplate {
    const [template] = templates
      .filter((candidate) => candidate.code === code)
      .toSorted((left, right) => right.version - left.version)
    if (!template) throw new AppError('not-found', 'template.unknown', { code })
    return template
  }

  /**
   * Opens a scorecard with every leaf of the newest version of the template.
   * @throws AppError `conflict scorecard.exists`, `invalid scorecard.not-a-commune`, `range.empty`
   */
  async function create(call: Call, input: NewScorecard): Promise<Scorecard> {
    const template = newestTemplate(input.templateCode)
    const commune = await units.unit(input.communeUnitId)
    if (commune.kind !== 'commune') throw new AppError('invalid', 'scorecard.not-a-commune')
    if (input.periodFromMs >= input.periodToMs) throw new AppError('invalid', 'range.empty')
    const scorecard: repository.StoredScorecard = {
      ...input,
      id: newId(),
      templateVersion: template.version,
      state: 'draft',
      createdAtMs: clock.nowMs(),
    }
    await work.change(call, async (transaction) => {
      if (await repository.scorecardExists(transaction, input))
        throw new AppError('conflict', 'scorecard.exists')
      await storeTemplate(transaction, template)
      const leaves = leavesOf(template).map(({ code }) => emptyLeafScore(code))
      await repository.insertScorecard(transaction, scorecard, leaves)
      const detail = { commune: commune.name, period: input.periodLabel, template: template.code }
      return { result: null, subject: { kind: 'scorecard', id: scorecard.id }, detail }
    })
    return get(scorecard.id)
  }

  /** @throws AppError as `withScore`; `conflict scorecard.published` */
  async function setScore(call: Call, input: SetScore): Promise<Scorecard> {
    await work.change(call, async (transaction) => {
      const stored = await requireOpen(transaction, input.scorecardId)
      const template = await storedTemplate(transaction, stored.templateCode, stored.templateVersion)
      const criterion = requireLeaf(template, input.criterionCode)
      const scores = ordered(
        template,
        (await repository.findLeafScores(transaction, [stored.id])).get(stored.id) ?? [],
      )
      const current =
        scores.find((score) => score.criterionCode === criterion.code) ?? emptyLeafScore(criterion.code)
      const next = withScore(criterion, current, input)
      await repository.updateLeafScore(transaction, stored.id, next)
      const changed = scores.map((score) => (score.criterionCode === criterion.code ? next : score))
      const state = stateAfter(stored.state, template, changed)
      if (state !== stored.state) await repository.updateScorecardState(transaction, stored.id, state)
      const { column, hundredths, notApplicable } = input
      const detail = { criterion: criterion.code, column, hundredths, notApplicable, reason: next.reason }
      return { result: null, subject: { kind: 'scorecard', id: stored.id }, detail }
    })
    return get(input.scorecardId)
  }

  /** @throws AppError as `requireDeductible`; `conflict scorecard.published` */
  async function addDeduction(call: Call, input: NewDeduction): Promise<Scorecard> {
    const clip = await evidence.get(input.evidenceClipId)
    await work.change(call, async (transaction) => {
      const stored = await requireOpen(transaction, input.scorecardId)
      const template = await storedTemplate(transaction, stored.templateCode, stored.templateVersion)
      const criterion = requireLeaf(template, input.criterionCode)
      requireDeductible(stored, criterion, input.hundredths, clip)
      const id = newId()
      await repository.insertDeduction(transaction, {
        ...input,
        id,
        createdAtMs: clock.nowMs(),
        createdBy: call.actor.label,
        state: 'active',
      })
      const { criterionCode, hundredths, evidenceClipId, incidentCode } = input
      const detail = { scorecardId: stored.id, criterionCode, hundredths, evidenceClipId, incidentCode }
      return { result: null, subject: { kind: 'deduction', id }, detail }
    })
    return get(input.scorecardId)
  }

  /** The row stays, with its reason. @throws AppError `not-found deduction.unknown`, `conflict deduction.withdrawn` */
  async function withdrawDeduction(call: Call, id: Id, reason: string): Promise<Scorecard> {
    const scorecardId = await work.change(call, async (transaction) => {
      const deduction = await repository.findDeduction(transaction, id)
      if (!deduction) throw new AppError('not-found', 'deduction.unknown')
      await requireOpen(transaction, deduction.scorecardId)
      if (!(await repository.withdrawDeduction(transaction, id, reason))) {
        throw new AppError('conflict', 'deduction.withdrawn')
      }
      const { scorecardId: subject } = deduction
      return { result: subject, subject: { kind: 'deduction', id }, detail: { scorecardId: subject, reason } }
    })
    return get(scorecardId)
  }

  /** At start: keeps each template that the database has not seen yet. */
  async function start(): Promise<void> {
    await work.bookkeep(async (transaction) => {
      for (const template of templates) {
        const stored = await repository.findTemplate(transaction, template.code, template.version)
        if (!stored) await repository.insertTemplate(transaction, template)
      }
    })
  }

  return {
    start,
    templates: () => [...templates],
    list,
    get,
    create,
    setScore,
    addDeduction,
    withdrawDeduction,
  }
}
