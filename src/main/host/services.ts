import { messageOf } from '#shared/kernel/app-error.ts'
import { toStationTime } from '#shared/kernel/clock-offset.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { NamePattern } from '#shared/backfill/name-patterns.model.ts'
import type { CriteriaTemplate } from '#shared/scoring/scoring.model.ts'
import type { Db } from '#main/db/db.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import type { CamerasDeps } from '#main/features/cameras/cameras.service.ts'
import { createCamerasService } from '#main/features/cameras/cameras.service.ts'
import { createClockChecksService } from '#main/features/clock-checks/clock-checks.service.ts'
import { createCoverageService } from '#main/features/coverage/coverage.service.ts'
import type { BackfillTiming } from '#main/features/backfill/backfill.ports.ts'
import { createBackfillService } from '#main/features/backfill/backfill.service.ts'
import { createHealthService } from '#main/features/health/health.service.ts'
import { createDossierVerdicts } from '#main/features/coverage/dossier-verdicts.ts'
import { createLedgerService } from '#main/features/coverage/ledger.service.ts'
import { createLiveService } from '#main/features/live/live.service.ts'
import {
  DEFAULT_RETENTION_SETTINGS,
  type RetentionSettings,
} from '#main/features/retention/retention.ports.ts'
import { createReceptionsService } from '#main/features/receptions/receptions.service.ts'
import { createRoomFootage } from '#main/features/coverage/room-footage.ts'
import { createRetentionService } from '#main/features/retention/retention.service.ts'
import { createStorageFoldersService } from '#main/features/retention/storage-folders.service.ts'
import { createDossiersService } from '#main/features/dossiers/dossiers.service.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { createExportsService } from '#main/features/exports/exports.service.ts'
import { createEvidenceService } from '#main/features/evidence/evidence.service.ts'
import type { ImportsDeps } from '#main/features/imports/imports.ports.ts'
import { createImportsService } from '#main/features/imports/imports.service.ts'
import { createJobsService } from '#main/features/jobs/jobs.service.ts'
import type { RecorderSettings } from '#main/features/recordings/recorder-settings.ts'
import { createNoticeBoardsService } from '#main/features/notice-boards/notice-boards.service.ts'
import { createPresenceService } from '#main/features/presence/presence.service.ts'
import { createUntilCalm } from '#main/features/presence/until-calm.ts'
import { createProceduresService } from '#main/features/procedures/procedures.service.ts'
import { createQueueService } from '#main/features/queue/queue.service.ts'
import { createRecordingsService } from '#main/features/recordings/recordings.service.ts'
import { createReportsService } from '#main/features/reports/reports.service.ts'
import { createReviewService } from '#main/features/review/review.service.ts'
import { createThumbnailsService } from '#main/features/thumbnails/thumbnails.service.ts'
import { createScoringService } from '#main/features/scoring/scoring.service.ts'
import { createSearchService } from '#main/features/search/search.service.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import type { PasswordHasher } from '#main/features/users/users.ports.ts'
import { actorOf, createUsersService } from '#main/features/users/users.service.ts'
import { createViewsService } from '#main/features/views/views.service.ts'
import type { ProbeContinuity } from '#main/ports/camera-device.ts'
import type { CameraDiscovery } from '#main/ports/camera-discovery.ts'
import type { OpenReplay } from '#main/ports/camera-replay.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore, RecordingStore } from '#main/ports/file-store.ts'
import type { OpenLive } from '#main/ports/live-stream.ts'
import type { ReadKeyframes } from '#main/ports/keyframe-pictures.ts'
import type { ProcessorLoad } from '#main/ports/processor-load.ts'
import type { ReadThumbnails } from '#main/ports/keyframe-thumbnails.ts'
import type { ReadFrames, TakeJpeg } from '#main/ports/footage-frames.ts'
import type { OpenQrReader } from '#main/ports/qr-reader.ts'
import type { ImportFolder } from '#main/ports/import-folder.ts'
import type { MediaFiles } from '#main/ports/media-file.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { SendWebhook } from '#main/ports/send-webhook.ts'
import type { VideoTool } from '#main/ports/video-tool.ts'
import type { WriteWorkbook } from '#main/ports/write-workbook.ts'
import { createKeptMs, createReceived } from './queue-sources.ts'
import { createUnitOfWork } from './unit-of-work.ts'

