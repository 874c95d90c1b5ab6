import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { toError } from '#shared/kernel/app-error.ts'
import { appOrigin, isAppAddress } from './app-address.ts'
import type { CookieJar } from './cookie-jar.ts'
import { hostRestartingPage } from './messages.ts'

export type HostConnection = { readonly port: number; readonly bootSecret: string }
export type Forward = (request: Request) => Promise<Response>

export type ForwardOptions = {
  /** Waits while the host starts; rejects when there is none to wait for. */
  readonly connect: () => Promise<HostConnection>
  readonly cookies: CookieJar
  readonly nowMs: () => number
}

/** Set only where the host did not set its own: a page without a policy never reaches the window. */
export const fallbackContentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
/** Ours to say, never the renderer's. */
const neverFromRenderer = new Set(['cookie', 'host', 'x-boot-secret', 'accept-encoding', 'content-length'])
const statusesWithoutBody = new Set([204, 205, 304])
const agent = new Agent({ keepAlive: true })

function headersForHost(
  request: Request,
  connection: HostConnection,
  options: ForwardOptions,
): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of request.headers) {
    if (!hopByHop.has(name) && !neverFromRenderer.has(name)) headers[name] = value
  }
  const cookie = options.cookies.headerFor(new URL(request.url).pathname, options.nowMs())
  if (cookie !== null) headers.cookie = cookie
  headers['x-boot-secret'] = connection.bootSecret
  // Both ends are on this machine: compressing would only cost time and hide the length of media.
  headers['accept-encoding'] = 'identity'
  return headers
}

function send(
  request: Request,
  connection: HostConnection,
  options: ForwardOptions,
): Promise<IncomingMessage> {
  const { pathname, search } = new URL(request.url)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port: connection.port,
        method: request.method,
        path: `${pathname}${search}`,
        headers: headersForHost(request, connection, options),
        agent,
        // A seek in the player drops the request that it no longer wants: the host must stop reading too.
        signal: request.signal,
      },
      resolve,
    )
    outgoing.on('error', (error) => {
      if (isStaleConnection(error) && outgoing.reusedSocket && request.body === null) {
        send(request, connection, options).then(resolve, reject)
      } else reject(error)
    })
    if (request.body === null) outgoing.end()
    else void pipeBody(request.body, outgoing).catch((error: unknown) => outgoing.destroy(toError(error)))
  })
}

/** The host closed a kept connection just as we reused it: nothing was lost, so it is asked again. */
function isStaleConnection(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET'
}

async function pipeBody(body: ReadableStream<Uint8Array>, outgoing: NodeJS.WritableStream): Promise<void> {
  for await (const chunk of body) {
    if (!outgoing.write(chunk)) await new Promise((resolve) => outgoing.once('drain', resolve))
  }
  outgoing.end()
}

/** The host may answer with its own loopback address; the window knows only app://. */
function inAppTerms(location: string, connection: HostConnection): string {
  const loopback = `http://127.0.0.1:${connection.port}`
  return location.startsWith(loopback) ? `${appOrigin}${location.slice(loopback.length)}` : location
}

function headersForWindow(
  incoming: IncomingMessage,
  connection: HostConnection,
  options: ForwardOptions,
): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = (incoming.rawHeaders[index] ?? '').toLowerCase()
    const value = incoming.rawHeaders[index + 1] ?? ''
    if (name === 'set-cookie') options.cookies.store(value, options.nowMs())
    else if (name === 'location') headers.set(name, inAppTerms(value, connection))
    else if (!hopByHop.has(name)) headers.append(name, value)
  }
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false
  if (isPage && !headers.has('content-security-policy')) {
    headers.set('content-security-policy', fallbackContentSecurityPolicy)
  }
  if (!headers.has('x-content-type-options')) headers.set('x-content-type-options', 'nosniff')
  return headers
}

/** A web stream over the host's answer: read as fast as the window reads, closed when the window stops reading. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<unknown> = incoming[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else if (next.value instanceof Uint8Array) controller.enqueue(new Uint8Array(next.value))
    },
    cancel() {
      incoming.destroy()
    },
  })
}

function unavailable(request: Request): Response {
  const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
  const headers = {
    'content-security-policy': fallbackContentSecurityPolicy,
    'cache-control': 'no-store',
    'retry-after': '2',
  }
  if (wantsPage) {
    return new Response(hostRestartingPage, {
      status: 503,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    })
  }
  const body = JSON.stringify({ kind: 'unavailable', code: 'host.restarting' })
  return new Response(body, { status: 503, headers: { ...headers, 'content-type': 'application/json' } })
}

/**
 * Carries each app://minh-chung/ request to the host process over loopback, and its answer back, both as streams.
 *
 * The session cookie stays in the main process: the renderer neither sends nor sees one.
 */
export function createForward(options: ForwardOptions): Forward {
  return async (request) => {
    if (!isAppAddress(request.url)) return new Response('Not found', { status: 404 })
    try {
      const connection = await options.connect()
      const incoming = await send(request, connection, options)
      const status = incoming.statusCode ?? 502
      const headers = headersForWindow(incoming, connection, options)
      if (request.method === 'HEAD' || statusesWithoutBody.has(status)) {
        incoming.resume()
        return new Response(null, { status, headers })
      }
      return new Response(bodyOf(incoming), { status, headers })
    } catch (error) {
      if (request.signal.aborted) throw error
      return unavailable(request)
    }
  }
}
