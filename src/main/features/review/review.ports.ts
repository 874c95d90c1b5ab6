import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { LockCost } from '#shared/retention/retention.model.ts'
import type { Db } from '#main/db/db.ts'
import type { AccessService } from '#main/features/users/access.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

export type ReviewDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly access: AccessService
  readonly cameras: {
    readonly byIds: (ids: readonly Id[]) => Promise<Camera[]>
    readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
  }
  readonly dossiers: {
    /** @throws AppError `not-found dossier.unknown` */
    readonly get: (id: Id) => Promise<{ readonly code: string; readonly roomId: Id }>
  }
  readonly locks: {
    readonly protect: (
      transaction: Db,
      lock: {
        cameraIds: readonly Id[]
        range: TimeRange
        bookmarkId: Id
        state: 'locked'
        createdBy: string
      },
    ) => Promise<void>
    readonly releaseLocks: (transaction: Db, bookmarkId: Id) => Promise<void>
    /** What locking all of these together would take. */
    readonly costOfAll: (
      ranges: readonly (TimeRange & { readonly cameraIds: readonly Id[] })[],
    ) => Promise<Omit<LockCost, keyof TimeRange>>
  }
}
