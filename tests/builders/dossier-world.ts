import type { Role } from '#shared/users/users.model.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import type { ImportsDeps } from '#main/features/imports/imports.ports.ts'
import { createImportsService } from '#main/features/imports/imports.service.ts'
import { createJobsService } from '#main/features/jobs/jobs.service.ts'
import { createReceptionsService } from '#main/features/receptions/receptions.service.ts'
import { systemTimers } from '#main/ports/timers.ts'
import { readShippedImportProfiles } from '#main/serve/resources.ts'
import { createMemoryFiles } from './memory-files.ts'
import { createDossiersService } from '#main/features/dossiers/dossiers.service.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import { type Actor, type Call, systemCall } from '#main/ports/call.ts'
import type { DossierVerdicts } from '#main/ports/dossier-verdicts.ts'
import { newId } from '#main/ports/new-id.ts'
import { readInline } from './inline-reader.ts'
import type { Db } from '#main/db/db.ts'

/** Sunday 22/11/2026 10:00 in Vietnam. */
export const WORLD_NOW_MS = Date.parse('2026-11-22T10:00:00+07:00')

export function callOf(actor: Actor, verb: string): Call {
  return { actor, verb, audited: false }
}

/**
 * One commune: a one-stop desk with counters Q1 and Q2 that the council office owns, and a reception room that the
 * inspectorate owns; the services up to dossiers on a given database, under a clock that the test moves.
 */
export async function buildDossierWorld(db: Db) {
  const time = { nowMs: WORLD_NOW_MS }
  const clock = { nowMs: () => time.nowMs }
  const audit = createAuditService({ db, clock })
  const work = createUnitOfWork(db, audit)
  const units = createUnitsService({ work, clock, newId })
  const access = createAccessService({ work, clock, units })
  /** What coverage would answer; a test sets it. */
  const verdicts: { dossiersWith: DossierVerdicts['dossiersWith'] } = { dossiersWith: async () => new Set() }
  const dossiers = createDossiersService({
    work,
    clock,
    newId,
    units,
    access,
    verdicts: { dossiersWith: (...asked) => verdicts.dossiersWith(...asked) },
  })
  const findings = createFindingsService({ work, clock, newId, access })
  const unexpected: unknown[] = []
  const uploads = createMemoryFiles()
  const receptions = createReceptionsService({
    work,
    clock,
    newId,
    units,
    access,
    timers: systemTimers,
    findings: findings.log,
    footageOf: async (_roomId, hours) => hours.map(() => ({ filmedMs: 0, footageMs: 0, causes: [] })),
    keepsNames: async () => true,
    log: () => undefined,
  })
  const targets = { ...receptions.targets, ...dossiers.importTargets }
  /** As the program has them after a start: nothing in memory, the same database and folder. */
  function startImports(changes: Partial<ImportsDeps> = {}) {
    const onUnexpected = (thrown: unknown): void => void unexpected.push(thrown)
    const jobs = createJobsService({ work, clock, newId, onUnexpected })
    const imports = createImportsService({
      work,
      clock,
      newId,
      jobs,
      units,
      access,
      sources: dossiers,
      findings: findings.log,
      targets,
      readImport: readInline,
      uploads: uploads.store,
      profiles: readShippedImportProfiles(),
      onChanged: async () => undefined,
      ...changes,
    })
    return { imports, jobs }
  }
  const { imports, jobs } = startImports()
  const call = () => systemCall('test', 'test.set-up')
  const newUnit = (kind: 'commune' | 'inspectorate' | 'council-office', name: string) =>
    units.createUnit(call(), {
      kind,
      name,
      code: null,
      parentId: null,
      validFromMs: 0,
      predecessorId: null,
      roles: [],
    })
  const commune = await newUnit('commune', 'Phường Châu Sơn')
  const office = await newUnit('council-office', 'Văn phòng HĐND-UBND')
  const inspectorate = await newUnit('inspectorate', 'Thanh tra tỉnh')
  const communeUnitId = commune.id
  const desk = await units.createRoom(call(), {
    communeUnitId,
    kind: 'one-stop-desk',
    name: 'Một cửa',
    ownerUnitId: office.id,
  })
  const reception = await units.createRoom(call(), {
    communeUnitId,
    kind: 'reception-room',
    name: 'Phòng tiếp dân',
    ownerUnitId: inspectorate.id,
  })
  const counter1 = await units.createCounter(call(), { roomId: desk.id, code: 'Q1', name: 'Quầy 1' })
  const counter2 = await units.createCounter(call(), { roomId: desk.id, code: 'Q2', name: 'Quầy 2' })
  const actor = (role: Role, unitId: string): Actor => ({
    kind: 'user',
    id: newId(),
    label: role,
    role,
    unitId,
  })
  return {
    work,
    audit,
    clock,
    time,
    units,
    access,
    dossiers,
    findings,
    imports,
    jobs,
    targets,
    startImports,
    uploads,
    unexpected,
    verdicts,
    commune,
    inspectorateId: inspectorate.id,
    desk,
    reception,
    counter1,
    counter2,
    officeStaff: actor('office-staff', office.id),
    /** An inspector may see names, but owns the reception room only. */
    inspector: actor('inspector', inspectorate.id),
    /** As no real office has: sees names and the desk. */
    officeInspector: actor('inspector', office.id),
  }
}

export type DossierWorld = Awaited<ReturnType<typeof buildDossierWorld>>
