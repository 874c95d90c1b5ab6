import { timingSafeEqual } from 'node:crypto'
import { parseArgs } from 'node:util'
import { messageOf } from '#shared/kernel/app-error.ts'
import { keepHeapQuiet } from '#main/adapters/system/quiet-heap.ts'
import { openStation } from './open-station.ts'
import { serveHttp } from './serve-http.ts'

/**
 * The host as a process of its own, for the desktop window: loopback only, and only for requests that carry the secret
 * that the window made at this start.
 */
type Port = {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message', listener: () => void) => void
}

/** Electron's utility process has `parentPort`; a plain child process has `send`. */
function parentPort(): Port {
  if ('parentPort' in process && isPort(process.parentPort)) return process.parentPort
  return {
    postMessage: (message) => process.send?.(message),
    on: (event, listener) => process.on(event, listener),
  }
}

function isPort(value: unknown): value is Port {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}

function carriesSecret(request: Request, secret: string): boolean {
  const given = Buffer.from(request.headers.get('x-boot-secret') ?? '')
  const expected = Buffer.from(secret)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

async function main(): Promise<void> {
  const port = parentPort()
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  const secret = process.env['MINH_CHUNG_BOOT_SECRET']
  if (values.data === undefined || !secret) throw new Error('needs --data and MINH_CHUNG_BOOT_SECRET')
  const station = await openStation({
    dataFolder: values.data,
    log: (message) => process.stderr.write(`${message}\n`),
  })
  await station.start()
  const guardedFetch = async (request: Request): Promise<Response> =>
    carriesSecret(request, secret) ? station.fetch(request) : new Response(null, { status: 403 })
  const server = await serveHttp(guardedFetch, { hostname: '127.0.0.1', port: 0 })
  const stop = async () => {
    await server.close()
    await station.close()
    process.exit(0)
  }
  // The window's only message is the one that ends the program.
  port.on('message', () => void stop())
  process.once('disconnect', () => void stop())
  process.once('SIGTERM', () => void stop())
  keepHeapQuiet()
  port.postMessage({ type: 'ready', port: server.port })
}

main().catch((thrown: unknown) => {
  parentPort().postMessage({ type: 'failed', message: messageOf(thrown) })
  process.exitCode = 1
})
