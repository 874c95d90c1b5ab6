import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import type { NewSample, ReviewSample, SampleItem, SampleOutcome } from '#shared/queue/queue.model.ts'
import { drawSample } from '#shared/queue/queue.rules.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { QueueDeps, QueuePerson } from './queue.ports.ts'
import * as repository from './queue.repository.ts'

const LONGEST_RANGE_MS = 400 * DAY_MS
const LIST_LIMIT = 100

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type SamplesDeps = QueueDeps & {
  readonly requirePerson: (username: string, roomId: Id) => Promise<QueuePerson>
}

/** Random samples of dossiers that somebody is asked to look at, and what they found. */
export function createSamples(deps: SamplesDeps) {
  const { work, clock, newId, access } = deps

  /**
   * @throws AppError `forbidden room.not-yours`, `invalid range.empty`, `invalid queue.range-too-long`,
   * `precondition queue.nothing-to-draw`, `not-found queue.no-such-person`, `precondition queue.not-their-room`
   */
  async function draw(call: Call, input: NewSample): Promise<ReviewSample> {
    const { roomId, fromMs, toMs, size } = input
    await access.requireRooms(call.actor, [roomId])
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (toMs - fromMs > LONGEST_RANGE_MS) throw new AppError('invalid', 'queue.range-too-long')
    await deps.requirePerson(input.assignee, roomId)
    const received = await deps.received(roomId, { fromMs, toMs })
    const register = [...new Map(received.map((each) => [each.dossierId, each])).values()]
    const seed = input.seed ?? randomBytes(8).toString('hex')
    const drawn = drawSample(register, seed, size, sha256)
    if (drawn.length === 0) throw new AppError('precondition', 'queue.nothing-to-draw')
    const sample: ReviewSample = {
      id: newId(),
      roomId,
      fromMs,
      toMs,
      seed,
      drawn: drawn.length,
      drawnFrom: register.length,
      assignee: input.assignee,
      reason: input.reason,
      createdAtMs: clock.nowMs(),
      createdBy: call.actor.label,
    }
    const items = drawn.map(({ dossierId, code, atMs }, index) => {
      return { id: newId(), dossierId, dossierCode: code, position: index + 1, atMs }
    })
    return work.change(call, async (transaction) => {
      await repository.insertSample(transaction, sample, items)
      const { drawnFrom, assignee } = sample
      const detail = { room: roomId, fromMs, toMs, seed, drawn: sample.drawn, drawnFrom, assignee }
      return { result: sample, subject: { kind: 'review-sample', id: sample.id }, detail }
    })
  }

  const list = async (actor: Actor): Promise<ReviewSample[]> =>
    repository.listSamples(work.db, [...(await access.viewableRoomIds(actor))], LIST_LIMIT)

  /** @throws AppError `not-found queue.unknown`, `forbidden room.not-yours` */
  async function requireItem(call: Call, id: Id): Promise<SampleItem> {
    const item = await repository.findItem(work.db, id)
    if (!item) throw new AppError('not-found', 'queue.unknown')
    await access.requireRooms(call.actor, [item.roomId])
    return item
  }

  /** @throws AppError like `requireItem`, `conflict queue.done {by}` */
  async function finish(
    call: Call,
    input: { readonly id: Id; readonly outcome: SampleOutcome; readonly note: string },
  ): Promise<{ doneAtMs: InstantMs }> {
    const { id, outcome, note } = input
    const { dossierId, sampleId } = await requireItem(call, id)
    const done = { outcome, note, doneAtMs: clock.nowMs(), doneBy: call.actor.label }
    return work.change(call, async (transaction) => {
      if (!(await repository.finishItem(transaction, id, done))) {
        const by = (await repository.findItem(transaction, id))?.doneBy ?? ''
        throw new AppError('conflict', 'queue.done', { by })
      }
      const detail = { outcome, dossier: dossierId, sample: sampleId }
      return { result: { doneAtMs: done.doneAtMs }, subject: { kind: 'queue-item', id }, detail }
    })
  }

  /** @throws AppError like `requireItem`, `conflict queue.not-yours` */
  async function reopen(call: Call, { id }: { readonly id: Id }): Promise<{ reopened: boolean }> {
    const { outcome } = await requireItem(call, id)
    return work.change(call, async (transaction) => {
      const reopened = await repository.reopenItem(transaction, id, call.actor.label)
      if (!reopened) throw new AppError('conflict', 'queue.not-yours')
      return { result: { reopened }, subject: { kind: 'queue-item', id }, detail: { outcome } }
    })
  }

  return { draw, list, finish, reopen }
}
