import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '#shared/rpc/contract.ts'

export type ApiClient = ContractRouterClient<typeof contract>

/** Every call of a host by name, as the renderer makes them, in the session of a cookie. */
export function apiClient(fetch: (request: Request) => Promise<Response>, cookie: string): ApiClient {
  const link = new RPCLink({
    url: 'http://station.test/rpc',
    headers: () => (cookie === '' ? {} : { cookie }),
    fetch: (request) => fetch(request),
  })
  return createORPCClient(link)
}
