import { implement } from '@orpc/server'
import { dossiersContract } from '#shared/dossiers/dossiers.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { DossiersService } from './dossiers.service.ts'

const os = implement(dossiersContract).$context<RpcContext>()

export function createDossiersRouter(dossiers: DossiersService) {
  return os.router({
    sources: os.sources.handler(({ context }) => dossiers.sources(context.call.actor)),
    createSource: os.createSource.handler(({ input, context }) => dossiers.createSource(context.call, input)),
    list: os.list.handler(({ input, context }) => dossiers.list(context.call.actor, input)),
    place: os.place.handler(({ input: { id, ...filter }, context }) =>
      dossiers.place(context.call.actor, id, filter),
    ),
    choices: os.choices.handler(({ input, context }) => dossiers.choices(context.call.actor, input)),
    get: os.get.handler(({ input, context }) => dossiers.inRoom(context.call.actor, input.id)),
  })
}
