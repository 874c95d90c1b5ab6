import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { policyFor, sameScope } from '#shared/retention/policy.rules.ts'
import type { PolicyScope, RetentionPolicy } from '#shared/retention/retention.model.ts'
import type { Call } from '#main/ports/call.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { deletePolicy, listPolicies, putPolicy } from './policies.repository.ts'
import type { RetainedCameras, RoomsOfCameras } from './retention.ports.ts'

export type PoliciesDeps = {
  readonly work: UnitOfWork
  readonly cameras: RetainedCameras
  readonly units: RoomsOfCameras
}

const nameOf = (scope: PolicyScope): string =>
  scope.kind === 'camera' ? scope.cameraId : scope.kind === 'room-kind' ? scope.roomKind : 'station'

/** How long footage stays: per station, kind of room and camera. */
export function createPolicies({ work, cameras, units }: PoliciesDeps) {
  const list = (): Promise<RetentionPolicy[]> => listPolicies(work.db)

  /** @throws AppError `not-found camera.unknown` */
  async function set(call: Call, policy: RetentionPolicy): Promise<RetentionPolicy> {
    const { scope, days } = policy
    if (scope.kind === 'camera' && !(await cameras.all()).some(({ id }) => id === scope.cameraId))
      throw new AppError('not-found', 'camera.unknown')
    return work.change(call, async (transaction) => {
      const before = (await listPolicies(transaction)).find((each) => sameScope(each.scope, scope))
      await putPolicy(transaction, policy)
      const detail = {
        ...days,
        floorDaysBefore: before?.days.floorDays ?? null,
        ceilingDaysBefore: before?.days.ceilingDays ?? null,
      }
      return { result: policy, subject: { kind: 'retention-policy', id: nameOf(scope) }, detail }
    })
  }

  /** @throws AppError `not-found retention.no-policy` */
  async function remove(call: Call, scope: PolicyScope): Promise<void> {
    await work.change(call, async (transaction) => {
      if (!(await deletePolicy(transaction, scope))) throw new AppError('not-found', 'retention.no-policy')
      return { result: null, subject: { kind: 'retention-policy', id: nameOf(scope) } }
    })
  }

  /** The policy in force for every camera that ever recorded. */
  async function ofCameras(): Promise<{ readonly id: Id; readonly policy: RetentionPolicy }[]> {
    const policies = await list()
    const kindOf = new Map((await units.rooms()).map((room) => [room.id, room.kind]))
    return (await cameras.all()).map(({ id, roomId }) => ({
      id,
      policy: policyFor(policies, { id, roomKind: kindOf.get(roomId) ?? null }),
    }))
  }

  return { list, set, remove, ofCameras }
}
