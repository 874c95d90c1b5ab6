import type { Role } from '#shared/users/users.model.ts'
import { WORLD_PASSWORD } from './station-world.ts'

type Fetch = (request: Request) => Promise<Response>

export type HttpSession = {
  readonly cookie: string
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
  readonly head: (path: string) => Promise<Response>
  /** An RPC call of our own UI; `input` as its procedure takes it. */
  readonly rpc: (path: string, input?: unknown) => Promise<Response>
  /** The same call as REST. */
  readonly rest: (method: string, path: string, body?: unknown) => Promise<Response>
}

const ORIGIN = 'http://station.test'

/** Calls a host without a network. An empty cookie is a stranger. */
export function sessionWith(fetch: Fetch, cookie: string): HttpSession {
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: { ...(cookie === '' ? {} : { cookie }), 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    cookie,
    get: (path, headers) => send('GET', path, undefined, headers),
    head: (path) => send('HEAD', path),
    rpc: (path, input) => send('POST', `/rpc/${path}`, input === undefined ? {} : { json: input }),
    rest: (method, path, body) => send(method, `/api/v1${path}`, body),
  }
}

/** Logs in as the person of that role (see station-world.ts). */
export async function logIn(fetch: Fetch, role: Role, password = WORLD_PASSWORD): Promise<HttpSession> {
  const answer = await sessionWith(fetch, '').rpc('users/login', { username: role, password })
  if (answer.status !== 200) throw new Error(`login of ${role}: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error('login set no cookie')
  return sessionWith(fetch, cookie)
}