/** Everything outside the program that the host touches, handed in. */
export type Adapters = {
  readonly db: Db
  readonly clock: Clock
  readonly steadyMs: () => number
  readonly timers: Timers
  readonly random: () => number
  readonly newId: NewId
  readonly hasher: PasswordHasher
  readonly secrets: SecretStore
  readonly recordingFiles: RecordingStore
  readonly evidenceFiles: FileStore
  /** Of the database's own files on this machine; 0 where it is elsewhere. */
  readonly databaseBytes: () => Promise<number>
  readonly video: VideoTool
  readonly device: CamerasDeps['device']
  readonly probeStream: CamerasDeps['probeStream']
  readonly probeContinuity: ProbeContinuity
  readonly discovery: CameraDiscovery
  readonly openReplay: OpenReplay
  readonly mediaFiles: MediaFiles
  readonly importFolder: ImportFolder
  readonly openLive: OpenLive
  readonly readKeyframes: ReadKeyframes
  readonly processorLoad: ProcessorLoad
  readonly readThumbnails: ReadThumbnails
  /** Pictures that can be made anew: a folder of its own. */
  readonly thumbnailFiles: FileStore
  readonly readFrames: ReadFrames
  readonly takeJpeg: TakeJpeg
  readonly openQrReader: OpenQrReader
  readonly sendWebhook: SendWebhook
  readonly readTable: CamerasDeps['readTable']
  readonly readImport: ImportsDeps['readImport']
  /** Where files wait between preview and consent; a folder of its own. */
  readonly importUploads: FileStore
  readonly writeWorkbook: WriteWorkbook
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
  readonly retention?: Partial<RetentionSettings>
  readonly criteriaTemplates: readonly CriteriaTemplate[]
  readonly namePatterns: readonly NamePattern[]
  readonly importProfiles: ImportsDeps['profiles']
  readonly backfill: BackfillTiming
}

