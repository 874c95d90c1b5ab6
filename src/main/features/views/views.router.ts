import { implement } from '@orpc/server'
import { viewsContract } from '#shared/views/views.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ViewsService } from './views.service.ts'

const os = implement(viewsContract).$context<RpcContext>()

export function createViewsRouter(views: ViewsService) {
  return os.router({
    list: os.list.handler(({ input, context }) => views.list(context.call.actor, input.page)),
    save: os.save.handler(({ input, context }) => views.save(context.call, input)),
    remove: os.remove.handler(({ input, context }) => views.remove(context.call, input.id)),
  })
}
