import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { createTcpListener, type TcpListener, type TcpListenerOptions } from '../tcp-listener.ts'
import type { DeviceAuthentication, Verdict } from './device-authentication.ts'
import { devicePath, snapshotPath } from './device-facts.ts'
import { openDeviceActions } from './device-service.ts'
import {
  notAuthorized,
  parseSoapRequest,
  soapEnvelope,
  soapFault,
  type SoapAnswer,
  type SoapRequest,
  type SoapService,
} from './soap.ts'

export type OnvifServerOptions = {
  readonly services: readonly SoapService[]
  readonly authentication: DeviceAuthentication
  /** A JPEG of the picture at this moment. */
  readonly snapshot: () => Promise<Buffer>
}

const maximumRequestBytes = 256 * 1024

/** One camera's ONVIF device over HTTP; closed until `open`. */
export function createOnvifServer(listening: TcpListenerOptions, options: OnvifServerOptions): TcpListener {
  const server = createServer((request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'Unknown failure'
      if (!response.headersSent)
        sendSoap(response, 500, soapFault({ code: 'Receiver', subcode: 'ter:Action', reason }))
      else response.destroy()
    })
  })
  return createTcpListener(server, listening)
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: OnvifServerOptions,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://device').pathname
  if (request.method === 'GET' && path === snapshotPath) {
    await sendSnapshot(request, response, options)
    return
  }
  const service = options.services.find((one) => one.owns(path))
  if (service === undefined) {
    response.writeHead(404).end()
    return
  }
  if (request.method !== 'POST') {
    response.writeHead(405, { Allow: 'POST' }).end()
    return
  }
  const text = await readBody(request)
  if (text === null) {
    response.writeHead(413, { Connection: 'close' }).end()
    return
  }
  const soap = parseSoapRequest(text)
  if (soap === null) {
    const fault = { code: 'Sender', subcode: 'ter:WellFormed', reason: 'Not a SOAP request' } as const
    sendSoap(response, 400, soapFault(fault))
  } else if (letsIn(request, response, soap, path, options)) {
    sendAnswer(response, await service.answer({ ...soap, path, gone: whenGone(response) }))
  }
}

/** False: it has been answered why not. */
function letsIn(
  request: IncomingMessage,
  response: ServerResponse,
  soap: SoapRequest,
  path: string,
  options: OnvifServerOptions,
): boolean {
  const isOpen = path === devicePath && openDeviceActions.has(soap.action)
  const verdict: Verdict = isOpen
    ? 'accepted'
    : options.authentication.judgeSoap(authorizationOf(request), soap.header)
  if (verdict === 'challenge') {
    response.setHeader('WWW-Authenticate', [...options.authentication.challenges()])
    sendSoap(response, 401, soapFault(notAuthorized))
  } else if (verdict === 'wrong') {
    sendSoap(response, 400, soapFault(notAuthorized))
  }
  return verdict === 'accepted'
}

function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return gone.signal
}

function sendAnswer(response: ServerResponse, answer: SoapAnswer): void {
  if (response.destroyed) return
  if (typeof answer === 'string') sendSoap(response, 200, soapEnvelope(answer))
  else if ('hangUp' in answer) response.destroy()
  else sendSoap(response, 400, soapFault(answer))
}

async function sendSnapshot(
  request: IncomingMessage,
  response: ServerResponse,
  options: OnvifServerOptions,
): Promise<void> {
  if (options.authentication.judgeGet(authorizationOf(request)) !== 'accepted') {
    response.setHeader('WWW-Authenticate', [...options.authentication.challenges()])
    response.writeHead(401).end()
    return
  }
  const jpeg = await options.snapshot()
  response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': jpeg.length }).end(jpeg)
}

/** Node reads header bytes as Latin-1, while user names in them come as UTF-8. */
function authorizationOf(request: IncomingMessage): string | undefined {
  const value = request.headers.authorization
  return value === undefined ? undefined : Buffer.from(value, 'latin1').toString('utf8')
}

/** Null when the body is larger than any honest request. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let totalBytes = 0
  request.on('data', (chunk: Buffer) => {
    totalBytes += chunk.length
    if (totalBytes <= maximumRequestBytes) chunks.push(chunk)
  })
  await new Promise<void>((resolve, reject) => {
    request.on('end', resolve)
    request.on('error', reject)
  })
  return totalBytes > maximumRequestBytes ? null : Buffer.concat(chunks).toString('utf8')
}

function sendSoap(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/soap+xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}
