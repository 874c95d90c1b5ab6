import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'

/**
 * No answer of a camera is larger (491 events in one are 350 kB, a picture is 1 MB); what is, was not meant for us. More
 * would hold up the whole program while it is parsed: 8 MB of small elements take five seconds and 900 MB.
 */
export const MAX_ANSWER_BYTES = 2 * 1024 * 1024
/** Of all headers of an answer together. */
const MAX_HEADER_BYTES = 16 * 1024

export type DeviceRequest = {
  readonly method: 'GET' | 'POST'
  readonly secure: boolean
  readonly host: string
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export type HttpAnswer = {
  readonly status: number
  /** `WWW-Authenticate` headers, one each. */
  readonly challenges: readonly string[]
  readonly bytes: Uint8Array
  readonly sentAtMs: InstantMs
  readonly receivedAtMs: InstantMs
}

const CODE_OF_SYSTEM_ERROR: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'reach.refused',
  ENOTFOUND: 'reach.no-host',
  EAI_AGAIN: 'reach.no-host',
  EAI_NODATA: 'reach.no-host',
  EAI_NONAME: 'reach.no-host',
  ETIMEDOUT: 'reach.timeout',
  // Nobody has that number on the network: to a person the same as no answer.
  EHOSTUNREACH: 'reach.timeout',
  EHOSTDOWN: 'reach.timeout',
  ENETUNREACH: 'reach.timeout',
}

/** What a failed request means. Whatever answers, but not in HTTP, is no ONVIF device. */
function toReachError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const systemCode =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return new AppError(
    'unavailable',
    CODE_OF_SYSTEM_ERROR[systemCode] ?? 'reach.not-onvif',
    { systemCode },
    error,
  )
}

function challengesOf(response: IncomingMessage): string[] {
  const { rawHeaders } = response
  return rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'www-authenticate',
  )
}

async function readBounded(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const pieces: AsyncIterable<Uint8Array> = response
  for await (const bytes of pieces) {
    sizeBytes += bytes.length
    // Leaving the loop destroys the response and with it the connection.
    if (sizeBytes > maxBytes)
      throw new AppError('unavailable', 'device.unreadable', { reason: 'too-large', maxBytes })
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function open(request: DeviceRequest, onResponse: (response: IncomingMessage) => void): ClientRequest {
  const { method, host, port, signal, body } = request
  const length = method === 'POST' ? { 'Content-Length': Buffer.byteLength(body) } : {}
  const options = {
    method,
    host,
    port,
    path: request.path.replaceAll(/[^\u0021-\u007e]/g, (character) => encodeURIComponent(character)),
    headers: { ...request.headers, ...length },
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
    // A connection of its own: many devices close kept ones without saying so.
    agent: false,
  }
  // Cameras sign their own certificates. TLS still keeps the traffic from listeners; the password itself is never sent.
  return request.secure
    ? requestHttps({ ...options, rejectUnauthorized: false }, onResponse)
    : requestHttp(options, onResponse)
}

/**
 * Asks once and reads the whole answer, at most `maxBytes`. Follows no redirect: a camera sends none, and whoever answers
 * in its place must not get what was meant for it.
 * @throws AppError `unavailable reach.refused | reach.no-host | reach.timeout | reach.not-onvif | device.unreadable`
 */
export async function askDevice(request: DeviceRequest, clock: Clock): Promise<HttpAnswer> {
  try {
    const sentAtMs = clock.nowMs()
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = open(request, resolve)
      outgoing.on('error', reject)
      // As bytes: Node would write headers and a text body as one UTF-8 text, and so encode the headers' bytes twice.
      outgoing.end(Buffer.from(request.body, 'utf8'))
    })
    const challenges = challengesOf(response)
    const bytes = await readBounded(response, request.maxBytes)
    return { status: response.statusCode ?? 0, challenges, bytes, sentAtMs, receivedAtMs: clock.nowMs() }
  } catch (error) {
    throw toReachError(error)
  }
}
