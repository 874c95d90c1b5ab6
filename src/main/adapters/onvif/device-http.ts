import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'

/** No answer of a camera that we ask for is larger; what is, was not meant for us. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024

export type DevicePost = {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

export type HttpAnswer = {
  readonly status: number
  /** `WWW-Authenticate` headers, one each. */
  readonly challenges: readonly string[]
  readonly text: string
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

async function readBounded(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const pieces: AsyncIterable<Uint8Array> = response
  for await (const bytes of pieces) {
    sizeBytes += bytes.length
    // Leaving the loop destroys the response and with it the connection.
    if (sizeBytes > MAX_ANSWER_BYTES)
      throw new AppError('unavailable', 'device.unreadable', { reason: 'too-large' })
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function open(post: DevicePost, onResponse: (response: IncomingMessage) => void): ClientRequest {
  const options = {
    method: 'POST',
    host: post.host,
    port: post.port,
    path: post.path.replaceAll(/[^\u0021-\u007e]/g, (character) => encodeURIComponent(character)),
    headers: { ...post.headers, 'Content-Length': Buffer.byteLength(post.body) },
    signal: post.signal,
    // A connection of its own: many devices close kept ones without saying so.
    agent: false,
  }
  // Cameras sign their own certificates. TLS still keeps the traffic from listeners; the password itself is never sent.
  return post.secure
    ? requestHttps({ ...options, rejectUnauthorized: false }, onResponse)
    : requestHttp(options, onResponse)
}

/**
 * Posts once and reads the whole answer, at most MAX_ANSWER_BYTES.
 * @throws AppError `unavailable reach.refused | reach.no-host | reach.timeout | reach.not-onvif | device.unreadable`
 */
export async function postToDevice(post: DevicePost, clock: Clock): Promise<HttpAnswer> {
  try {
    const sentAtMs = clock.nowMs()
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(post, resolve)
      request.on('error', reject)
      // As bytes: Node would write headers and a text body as one UTF-8 text, and so encode the headers' bytes twice.
      request.end(Buffer.from(post.body, 'utf8'))
    })
    const challenges = challengesOf(response)
    const text = await readBounded(response)
    return { status: response.statusCode ?? 0, challenges, text, sentAtMs, receivedAtMs: clock.nowMs() }
  } catch (error) {
    throw toReachError(error)
  }
}
