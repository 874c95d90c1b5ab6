import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { soapEnvelope } from '../onvif/soap.ts'
import type { BadBehaviour } from './bad-behaviour.ts'
import { headerLines, pour } from './endless.ts'
import { answerLikePrinter } from './printer.ts'

type RawBehaviour = 'silent' | 'endless-http-header'
type HttpBehaviour = Exclude<BadBehaviour, RawBehaviour>

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const soapType = { 'Content-Type': 'application/soap+xml; charset=utf-8' } as const
const hugeBytes = 200_000_000

const answers: Readonly<Record<HttpBehaviour, Answer>> = {
  printer: (request, response) => {
    answerLikePrinter(request, response).catch(() => response.destroy())
  },
  'malformed-xml': (_request, response) => {
    const whole = soapEnvelope('<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime>')
    response.writeHead(200, soapType).end(whole.slice(0, -12).replace('</s:Body>', '</s:Bod'))
  },
  'huge-xml': (_request, response) => {
    response.writeHead(200, soapType)
    pour(response, hugeEnvelope())
  },
  'entity-bomb': (_request, response) => {
    response.writeHead(200, soapType).end(entityBomb())
  },
  'endless-rtsp-header': (_request, response) => {
    response.writeHead(404).end()
  },
  'wrong-content-type': (_request, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!DOCTYPE html><title>Router</title><p>Login')
  },
  'http-400-empty': (_request, response) => {
    response.writeHead(400, { 'Content-Length': 0 }).end()
  },
  'redirect-loop': (request, response) => {
    const round = Number(new URL(request.url ?? '/', 'http://device').searchParams.get('round') ?? 0)
    response.writeHead(302, { Location: `/onvif/device_service?round=${round + 1}` }).end()
  },
}

export const createBadAnswer = {
  /** For behaviours that break HTTP itself. */
  raw: (behaviour: RawBehaviour) => (socket: Socket) => {
    socket.resume()
    if (behaviour === 'silent') return
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n')
      pour(socket, headerLines())
    })
  },
  /** Reads requests to their end first: a client that still writes would see a reset instead of the answer. */
  http: (behaviour: HttpBehaviour) => (request: IncomingMessage, response: ServerResponse) => {
    if (behaviour === 'printer') {
      answers.printer(request, response)
      return
    }
    request.resume()
    request.on('end', () => answers[behaviour](request, response))
  },
} as const

function hugeEnvelope(): () => string | null {
  const [head = '', tail = ''] = soapEnvelope('|').split('|')
  const item = '<tt:Item>0123456789</tt:Item>'.repeat(2_000)
  let sentBytes = 0
  return () => {
    if (sentBytes > hugeBytes) return null
    const text = sentBytes === 0 ? head : item
    sentBytes += text.length
    return sentBytes > hugeBytes ? text + tail : text
  }
}

/** Nine times ten to the ninth: three gigabytes of "lol". */
function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_unused, level) => {
    const content = level === 0 ? 'lol'.repeat(10) : `&l${level - 1};`.repeat(10)
    return `<!ENTITY l${level} "${content}">`
  })
  const envelope = soapEnvelope(
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>&l8;</tds:SystemDateAndTime>' +
      '</tds:GetSystemDateAndTimeResponse>',
  )
  return envelope.replace('\n', `\n<!DOCTYPE bomb [${entities.join('')}]>\n`)
}
