import { createAuditRouter } from '#main/features/audit/audit.router.ts'
import { createCamerasRouter } from '#main/features/cameras/cameras.router.ts'
import { createCoverageRouter } from '#main/features/coverage/coverage.router.ts'
import { createDossiersRouter } from '#main/features/dossiers/dossiers.router.ts'
import { createEvidenceRouter } from '#main/features/evidence/evidence.router.ts'
import { createJobsRouter } from '#main/features/jobs/jobs.router.ts'
import { createRecordingsRouter } from '#main/features/recordings/recordings.router.ts'
import { createReviewRouter } from '#main/features/review/review.router.ts'
import { createScoringRouter } from '#main/features/scoring/scoring.router.ts'
import { createSettingsRouter, type StationFacts } from '#main/features/settings/settings.router.ts'
import { createUnitsRouter } from '#main/features/units/units.router.ts'
import { createUsersRouter } from '#main/features/users/users.router.ts'
import { guarded } from './guard.ts'
import type { Services } from './services.ts'

/** Every call of the contract, behind the guard. */
export function createRouter(services: Services, station: StationFacts) {
  return guarded.router({
    audit: createAuditRouter(services.audit),
    cameras: createCamerasRouter(services.cameras),
    coverage: createCoverageRouter(services.coverage),
    dossiers: createDossiersRouter(services.dossiers),
    evidence: createEvidenceRouter(services.evidence),
    jobs: createJobsRouter(services.jobs),
    recordings: createRecordingsRouter(services.recordings, services.cameras),
    review: createReviewRouter(services.review),
    scoring: createScoringRouter(services.scoring),
    settings: createSettingsRouter(station, services.users.hasUsers),
    units: createUnitsRouter(services.units),
    users: createUsersRouter(services.users),
  })
}
