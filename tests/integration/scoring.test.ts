import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type CriteriaTemplate,
  criteriaTemplateSchema,
  type Scorecard,
} from '#shared/scoring/scoring.model.ts'
import { leavesOf } from '#shared/scoring/scoring.rules.ts'
import type { ClipSource } from '#main/features/evidence/evidence.ports.ts'
import { createScoringService, type ScoringService } from '#main/features/scoring/scoring.service.ts'
import { newId } from '#main/ports/new-id.ts'
import { callOf, WORLD_NOW_MS } from '#tests/builders/dossier-world.ts'
import { clipSourceOf, makeFootage, makeSegment } from '#tests/builders/evidence-footage.ts'
import { buildEvidenceWorld, type EvidenceWorld } from '#tests/builders/evidence-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const CAMERA = '01900000-0000-7000-8000-00000000c001'
const START_MS = WORLD_NOW_MS - 600_000
const YEAR = {
  periodFromMs: Date.parse('2026-01-01T00:00:00+07:00'),
  periodToMs: Date.parse('2027-01-01T00:00:00+07:00'),
}

let template: CriteriaTemplate
let source: ClipSource

beforeAll(async () => {
  const path = new URL('../../resources/criteria-templates/cchc-xa-2026.json', import.meta.url)
  template = criteriaTemplateSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const footage = await makeFootage({ seconds: 2, size: '64x48' })
  source = clipSourceOf([
    makeSegment(footage, footage.groups, { cameraId: CAMERA, number: 1, startAtMs: START_MS }),
  ])
})

describe('template CCHC-XA-2026', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  it('is worth 100 points in eight domains, 17 of them by survey, 32,5 with camera evidence', () => {
    const leaves = leavesOf(template)
    expect(leaves).toHaveLength(50)
    expect(new Set(leaves.map(({ code }) => code)).size).toBe(50)
    expect(sum(leaves.map((leaf) => leaf.maxHundredths))).toBe(10_000)
    expect(template.maxHundredths).toBe(10_000)
    const perDomain = template.domains.map((domain) => [
      domain.code,
      sum(domain.criteria.map((leaf) => leaf.maxHundredths)),
    ])
    expect(Object.fromEntries(perDomain)).toEqual({
      I: 1500,
      II: 800,
      III: 3000,
      IV: 600,
      V: 1400,
      VI: 600,
      VII: 1100,
      VIII: 1000,
    })
    expect(sum(leaves.filter((leaf) => leaf.survey).map((leaf) => leaf.maxHundredths))).toBe(1700)
    expect(
      sum(leaves.filter((leaf) => leaf.evidenceKinds.includes('C')).map((leaf) => leaf.maxHundredths)),
    ).toBe(3250)
    expect(
      leaves.every((leaf) => leaf.title !== '' && leaf.rule !== '' && leaf.maxHundredths % 25 === 0),
    ).toBe(true)
    expect(template.grades.map((grade) => grade.fromHundredths)).toEqual([9000, 8000, 7000, 5000, 0])
    expect(template.adjustments?.items).toHaveLength(8)
  })
})

