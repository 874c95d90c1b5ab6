import { implement } from '@orpc/server'
import { receptionsContract } from '#shared/receptions/receptions.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ReceptionsService } from './receptions.service.ts'

const os = implement(receptionsContract).$context<RpcContext>()

export function createReceptionsRouter(receptions: ReceptionsService) {
  return os.router({
    rooms: os.rooms.handler(({ context }) => receptions.rooms(context.call.actor)),
    visits: os.visits.handler(({ input, context }) => receptions.visits(context.call.actor, input)),
    visit: os.visit.handler(({ input, context }) => receptions.visit(context.call.actor, input.id)),
    addVisit: os.addVisit.handler(({ input: { roomId, ...body }, context }) =>
      receptions.addVisit(context.call, roomId, body),
    ),
    editVisit: os.editVisit.handler(({ input: { id, ...body }, context }) =>
      receptions.editVisit(context.call, id, body),
    ),
    removeVisit: os.removeVisit.handler(({ input, context }) =>
      receptions.removeVisit(context.call, input.id),
    ),
    restoreVisit: os.restoreVisit.handler(({ input, context }) =>
      receptions.restoreVisit(context.call, input.id),
    ),
    petitions: os.petitions.handler(({ input, context }) => receptions.petitions(context.call.actor, input)),
    addPetition: os.addPetition.handler(({ input: { roomId, ...body }, context }) =>
      receptions.addPetition(context.call, roomId, body),
    ),
    editPetition: os.editPetition.handler(({ input: { id, ...body }, context }) =>
      receptions.editPetition(context.call, id, body),
    ),
    removePetition: os.removePetition.handler(({ input, context }) =>
      receptions.removePetition(context.call, input.id),
    ),
    restorePetition: os.restorePetition.handler(({ input, context }) =>
      receptions.restorePetition(context.call, input.id),
    ),
    schedule: os.schedule.handler(({ input: { roomId, ...range }, context }) =>
      receptions.schedule(context.call.actor, roomId, range),
    ),
    session: os.session.handler(({ input, context }) => receptions.session(context.call.actor, input.id)),
    addSession: os.addSession.handler(({ input: { roomId, ...body }, context }) =>
      receptions.addSession(context.call, roomId, body),
    ),
    editSession: os.editSession.handler(({ input: { id, ...body }, context }) =>
      receptions.editSession(context.call, id, body),
    ),
    removeSession: os.removeSession.handler(({ input, context }) =>
      receptions.removeSession(context.call, input.id),
    ),
    restoreSession: os.restoreSession.handler(({ input, context }) =>
      receptions.restoreSession(context.call, input.id),
    ),
    report: os.report.handler(({ input: { communeUnitId, ...period }, context }) =>
      receptions.report(context.call.actor, period, communeUnitId),
    ),
    rules: os.rules.handler(() => receptions.rules()),
    setRules: os.setRules.handler(({ input, context }) => receptions.setRules(context.call, input)),
  })
}
