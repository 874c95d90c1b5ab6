import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'

export type FakeServer = { readonly host: string; readonly port: number; readonly close: () => Promise<void> }

export type SoapHandler = (
  call: string,
  body: string,
  request: IncomingMessage,
) => string | { readonly status: number; readonly body: string; readonly headers?: Record<string, string[]> }

const NAMESPACES =
  'xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" ' +
  'xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl" ' +
  'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"'

export function envelope(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${NAMESPACES}><SOAP-ENV:Header/><SOAP-ENV:Body>${inside}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
}

export function notAuthorizedFault() {
  const fault =
    '<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode>' +
    '<SOAP-ENV:Value>ter:NotAuthorized</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code>' +
    '<SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">no</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>'
  return { status: 400, body: envelope(fault) }
}

export function dateAndTimeAnswer(atMs: number): string {
  const date = new Date(atMs)
  return envelope(
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime>' +
      `<tt:Time><tt:Hour> ${date.getUTCHours()} </tt:Hour><tt:Minute>${date.getUTCMinutes()}</tt:Minute>` +
      `<tt:Second>${date.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${date.getUTCFullYear()}</tt:Year>` +
      `<tt:Month>${date.getUTCMonth() + 1}</tt:Month><tt:Day>${date.getUTCDate()}</tt:Day></tt:Date>` +
      '</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
  )
}

export function identityAnswer(): string {
  return envelope(
    '<tds:GetDeviceInformationResponse><tds:Manufacturer> Hik &amp; Co </tds:Manufacturer><tds:Model>1</tds:Model>' +
      '<tds:FirmwareVersion>2.40</tds:FirmwareVersion><tds:SerialNumber>20261123000000000001</tds:SerialNumber>' +
      '<tds:HardwareId>88</tds:HardwareId></tds:GetDeviceInformationResponse>',
  )
}

async function listen(server: ReturnType<typeof createTcpServer>): Promise<FakeServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: '127.0.0.1',
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A server that answers raw bytes. */
export function startTcpServer(onConnection: (socket: Socket) => void): Promise<FakeServer> {
  return listen(createTcpServer(onConnection))
}

export function startHttpServer(
  answer: (body: string, request: IncomingMessage, response: ServerResponse) => void,
): Promise<FakeServer> {
  return listen(
    createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => answer(Buffer.concat(chunks).toString('utf8'), request, response))
    }),
  )
}

/** An ONVIF-like device: the handler gets the call's name and the whole request. */
export function startSoapServer(handler: SoapHandler): Promise<FakeServer> {
  return startHttpServer((body, request, response) => {
    const call = /<s:Body[^>]*><(\w+)/.exec(body)?.[1] ?? ''
    const answer = handler(call, body, request)
    const {
      status,
      body: text,
      headers = {},
    } = typeof answer === 'string' ? { status: 200, body: answer, headers: {} } : answer
    response.writeHead(status, { 'Content-Type': 'application/soap+xml', ...headers })
    response.end(text)
  })
}
