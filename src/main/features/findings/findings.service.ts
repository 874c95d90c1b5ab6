import type { Finding, FindingKind, FindingState } from '#shared/findings/findings.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FindingsLog, NewFinding } from '#main/ports/findings-log.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { RoomAccess } from '#main/ports/room-access.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import * as repository from './findings.repository.ts'

export type FindingsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly access: RoomAccess
}

export type FindingsInput = {
  readonly roomId?: Id | undefined
  readonly kinds?: readonly FindingKind[] | undefined
  readonly state?: FindingState | undefined
  readonly subjectId?: string | undefined
  readonly fromMs?: InstantMs | undefined
  readonly toMs?: InstantMs | undefined
  readonly limit: number
  readonly offset: number
}

export type FindingsService = ReturnType<typeof createFindingsService>

/** What rules noticed, and what people decided about it. */
export function createFindingsService(deps: FindingsDeps) {
  const { work, clock, newId, access } = deps

  function toStored(given: NewFinding): repository.StoredFinding {
    const { dedupeKey, confidence = 1, cameraId = null, ...told } = given
    const open = { state: 'open', decidedAtMs: null, decidedBy: null, decisionNote: '' } as const
    return {
      dedupeKey,
      finding: { ...told, ...open, id: newId(), confidence, cameraId, createdAtMs: clock.nowMs() },
    }
  }

  const log: FindingsLog = {
    record: (transaction, findings) => repository.insertFindings(transaction, findings.map(toStored)),
    replace: async (transaction, scope, findings) => {
      const now = new Set(findings.map(({ kind, dedupeKey }) => `${kind} ${dedupeKey}`))
      const open = await repository.listOpenKeys(transaction, scope)
      const gone = open.filter(({ kind, dedupeKey }) => !now.has(`${kind} ${dedupeKey}`))
      await repository.deleteOpen(
        transaction,
        gone.map(({ id }) => id),
      )
      await repository.insertFindings(transaction, findings.map(toStored))
    },
    withdraw: repository.deleteOpenOfOrigin,
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function list(actor: Actor, input: FindingsInput) {
    const { roomId, limit, offset, ...filter } = input
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    const roomIds = roomId === undefined ? [...(await access.viewableRoomIds(actor))] : [roomId]
    return repository.listFindings(work.db, { ...filter, roomIds }, { limit, offset })
  }

  /** @throws AppError `not-found finding.unknown`, `forbidden room.not-yours` */
  async function decide(
    call: Call,
    input: { readonly ids: readonly Id[]; readonly state: Finding['state']; readonly note: string },
  ): Promise<{ changed: number }> {
    const rooms = await repository.listRoomsOfFindings(work.db, input.ids)
    if (input.ids.some((id) => !rooms.has(id))) throw new AppError('not-found', 'finding.unknown')
    await access.requireRooms(call.actor, [...new Set(rooms.values())])
    const isOpen = input.state === 'open'
    return work.change(call, async (transaction) => {
      const changed = await repository.updateDecision(transaction, input.ids, {
        state: input.state,
        note: input.note,
        decidedAtMs: isOpen ? null : clock.nowMs(),
        decidedBy: isOpen ? null : call.actor.label,
      })
      const [first = ''] = input.ids
      return {
        result: { changed },
        subject: { kind: 'finding', id: first },
        detail: { state: input.state, ids: input.ids.join(' '), changed },
      }
    })
  }

  /** Without access checks. */
  const countsOf = (cameraIds: readonly Id[], range: TimeRange) =>
    repository.countByCamera(work.db, cameraIds, range)

  /** In the rooms that the person may look into, newest decision first. */
  async function decidedSince(actor: Actor, sinceMs: InstantMs, limit: number): Promise<Finding[]> {
    const roomIds = [...(await access.viewableRoomIds(actor))]
    return repository.listDecided(work.db, { roomIds, sinceMs }, limit)
  }

  /** Without access checks: the rooms of those that exist. */
  const roomsOf = (ids: readonly Id[]): Promise<Map<string, string>> =>
    repository.listRoomsOfFindings(work.db, ids)

  return { log, list, decide, countsOf, decidedSince, roomsOf }
}
