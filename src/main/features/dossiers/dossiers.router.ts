import { implement } from '@orpc/server'
import { dossiersContract } from '#shared/dossiers/dossiers.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { DossiersService } from './dossiers.service.ts'

const os = implement(dossiersContract).$context<RpcContext>()

export function createDossiersRouter(dossiers: DossiersService) {
  return os.router({
    sources: os.sources.handler(({ context }) => dossiers.sources(context.call.actor)),
    createSource: os.createSource.handler(({ input, context }) => dossiers.createSource(context.call, input)),
    previewImport: os.previewImport.handler(async ({ input, context }) => {
      const bytes = new Uint8Array(await input.file.arrayBuffer())
      return dossiers.previewImport(context.call.actor, input.sourceId, { fileName: input.file.name, bytes })
    }),
    applyImport: os.applyImport.handler(({ input, context }) =>
      dossiers.applyImport(context.call, input.previewId),
    ),
    undoImport: os.undoImport.handler(({ input, context }) => dossiers.undoImport(context.call, input.id)),
    imports: os.imports.handler(({ context }) => dossiers.imports(context.call.actor)),
    rejections: os.rejections.handler(({ input, context }) =>
      dossiers.rejections(context.call.actor, input.id),
    ),
    list: os.list.handler(({ input, context }) => dossiers.list(context.call.actor, input)),
    place: os.place.handler(({ input: { id, ...filter }, context }) =>
      dossiers.place(context.call.actor, id, filter),
    ),
    choices: os.choices.handler(({ input, context }) => dossiers.choices(context.call.actor, input)),
    get: os.get.handler(({ input, context }) => dossiers.inRoom(context.call.actor, input.id)),
  })
}
