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
  })
}
