import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Entry } from '#shared/receptions/receptions.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import { insertEntries, updateEntry } from './entries.repository.ts'
import { insertRefresh } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { RegisterKind } from './register-kinds.ts'

/** What a change did, for the audit log: days and kinds, no citizens' data. */
type Telling<Body> = (body: Body) => ErrorDetail

const dayOf = (dayMs: number): TimeRange => ({ fromMs: dayMs, toMs: dayMs + DAY_MS })

/** Rows that people enter, correct, take out and put back, each in one audited act. */
export function createHandEntries<Body extends { readonly dayMs: number }>(
  deps: ReceptionsDeps,
  kind: RegisterKind<Body>,
  tell: Telling<Body>,
) {
  const { work, clock, newId, units, access, keepsNames } = deps
  const subjectKind = `reception-${kind.kind}`

  /** @throws AppError `not-found reception.unknown`, `forbidden room.not-yours` */
  async function mine(actor: Actor, id: Id): Promise<Entry & Body> {
    const [found] = await kind.find(work.db, [id])
    if (!found) throw new AppError('not-found', 'reception.unknown')
    await access.requireRooms(actor, [found.roomId])
    return found
  }

  async function kept(db: Db, body: Body): Promise<Body> {
    return (await keepsNames(db)) ? body : kind.nameless(body)
  }

  function requireMidnight({ dayMs }: Body): void {
    if (startOfVietnamDay(dayMs) !== dayMs) throw new AppError('invalid', 'reception.not-midnight')
  }

  const refresh = (transaction: Db, roomId: Id, dayMs: number): Promise<void> =>
    insertRefresh(transaction, { ...dayOf(dayMs), id: newId(), roomId })

  /** @throws AppError `not-found room.unknown`, `forbidden room.not-yours`, `invalid reception.not-midnight` */
  async function add(call: Call, roomId: Id, body: Body): Promise<Id> {
    await units.room(roomId)
    await access.requireRooms(call.actor, [roomId])
    requireMidnight(body)
    const id = newId()
    return work.change(call, async (transaction) => {
      const place = { sourceId: null, importId: null, rowNumber: null }
      const made = { createdAtMs: clock.nowMs(), createdBy: call.actor.label }
      await insertEntries(transaction, [
        { ...place, ...made, id, roomId, kind: kind.kind, dayMs: body.dayMs },
      ])
      await kind.insert(transaction, [{ id, body: await kept(transaction, body) }])
      await refresh(transaction, roomId, body.dayMs)
      return { result: id, subject: { kind: subjectKind, id }, detail: { roomId, ...tell(body) } }
    })
  }

  /** @throws AppError as {@link mine}, `conflict reception.removed`, `invalid reception.not-midnight` */
  async function edit(call: Call, stored: Entry & Body, body: Body): Promise<void> {
    if (stored.state === 'removed') throw new AppError('conflict', 'reception.removed')
    requireMidnight(body)
    const { id, roomId } = stored
    await work.change(call, async (transaction) => {
      await kind.update(transaction, id, await kept(transaction, body))
      await updateEntry(transaction, id, { dayMs: body.dayMs, editedAtMs: clock.nowMs() })
      await refresh(transaction, roomId, stored.dayMs)
      if (body.dayMs !== stored.dayMs) await refresh(transaction, roomId, body.dayMs)
      const before = Object.fromEntries(
        Object.entries(tell(stored)).map(([key, value]) => [`${key}Before`, value]),
      )
      return {
        result: null,
        subject: { kind: subjectKind, id },
        detail: { roomId, ...before, ...tell(body) },
      }
    })
  }

  async function setRemoved(call: Call, id: Id, removed: boolean): Promise<{ id: Id }> {
    const stored = await mine(call.actor, id)
    if ((stored.state === 'removed') === removed)
      throw new AppError('conflict', removed ? 'reception.removed' : 'reception.not-removed')
    return work.change(call, async (transaction) => {
      const by = call.actor.label
      await updateEntry(transaction, id, { removed: removed ? { atMs: clock.nowMs(), by } : null })
      await refresh(transaction, stored.roomId, stored.dayMs)
      const detail = { roomId: stored.roomId, ...tell(stored) }
      return { result: { id }, subject: { kind: subjectKind, id }, detail }
    })
  }

  return {
    mine,
    add,
    edit,
    /** @throws AppError `conflict reception.removed` and as `mine` */
    remove: (call: Call, id: Id): Promise<{ id: Id }> => setRemoved(call, id, true),
    /** @throws AppError `conflict reception.not-removed` and as `mine` */
    restore: (call: Call, id: Id): Promise<{ id: Id }> => setRemoved(call, id, false),
  }
}
