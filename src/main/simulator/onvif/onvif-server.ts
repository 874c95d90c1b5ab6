import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { createTcpListener, type TcpListener, type TcpListenerOptions } from '../tcp-listener.ts'
import type { DeviceAuthentication, Verdict } from './device-authentication.ts'
import { devicePath, mediaPath, snapshotPath, type DeviceFacts } from './device-facts.ts'
import { deviceActions, openDeviceActions } from './device-service.ts'
import { mediaActions } from './media-service.ts'
import {
  notAuthorized,
  parseSoapRequest,
  soapEnvelope,
  soapFault,
  type SoapFault,
  type SoapRequest,
} from './soap.ts'

export type OnvifServerOptions = {
  readonly facts: DeviceFacts
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
  if (path !== devicePath && path !== mediaPath) {
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
  answerSoap(request, response, parseSoapRequest(text), path, options)
}

function answerSoap(
  request: IncomingMessage,
  response: ServerResponse,
  soap: SoapRequest | null,
  path: string,
  options: OnvifServerOptions,
): void {
  if (soap === null) {
    sendSoap(
      response,
      400,
      soapFault({ code: 'Sender', subcode: 'ter:WellFormed', reason: 'Not a SOAP request' }),
    )
    return
  }
  const isOpen = path === devicePath && openDeviceActions.has(soap.action)
  const verdict: Verdict = isOpen
    ? 'accepted'
    : options.authentication.judgeSoap(authorizationOf(request), soap.header)
  if (verdict === 'challenge') {
    response.setHeader('WWW-Authenticate', [...options.authentication.challenges()])
    sendSoap(response, 401, soapFault(notAuthorized))
    return
  }
  if (verdict === 'wrong') {
    sendSoap(response, 400, soapFault(notAuthorized))
    return
  }
  const answer = runAction(options.facts, path, soap)
  if (typeof answer === 'string') sendSoap(response, 200, soapEnvelope(answer))
  else sendSoap(response, 400, soapFault(answer))
}

function runAction(facts: DeviceFacts, path: string, soap: SoapRequest): string | SoapFault {
  const deviceAction = path === devicePath ? deviceActions.get(soap.action) : undefined
  if (deviceAction !== undefined) return deviceAction(facts)
  const mediaAction = path === mediaPath ? mediaActions.get(soap.action) : undefined
  if (mediaAction !== undefined) return mediaAction(facts, soap.parameters)
  return { code: 'Receiver', subcode: 'ter:ActionNotSupported', reason: `${soap.action} is not supported` }
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