/** About three days of nine cameras, hour by hour. */
const THUMBNAIL_BYTES = 500_000_000

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
  const { recordingFiles } = adapters
  const storage = createStorageFoldersService({
    ...base,
    files: recordingFiles,
    reserveBytes: config.recorder.diskReserveBytes,
    log: adapters.log,
  })
  const recordings = createRecordingsService({
    ...base,
    ...adapters,
    files: recordingFiles,
    storage: {
      findRoom: storage.findRoom,
      onChange: storage.onChange,
      isReachable: recordingFiles.isReachable,
    },
    missingFolders: recordingFiles.unreachablePrefixes,
    disk: () => retention.disk(),
    cameras,
    settings: config.recorder,
  })
  const retention = createRetentionService({
    ...base,
    ...adapters,
    files: recordingFiles,
    storage,
    cameras,
    units,
    access,
    settings: { ...DEFAULT_RETENTION_SETTINGS, ...config.retention },
    onDeleted: (...gone) => thumbnails.forget(...gone),
  })
  const thumbnails = createThumbnailsService({
    ...adapters,
    recordings,
    files: adapters.thumbnailFiles,
    maxBytes: THUMBNAIL_BYTES,
  })
  const live = createLiveService({ ...adapters, open: adapters.openLive, cameras })
  const findings = createFindingsService({ ...base, access })
  const dossiers = createDossiersService({
    ...base,
    units,
    access,
    // Coverage stands above the dossiers and reads them.
    verdicts: { dossiersWith: (...asked) => verdicts.dossiersWith(...asked) },
  })
  const receptions = createReceptionsService({
    ...base,
    ...adapters,
    units,
    access,
    findings: findings.log,
    footageOf: createRoomFootage({ cameras, recordings }),
    keepsNames: (transaction) => imports.settings.keepsNames(transaction),
  })
  const imports = createImportsService({
    ...base,
    jobs,
    units,
    access,
    sources: dossiers,
    findings: findings.log,
    targets: { ...receptions.targets, ...dossiers.importTargets },
    readImport: adapters.readImport,
    uploads: adapters.importUploads,
    profiles: config.importProfiles,
    onChanged: async (roomId, range) => {
      await reports.refreshDeadlineFindings(roomId, range)
      await presence.refreshSoon(roomId, range)
    },
  })
  const backfill = createBackfillService({
    ...base,
    ...adapters,
    jobs,
    cameras,
    recordings,
    dossiers,
    media: adapters.mediaFiles,
    folder: adapters.importFolder,
    purge: retention.purgeNumbers,
    namePatterns: config.namePatterns,
    settings: config.backfill,
  })
  const presence = createPresenceService({
    ...base,
    ...adapters,
    access,
    jobs,
    findings: { ...findings.log, countsOf: findings.countsOf },
    receptionSessions: receptions.sessionsOf,
    untilCalm: createUntilCalm(adapters.processorLoad, adapters.timers),
    recordings,
    cameras,
    officeSessions: async (roomId, range) => officeSessions(await units.calendarsOfRoom(roomId), range),
    loggedEvents: async (roomId, { fromMs, toMs }) =>
      (await dossiers.deskEvents({ roomIds: [roomId], fromMs, toMs })).map((event) => ({
        dossierId: event.dossierId,
        dossierCode: event.dossierCode,
        counterId: event.counterId,
        atMs: Math.max(0, toStationTime(event.atLogMs, event.source.clockOffset)),
        uncertaintyMs: event.source.clockOffset.uncertaintyMs,
      })),
  })
  const clockChecks = createClockChecksService({ ...base, ...adapters, access, jobs, recordings, cameras })
  const noticeBoards = createNoticeBoardsService({
    ...base,
    ...adapters,
    files: adapters.evidenceFiles,
    access,
    jobs,
    recordings,
    cameras,
    zones: presence.zones,
  })
  const coverage = createCoverageService({
    ...base,
    ...adapters,
    dossiers,
    cameras,
    recordings,
    units,
    access,
    findings: findings.log,
    missingFolders: recordingFiles.unreachablePrefixes,
  })
  const verdicts = createDossierVerdicts({ work, coverage })
  const ledger = createLedgerService({ clock, cameras, recordings, units, access })
  const health = createHealthService({
    ...base,
    ...adapters,
    send: adapters.sendWebhook,
    stationName: config.station.name,
    cameras,
    recordings,
    missingFolders: storage.lost,
    roomName: async (roomId) => {
      const { communeUnitId, name } = await units.room(roomId)
      return `${(await units.unit(communeUnitId)).name} › ${name}`
    },
  })
  const review = createReviewService({ ...base, access, cameras, dossiers, locks: retention })
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
    locks: retention,
    station: config.station,
  })
  const procedures = createProceduresService({ ...base, units })
  const reports = createReportsService({
    ...base,
    units,
    access,
    dossiers,
    procedures,
    findings: findings.log,
    supplements: dossiers.supplements,
    apologised: dossiers.apologised,
  })
  const scoring = createScoringService({ ...base, units, evidence, templates: config.criteriaTemplates })
  const queue = createQueueService({
    ...base,
    access,
    findings,
    people: async () =>
      (await users.list())
        .filter(({ active }) => active)
        .map((user) => ({ username: user.username, displayName: user.displayName, actor: actorOf(user) })),
    keptMs: createKeptMs({ cameras, retention }),
    received: createReceived(dossiers),
  })
  const search = createSearchService({ work, access, units, dossiers })
  const views = createViewsService(base)
  const exported = createExportsService({
    ...base,
    access,
    units,
    dossiers,
    rejections: imports.rejections,
    coverage,
    findings,
    receptions,
    cameras,
    review,
    ledger,
    audit,
    stationName: config.station.name,
    writeWorkbook: adapters.writeWorkbook,
  })
  return {
    audit,
    work,
    units,
    users,
    access,
    jobs,
    cameras,
    recordings,
    storage,
    retention,
    thumbnails,
    backfill,
    live,
    dossiers,
    receptions,
    clockChecks,
    noticeBoards,
    coverage,
    ledger,
    presence,
    health,
    review,
    evidence,
    findings,
    imports,
    procedures,
    queue,
    reports,
    scoring,
    search,
    views,
    exported,
  }
}
