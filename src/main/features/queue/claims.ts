import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { QueueItemRef } from '#shared/queue/queue.model.ts'
import { ASSIGNED_LIFE_MS, CLAIM_LIFE_MS, isInForce, mayRelease } from '#shared/queue/queue.rules.ts'
import type { Call } from '#main/ports/call.ts'
import type { QueueDeps, QueuePerson } from './queue.ports.ts'
import { deleteClaim, findClaim, findItem, putClaim } from './queue.repository.ts'

/** Who is on what. */
export function createClaims(deps: QueueDeps) {
  const { work, clock, access, findings } = deps

  /** @throws AppError `not-found queue.unknown`, `forbidden room.not-yours` */
  async function requireItem(call: Call, { kind, id }: QueueItemRef): Promise<Id> {
    const roomId =
      kind === 'sample' ? (await findItem(work.db, id))?.roomId : (await findings.roomsOf([id])).get(id)
    if (roomId === undefined) throw new AppError('not-found', 'queue.unknown')
    await access.requireRooms(call.actor, [roomId])
    return roomId
  }

  /** @throws AppError `not-found queue.no-such-person`, `precondition queue.not-their-room` */
  async function requirePerson(username: string, roomId: Id): Promise<QueuePerson> {
    const person = (await deps.people()).find((each) => each.username === username)
    if (!person || !access.may(person.actor, 'review.bookmark'))
      throw new AppError('not-found', 'queue.no-such-person')
    if (!(await access.viewableRoomIds(person.actor)).has(roomId))
      throw new AppError('precondition', 'queue.not-their-room', { name: person.displayName })
    return person
  }

  /** @throws AppError like `requireItem` and `requirePerson`, `conflict queue.taken {by}` */
  async function claim(
    call: Call,
    { assignee, ...item }: QueueItemRef & { readonly assignee: string | null },
  ): Promise<{ lapsesAtMs: InstantMs }> {
    const roomId = await requireItem(call, item)
    const who = call.actor.label
    const isGiven = assignee !== null && assignee !== who
    if (isGiven) await requirePerson(assignee, roomId)
    const nowMs = clock.nowMs()
    const lapsesAtMs = nowMs + (isGiven ? ASSIGNED_LIFE_MS : CLAIM_LIFE_MS)
    const wanted = { assignee: assignee ?? who, claimedBy: who, claimedAtMs: nowMs, lapsesAtMs }
    return work.change(call, async (transaction) => {
      if (!(await putClaim(transaction, item, wanted))) {
        const by = (await findClaim(transaction, item))?.assignee ?? ''
        throw new AppError('conflict', 'queue.taken', { by })
      }
      const detail = { kind: item.kind, assignee: wanted.assignee, lapsesAtMs }
      return { result: { lapsesAtMs }, subject: { kind: 'queue-item', id: item.id }, detail }
    })
  }

  /** @throws AppError like `requireItem`, `conflict queue.taken {by}`, `conflict queue.not-taken` */
  async function release(call: Call, item: QueueItemRef): Promise<{ released: boolean }> {
    await requireItem(call, item)
    const who = call.actor.label
    return work.change(call, async (transaction) => {
      const before = await findClaim(transaction, item)
      if (!before || !isInForce(before, clock.nowMs())) throw new AppError('conflict', 'queue.not-taken')
      if (!mayRelease(before, who)) throw new AppError('conflict', 'queue.taken', { by: before.assignee })
      const released = await deleteClaim(transaction, item)
      const detail = { kind: item.kind, assignee: before.assignee }
      return { result: { released }, subject: { kind: 'queue-item', id: item.id }, detail }
    })
  }

  return { claim, release, requirePerson }
}