describe.each(testDatabases)('scoring on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: EvidenceWorld
  let scoring: ScoringService

  beforeEach(async () => {
    opened = await openMigrated()
    world = await buildEvidenceWorld(opened.db, source, [CAMERA])
    const { work, clock, units, evidence } = world
    scoring = createScoringService({ work, clock, newId, units, evidence, templates: [template] })
    await scoring.start()
    await scoring.start()
  })

  afterEach(async () => {
    await world.jobs.stop()
    await opened.close()
    await world.clear()
  })

  const call = (verb: string) => callOf(world.committee, verb)
  const open = (changes: object = {}): Promise<Scorecard> =>
    scoring.create(call('scorecard.create'), {
      communeUnitId: world.commune.id,
      periodLabel: 'Năm 2026',
      ...YEAR,
      templateCode: template.code,
      ...changes,
    })
  const set = (
    scorecardId: string,
    criterionCode: string,
    column: 'self' | 'appraised' | 'survey',
    hundredths: number,
    reason = '',
  ) =>
    scoring.setScore(call('scorecard.set-score'), {
      scorecardId,
      criterionCode,
      column,
      hundredths,
      notApplicable: false,
      reason,
    })
  const deduct = (scorecardId: string, evidenceClipId: string, changes: object = {}) =>
    scoring.addDeduction(call('deduction.add'), {
      scorecardId,
      criterionCode: '5.4',
      hundredths: 25,
      evidenceClipId,
      incidentCode: 'OS-01',
      reason: 'Mở quầy muộn 20 phút',
      ...changes,
    })

  it('opens with every leaf, once per commune and period', async () => {
    const scorecard = await open()
    expect(scorecard).toMatchObject({ communeName: 'Phường Châu Sơn', state: 'draft', templateVersion: 1 })
    expect(scorecard.leaves.map((leaf) => leaf.criterionCode)).toEqual(
      leavesOf(template).map(({ code }) => code),
    )
    expect(scorecard.total).toEqual({
      hundredths: 0,
      maxHundredths: 10_000,
      indexHundredths: 0,
      gradeCode: null,
      scoredLeaves: 0,
      leaves: 50,
    })
    await expect(open()).rejects.toThrow('scorecard.exists')
    await expect(open({ communeUnitId: world.committee.unitId })).rejects.toThrow('scorecard.not-a-commune')
    await expect(open({ periodLabel: 'Khác', periodToMs: YEAR.periodFromMs })).rejects.toThrow('range.empty')
    expect((await scoring.list()).map(({ id }) => id)).toEqual([scorecard.id])
  })

  it('scores, and counts a cited deduction until it is withdrawn', async () => {
    const { id } = await open()
    const clip = await world.sealedClip(START_MS, START_MS + 1000)
    await set(id, '5.4', 'self', 250)
    await expect(set(id, '5.4', 'appraised', 200)).rejects.toThrow('score.reason-missing')
    await expect(set(id, '5.4', 'appraised', 275)).rejects.toThrow('score.over-max')
    expect(await set(id, '5.4', 'appraised', 250)).toMatchObject({
      state: 'appraising',
      total: { hundredths: 250 },
    })
    const cited = await deduct(id, clip.id)
    expect(cited.total).toMatchObject({ hundredths: 225, scoredLeaves: 1 })
    expect(cited.deductions).toMatchObject([
      { evidenceClipId: clip.id, bundleSha256: clip.bundleSha256, state: 'active' },
    ])
    const withdraw = () =>
      scoring.withdrawDeduction(call('deduction.withdraw'), cited.deductions[0]?.id ?? '', 'Giải trình đúng')
    expect(await withdraw()).toMatchObject({
      total: { hundredths: 250 },
      deductions: [{ state: 'withdrawn' }],
    })
    await expect(withdraw()).rejects.toThrow('deduction.withdrawn')
    expect((await world.audit.list({ limit: 2 })).map((row) => row.verb)).toEqual([
      'deduction.withdraw',
      'deduction.add',
    ])
    expect((await world.audit.check()).ok).toBe(true)
  })

  it('grades once every leaf that applies is scored', async () => {
    const { id } = await open()
    for (const leaf of leavesOf(template))
      await set(id, leaf.code, leaf.survey ? 'survey' : 'appraised', leaf.maxHundredths)
    expect(await scoring.get(id)).toMatchObject({
      state: 'appraised',
      total: { indexHundredths: 10_000, gradeCode: 'excellent' },
    })
  })

  it('refuses a clip that is not sealed, of another commune, or outside the period', async () => {
    const scorecard = await open()
    const sealed = await world.sealedClip(START_MS, START_MS + 1000)
    const failed = await world.sealedClip(START_MS + 60_000, START_MS + 61_000)
    await expect(deduct(scorecard.id, failed.id)).rejects.toThrow('evidence.clip-not-sealed')
    await expect(deduct(scorecard.id, newId())).rejects.toThrow('evidence.unknown')
    await expect(deduct(scorecard.id, sealed.id, { hundredths: 275 })).rejects.toThrow('deduction.over-max')
    await expect(deduct(scorecard.id, sealed.id, { criterionCode: '9.9' })).rejects.toThrow(
      'criterion.unknown',
    )
    const past = await open({ periodLabel: 'Năm 2025', periodFromMs: 0, periodToMs: YEAR.periodFromMs })
    await expect(deduct(past.id, sealed.id)).rejects.toThrow('deduction.outside-period')
    const elsewhere = await world.units.createUnit(callOf(world.committee, 'unit.create'), {
      kind: 'commune',
      code: null,
      name: 'Xã khác',
      parentId: null,
      validFromMs: 0,
      predecessorId: null,
      roles: [],
    })
    const other = await open({ communeUnitId: elsewhere.id })
    await expect(deduct(other.id, sealed.id)).rejects.toThrow('deduction.wrong-commune')
    expect((await scoring.get(scorecard.id)).deductions).toEqual([])
  })

  it('is kept from an unsealed or missing clip by the database itself', async () => {
    const { id } = await open()
    const failed = await world.sealedClip(START_MS + 60_000, START_MS + 61_000)
    const sealed = await world.sealedClip(START_MS, START_MS + 1000)
    const insert = (evidenceClipId: string) =>
      opened.db
        .insertInto('deductions')
        .values({
          id: newId(),
          scorecard_id: id,
          criterion_code: '5.4',
          hundredths: 25,
          incident_code: 'OS-01',
          reason: 'x',
          evidence_clip_id: evidenceClipId,
          state: 'active',
          created_at_ms: 0,
          created_by: 'x',
          withdrawn_reason: null,
        })
        .execute()
    await expect(insert(failed.id)).rejects.toThrow('a deduction must cite a sealed evidence clip')
    await expect(insert(newId())).rejects.toThrow('a deduction must cite a sealed evidence clip')
    const withNull = sql`insert into deductions select ${newId()}, scorecard_id, criterion_code, hundredths, null,
      incident_code, reason, state, created_at_ms, created_by, withdrawn_reason from deductions`
    await insert(sealed.id)
    await expect(withNull.execute(opened.db)).rejects.toThrow()
    const rewrite = opened.db.updateTable('deductions').set({ hundredths: 250 })
    await expect(rewrite.execute()).rejects.toThrow('a deduction is withdrawn, never rewritten')
    await expect(
      opened.db.deleteFrom('evidence_clips').where('id', '=', sealed.id).execute(),
    ).rejects.toThrow()
  })
})
