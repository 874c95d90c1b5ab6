import { messageOf } from '#shared/kernel/app-error.ts'
import type { CriteriaTemplate } from '#shared/scoring/scoring.model.ts'
import type { Db } from '#main/db/db.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import type { CamerasDeps } from '#main/features/cameras/cameras.service.ts'
import { createCamerasService } from '#main/features/cameras/cameras.service.ts'
import { createCoverageService } from '#main/features/coverage/coverage.service.ts'
import type { DossiersDeps } from '#main/features/dossiers/dossiers.ports.ts'
import { createDossiersService } from '#main/features/dossiers/dossiers.service.ts'
import { createEvidenceService } from '#main/features/evidence/evidence.service.ts'
import { createJobsService } from '#main/features/jobs/jobs.service.ts'
import type { RecorderSettings } from '#main/features/recordings/camera-recorder.ts'
import { createRecordingsService } from '#main/features/recordings/recordings.service.ts'
import { createReviewService } from '#main/features/review/review.service.ts'
import { createScoringService } from '#main/features/scoring/scoring.service.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import type { PasswordHasher } from '#main/features/users/users.ports.ts'
import { createUsersService } from '#main/features/users/users.service.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { VideoTool } from '#main/ports/video-tool.ts'
import { createUnitOfWork } from './unit-of-work.ts'

/** Everything outside the program that the host touches, handed in. */
export type Adapters = {
  readonly db: Db
  readonly clock: Clock
  readonly steadyMs: () => number
  readonly random: () => number
  readonly newId: NewId
  readonly hasher: PasswordHasher
  readonly secrets: SecretStore
  readonly recordingFiles: FileStore
  readonly evidenceFiles: FileStore
  readonly video: VideoTool
  readonly device: CamerasDeps['device']
  readonly probeStream: CamerasDeps['probeStream']
  readonly readTable: DossiersDeps['readTable']
  readonly log: (message: string) => void
}

export type ServiceConfig = {
  readonly station: {
    readonly id: string
    readonly name: string
    readonly version: string
    readonly program: string
  }
  readonly recorder: RecorderSettings
  readonly criteriaTemplates: readonly CriteriaTemplate[]
}

export type Services = ReturnType<typeof createServices>

/** Builds every feature's service, each from those below it. */
export function createServices(adapters: Adapters, config: ServiceConfig) {
  const { db, clock, newId } = adapters
  const audit = createAuditService({ db, clock })
  const work = createUnitOfWork(db, audit)
  const base = { work, clock, newId }
  const units = createUnitsService(base)
  const users = createUsersService({ ...base, hasher: adapters.hasher, units })
  const access = createAccessService({ work, clock, units })
  const jobs = createJobsService({
    ...base,
    onUnexpected: (thrown) => adapters.log(`job: ${messageOf(thrown)}`),
  })
  const cameras = createCamerasService({ ...base, ...adapters, access, units })
  const recordings = createRecordingsService({
    ...base,
    ...adapters,
    files: adapters.recordingFiles,
    cameras,
    settings: config.recorder,
  })
  const dossiers = createDossiersService({ ...base, units, access, readTable: adapters.readTable })
  const coverage = createCoverageService({ dossiers, cameras, recordings, access, clock })
  const review = createReviewService({ ...base, access, cameras, dossiers, locks: recordings })
  const evidence = createEvidenceService({
    ...base,
    ...adapters,
    files: adapters.evidenceFiles,
    access,
    units,
    cameras,
    dossiers,
    jobs,
    bookmarks: review,
    clips: recordings,
    locks: recordings,
    station: config.station,
  })
  const scoring = createScoringService({ ...base, units, evidence, templates: config.criteriaTemplates })
  return {
    audit,
    work,
    units,
    users,
    access,
    jobs,
    cameras,
    recordings,
    dossiers,
    coverage,
    review,
    evidence,
    scoring,
  }
}
