import { implement } from '@orpc/server'
import { searchContract } from '#shared/search/search.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { SearchService } from './search.service.ts'

const os = implement(searchContract).$context<RpcContext>()

export function createSearchRouter(search: SearchService) {
  return os.router({
    query: os.query.handler(({ input, context }) => search.query(context.call.actor, input)),
  })
}
