import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { RPCHandler } from '@orpc/server/fetch'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { AppError } from '#shared/kernel/app-error.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { StationFacts } from '#main/features/settings/settings.router.ts'
import { actorOf, hashToken } from '#main/features/users/users.service.ts'
import type { Actor } from '#main/ports/call.ts'
import { createApiDocs } from './api-docs.ts'
import { statusOf, toAppError } from './errors.ts'
import type { RequestContext } from './guard.ts'
import { createMediaHandler } from './media-handler.ts'
import { PUBLIC_PATHS } from './public-paths.ts'
import { createRouter } from './router.ts'
import { type Adapters, createServices, type ServiceConfig } from './services.ts'
import { readSessionToken, sessionCookie } from './session-cookie.ts'
import { createViewingLog } from './viewing-log.ts'

export type HostConfig = ServiceConfig & {
  readonly demoAccounts: StationFacts['demoAccounts']
  /** The session cookie is for HTTPS only. */
  readonly secureCookie: boolean
}

export type HostAdapters = Adapters & {
  /** The renderer's files; answers every address that is no call and no media. */
  readonly staticFiles: (request: Request) => Promise<Response>
}

const PROTECTED = /^\/(rpc|api|media)\//

/** Answers that carry nothing but their status. */
const bare = (status: number): Response => new Response(null, { status })

/** Another site's page must not use the session, whatever the browser thinks of cookies. */
function isCrossSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site !== null && site !== 'same-origin' && site !== 'none'
}

function errorResponse(error: AppError): Response {
  if (error.kind === 'unauthenticated') return bare(401)
  return Response.json({ code: error.code, detail: error.detail }, { status: statusOf(error.kind) })
}

/**
 * The whole program behind one function: `fetch` answers every request of both shells. `start` repairs what the last
 * stop left and begins to record; `stop` finishes what is under way.
 */
export function createHost(adapters: HostAdapters, config: HostConfig) {
  const services = createServices(adapters, config)
  const router = createRouter(services, {
    name: config.station.name,
    version: config.station.version,
    demoAccounts: config.demoAccounts,
  })
  const rpc = new RPCHandler<RequestContext>(router)
  const coercion = new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const rest = new OpenAPIHandler<RequestContext>(router, { plugins: [coercion] })
  const docs = createApiDocs(router, config.station)
  const media = createMediaHandler({
    services,
    recordingFiles: adapters.recordingFiles,
    evidenceFiles: adapters.evidenceFiles,
    viewings: createViewingLog(services.work, adapters.clock),
  })

  async function actorOfSession(tokenSha256: string | null): Promise<Actor | null> {
    const user = tokenSha256 === null ? null : await services.users.userOfSession(tokenSha256)
    return user ? actorOf(user) : null
  }

  function logFailure(message: string, thrown: unknown): void {
    adapters.log(
      `${message}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown)}`,
    )
  }

  /** Calls and media: with a session, or public by contract. */
  async function answer(request: Request, pathname: string): Promise<Response> {
    if (isCrossSite(request)) return bare(403)
    const token = readSessionToken(request)
    const tokenSha256 = token === null ? null : hashToken(token)
    const actor = await actorOfSession(tokenSha256)
    if (!actor && !PUBLIC_PATHS.has(pathname)) return bare(401)
    if (pathname.startsWith('/media/')) return media.fetch(request, { actor })
    const cookies: string[] = []
    const context: RequestContext = {
      actor,
      session: { tokenSha256, setToken: (value) => cookies.push(sessionCookie(value, config.secureCookie)) },
      log: logFailure,
    }
    if (pathname.startsWith('/api/v1/docs') || pathname === '/api/v1/openapi.json') return docs(pathname)
    const { response } = pathname.startsWith('/rpc/')
      ? await rpc.handle(request, { prefix: '/rpc', context })
      : await rest.handle(request, { prefix: '/api/v1', context })
    const answered = response ?? bare(404)
    for (const cookie of cookies) answered.headers.append('set-cookie', cookie)
    return answered
  }

  media.onError((thrown) => {
    const error = toAppError(thrown)
    if (error.kind === 'internal' || error.kind === 'data-loss') logFailure('media', error.cause ?? error)
    return errorResponse(error)
  })

  async function fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    try {
      return PROTECTED.test(pathname) ? await answer(request, pathname) : await adapters.staticFiles(request)
    } catch (thrown) {
      const error = toAppError(thrown)
      logFailure(pathname, error.cause ?? error)
      return errorResponse(error)
    }
  }

  return {
    fetch,
    services,
    start: async () => {
      await services.scoring.start()
      await services.storage.mount()
      const report = await services.recordings.start()
      await services.cameras.start()
      await services.retention.start()
      void services.thumbnails.start()
      await services.backfill.start()
      services.coverage.start()
      await services.health.start()
      services.presence.start()
      services.noticeBoards.start()
      await services.imports.start()
      services.receptions.start()
      await services.jobs.resume()
      return report
    },
    stop: async () => {
      await services.jobs.stop()
      await services.presence.stop()
      services.noticeBoards.stop()
      await services.imports.stop()
      await services.receptions.stop()
      await services.health.stop()
      await services.coverage.stop()
      await services.live.stop()
      await services.backfill.stop()
      await services.retention.stop()
      await services.cameras.stop()
      await services.recordings.stop()
    },
  }
}

export type Host = ReturnType<typeof createHost>
