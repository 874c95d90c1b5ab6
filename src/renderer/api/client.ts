import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { contract } from '#shared/rpc/contract.ts'
import { announceSessionLost } from './session-events.ts'

const LOGIN_PATH = 'users/login'

const link = new RPCLink({
  // Same origin in both shells: `https://station:8443/rpc` and `app://minh-chung/rpc`.
  url: () => new URL('/rpc', window.location.href).href,
  fetch: async (request, init, _options, path) => {
    const response = await globalThis.fetch(request, { ...init, credentials: 'same-origin' })
    if (response.status === 401 && path.join('/') !== LOGIN_PATH) announceSessionLost()
    return response
  },
})

/** Every call of the host, typed by the contract: `await api.users.me()`. */
export const api: ContractRouterClient<typeof contract> = createORPCClient(link)

/** The same calls as query and mutation options: `useQuery(orpc.users.me.queryOptions())`. */
export const orpc = createTanstackQueryUtils(api)
