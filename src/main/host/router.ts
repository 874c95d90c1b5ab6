import { createAuditRouter } from '#main/features/audit/audit.router.ts'
import { createBackfillRouter } from '#main/features/backfill/backfill.router.ts'
import { createHealthRouter } from '#main/features/health/health.router.ts'
import { createLedgerRouter } from '#main/features/coverage/ledger.router.ts'
import { createRetentionRouter } from '#main/features/retention/retention.router.ts'
import { createCamerasRouter } from '#main/features/cameras/cameras.router.ts'
import { createClockChecksRouter } from '#main/features/clock-checks/clock-checks.router.ts'
import { createCoverageRouter } from '#main/features/coverage/coverage.router.ts'
import { createDossiersRouter } from '#main/features/dossiers/dossiers.router.ts'
import { createExportsRouter } from '#main/features/exports/exports.router.ts'
import { createFindingsRouter } from '#main/features/findings/findings.router.ts'
import { createEvidenceRouter } from '#main/features/evidence/evidence.router.ts'
import { createImportsRouter } from '#main/features/imports/imports.router.ts'
import { createJobsRouter } from '#main/features/jobs/jobs.router.ts'
import { createNoticeBoardsRouter } from '#main/features/notice-boards/notice-boards.router.ts'
import { createPresenceRouter } from '#main/features/presence/presence.router.ts'
import { createProceduresRouter } from '#main/features/procedures/procedures.router.ts'
import { createQueueRouter } from '#main/features/queue/queue.router.ts'
import { createReceptionsRouter } from '#main/features/receptions/receptions.router.ts'
import { createRecordingsRouter } from '#main/features/recordings/recordings.router.ts'
import { createReportsRouter } from '#main/features/reports/reports.router.ts'
import { createReviewRouter } from '#main/features/review/review.router.ts'
import { createScoringRouter } from '#main/features/scoring/scoring.router.ts'
import { createSearchRouter } from '#main/features/search/search.router.ts'
import { createSettingsRouter, type StationFacts } from '#main/features/settings/settings.router.ts'
import { createUnitsRouter } from '#main/features/units/units.router.ts'
import { createUsersRouter } from '#main/features/users/users.router.ts'
import { createViewsRouter } from '#main/features/views/views.router.ts'
import { guarded } from './guard.ts'
import type { Services } from './services.ts'

/** Every call of the contract, behind the guard. */
export function createRouter(services: Services, station: StationFacts) {
  return guarded.router({
    audit: createAuditRouter(services.audit),
    backfill: createBackfillRouter(services.backfill),
    health: createHealthRouter(services.health),
    ledger: createLedgerRouter(services.ledger),
    retention: createRetentionRouter(services.retention),
    cameras: createCamerasRouter(services.cameras),
    clockChecks: createClockChecksRouter(services.clockChecks),
    coverage: createCoverageRouter(services.coverage),
    dossiers: createDossiersRouter(services.dossiers),
    evidence: createEvidenceRouter(services.evidence),
    exports: createExportsRouter(services.exported),
    findings: createFindingsRouter(services.findings),
    imports: createImportsRouter(services.imports),
    jobs: createJobsRouter(services.jobs),
    noticeBoards: createNoticeBoardsRouter(services.noticeBoards),
    presence: createPresenceRouter(services.presence),
    procedures: createProceduresRouter(services.procedures),
    queue: createQueueRouter(services.queue),
    receptions: createReceptionsRouter(services.receptions),
    recordings: createRecordingsRouter(services.recordings, services.cameras),
    reports: createReportsRouter(services.reports),
    review: createReviewRouter(services.review),
    scoring: createScoringRouter(services.scoring),
    search: createSearchRouter(services.search),
    settings: createSettingsRouter(station, services.users.hasUsers),
    units: createUnitsRouter(services.units),
    users: createUsersRouter(services.users),
    views: createViewsRouter(services.views),
  })
}
