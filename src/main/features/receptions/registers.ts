import type { PetitionKind, ReceptionRegime } from '#shared/imports/import-rows.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { formatVietnamDate, type InstantMs } from '#shared/kernel/instant.ts'
import {
  keepHiddenOfPetition,
  keepHiddenOfVisit,
  maskPetition,
  maskVisit,
} from '#shared/receptions/personal-data.rules.ts'
import type { Entry, Petition, PetitionBody, Visit, VisitBody } from '#shared/receptions/receptions.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { createHandEntries } from './hand-entries.ts'
import { listPetitions } from './petitions.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { RegisterFilter } from './register-filter.ts'
import { PETITIONS, VISITS } from './register-kinds.ts'
import { listVisits } from './visits.repository.ts'

export type RegisterInput = {
  readonly roomId?: Id | undefined
  readonly communeUnitId?: Id | undefined
  readonly fromMs?: InstantMs | undefined
  readonly toMs?: InstantMs | undefined
  readonly kind?: PetitionKind | undefined
  readonly regime?: ReceptionRegime | undefined
  readonly removed: boolean
  readonly limit: number
  readonly offset: number
}

/** The two registers, read with the names that the reader may see, and entered by hand. */
export function createRegisters(deps: ReceptionsDeps) {
  const { work, units, access } = deps
  const visitEntries = createHandEntries(deps, VISITS, ({ dayMs, kind, regime, peopleCount }) => ({
    day: formatVietnamDate(dayMs),
    kind,
    regime,
    peopleCount,
  }))
  const petitionEntries = createHandEntries(deps, PETITIONS, ({ dayMs, number, kind, resolvedDayMs }) => ({
    day: formatVietnamDate(dayMs),
    number,
    kind,
    resolved: resolvedDayMs !== null,
  }))

  const seesNames = (actor: Actor): boolean => access.may(actor, 'dossiers.personal-data')
  const visibleVisit = (actor: Actor, visit: Entry & VisitBody): Visit =>
    seesNames(actor) ? { ...visit, withheld: 'nothing' } : maskVisit(visit)
  const visiblePetition = (actor: Actor, petition: Entry & PetitionBody): Petition =>
    seesNames(actor) ? { ...petition, withheld: 'nothing' } : maskPetition(petition)

  async function filterOf(actor: Actor, input: RegisterInput): Promise<RegisterFilter> {
    const { roomId, communeUnitId, ...filter } = input
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    const viewable = await access.viewableRoomIds(actor)
    const rooms = (await units.rooms()).filter(
      (room) =>
        viewable.has(room.id) &&
        (roomId === undefined || room.id === roomId) &&
        (communeUnitId === undefined || room.communeUnitId === communeUnitId),
    )
    return { ...filter, roomIds: rooms.map(({ id }) => id) }
  }

  async function rooms(actor: Actor): Promise<Id[]> {
    const viewable = await access.viewableRoomIds(actor)
    const all = await units.rooms()
    return all.filter(({ id, kind }) => kind === 'reception-room' && viewable.has(id)).map(({ id }) => id)
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function visits(actor: Actor, input: RegisterInput) {
    const { rows, ...sums } = await listVisits(work.db, await filterOf(actor, input))
    return { ...sums, rows: rows.map((row) => visibleVisit(actor, row)) }
  }

  async function visit(actor: Actor, id: Id): Promise<Visit> {
    return visibleVisit(actor, await visitEntries.mine(actor, id))
  }

  async function addVisit(call: Call, roomId: Id, body: VisitBody): Promise<Visit> {
    return visit(call.actor, await visitEntries.add(call, roomId, body))
  }

  /** @throws AppError `forbidden reception.secret` when somebody who may not see a denunciation makes it something else */
  function requireKept(actor: Actor, stored: PetitionKind | null, typed: PetitionKind | null): void {
    if (!seesNames(actor) && stored === 'denunciation' && typed !== stored)
      throw new AppError('forbidden', 'reception.secret')
  }

  async function editVisit(call: Call, id: Id, typed: VisitBody): Promise<Visit> {
    const stored = await visitEntries.mine(call.actor, id)
    requireKept(call.actor, stored.kind, typed.kind)
    await visitEntries.edit(call, stored, seesNames(call.actor) ? typed : keepHiddenOfVisit(stored, typed))
    return visit(call.actor, id)
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function petitions(actor: Actor, input: RegisterInput) {
    const { total, rows } = await listPetitions(work.db, await filterOf(actor, input))
    return { total, rows: rows.map((row) => visiblePetition(actor, row)) }
  }

  async function petition(actor: Actor, id: Id): Promise<Petition> {
    return visiblePetition(actor, await petitionEntries.mine(actor, id))
  }

  async function addPetition(call: Call, roomId: Id, body: PetitionBody): Promise<Petition> {
    return petition(call.actor, await petitionEntries.add(call, roomId, body))
  }

  async function editPetition(call: Call, id: Id, typed: PetitionBody): Promise<Petition> {
    const stored = await petitionEntries.mine(call.actor, id)
    requireKept(call.actor, stored.kind, typed.kind)
    const body = seesNames(call.actor) ? typed : keepHiddenOfPetition(stored, typed)
    await petitionEntries.edit(call, stored, body)
    return petition(call.actor, id)
  }

  return {
    rooms,
    visits,
    visit,
    addVisit,
    editVisit,
    removeVisit: visitEntries.remove,
    restoreVisit: visitEntries.restore,
    petitions,
    addPetition,
    editPetition,
    removePetition: petitionEntries.remove,
    restorePetition: petitionEntries.restore,
  }
}
