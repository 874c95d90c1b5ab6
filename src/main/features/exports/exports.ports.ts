import type { Rejection } from '#shared/imports/imports.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { AuditService } from '#main/features/audit/audit.service.ts'
import type { CamerasService } from '#main/features/cameras/cameras.service.ts'
import type { CoverageService } from '#main/features/coverage/coverage.service.ts'
import type { LedgerService } from '#main/features/coverage/ledger.service.ts'
import type { DossiersService } from '#main/features/dossiers/dossiers.service.ts'
import type { FindingsService } from '#main/features/findings/findings.service.ts'
import type { ReceptionsService } from '#main/features/receptions/receptions.service.ts'
import type { ReviewService } from '#main/features/review/review.service.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { WriteWorkbook } from '#main/ports/write-workbook.ts'

/** The lists that can leave the station, each read as its page reads it. */
export type ListReaders = {
  readonly clock: Clock
  readonly units: Pick<UnitsService, 'tree'>
  readonly dossiers: Pick<DossiersService, 'sources' | 'inPages'>
  readonly rejections: (actor: Actor, importId: Id) => Promise<readonly Rejection[]>
  readonly coverage: Pick<CoverageService, 'events'>
  readonly findings: Pick<FindingsService, 'list'>
  readonly receptions: Pick<ReceptionsService, 'visits' | 'petitions' | 'schedule'>
  readonly cameras: Pick<CamerasService, 'list'>
  readonly review: Pick<ReviewService, 'bookmarkList'>
  readonly ledger: Pick<LedgerService, 'month'>
  readonly audit: Pick<AuditService, 'list'>
}

export type ExportsDeps = ListReaders & {
  readonly work: UnitOfWork
  readonly newId: NewId
  readonly access: RoomAccess
  readonly stationName: string
  readonly writeWorkbook: WriteWorkbook
}
