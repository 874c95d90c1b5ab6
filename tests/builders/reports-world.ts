import type { Db } from '#main/db/db.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { createProceduresService } from '#main/features/procedures/procedures.service.ts'
import { createReportsService, type ReportsDeps } from '#main/features/reports/reports.service.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf } from './dossier-world.ts'
import { someProcedure } from './procedure-changes.ts'

/** The dossier world with a log source of its desk, one procedure of three working days, and the reports above it. */
export async function buildReportsWorld(
  db: Db,
  changes: Pick<ReportsDeps, 'supplements' | 'apologised'> = {},
) {
  const world = await buildDossierWorld(db)
  const { work, clock, units, access, dossiers } = world
  const procedures = createProceduresService({ work, newId, units })
  const findings = createFindingsService({ work, clock, newId, access })
  const reports = createReportsService({
    work,
    clock,
    units,
    access,
    dossiers,
    procedures,
    findings: findings.log,
    ...changes,
  })
  const source = await dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
    roomId: world.desk.id,
    name: 'Một cửa điện tử',
    windowBeforeMs: 900_000,
    windowAfterMs: 300_000,
    offsetMs: 0,
    uncertaintyMs: 1000,
  })
  await procedures.put(systemCall('test', 'procedure.put'), [someProcedure(world.commune.id)])
  return { ...world, procedures, findings, reports, source }
}

export type ReportsWorld = Awaited<ReturnType<typeof buildReportsWorld>>
