import { createHash, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'

export type SoapReply = { readonly status: number; readonly text: string }

export type SoapLogin = {
  readonly username: string
  readonly password: string
  /** How far the device's clock is ahead: tokens are judged by it. Default 0. */
  readonly clockOffsetMs?: number
}

export type SoapCallOptions = {
  /** Sends a WS-UsernameToken with PasswordDigest; nothing is proved without it. */
  readonly login?: SoapLogin
  /** Elements of the SOAP header beside it. */
  readonly header?: string
  readonly signal?: AbortSignal
}

const namespaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:tt="http://www.onvif.org/ver10/schema"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
  'xmlns:trt="http://www.onvif.org/ver10/media/wsdl"',
  'xmlns:tr2="http://www.onvif.org/ver20/media/wsdl"',
  'xmlns:tev="http://www.onvif.org/ver10/events/wsdl"',
  'xmlns:trc="http://www.onvif.org/ver10/recording/wsdl"',
  'xmlns:tse="http://www.onvif.org/ver10/search/wsdl"',
  'xmlns:trp="http://www.onvif.org/ver10/replay/wsdl"',
  'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"',
  'xmlns:wsa="http://www.w3.org/2005/08/addressing"',
].join(' ')

/** One SOAP call over a connection of its own. Rejects when the device hangs up. */
export function soapCall(url: string, body: string, options: SoapCallOptions = {}): Promise<SoapReply> {
  const token = options.login === undefined ? '' : usernameToken(options.login)
  const envelope =
    `<s:Envelope ${namespaces}><s:Header>${token}${options.header ?? ''}</s:Header>` +
    `<s:Body>${body}</s:Body></s:Envelope>`
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', agent: false, signal: options.signal }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
      })
    })
    request.on('error', reject)
    request.end(envelope)
  })
}

function usernameToken({ username, password, clockOffsetMs = 0 }: SoapLogin): string {
  const nonce = randomBytes(16)
  const created = new Date(Date.now() + clockOffsetMs).toISOString()
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  const type =
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest'
  return (
    '<wsse:Security xmlns:wsse="urn:wsse" xmlns:wsu="urn:wsu"><wsse:UsernameToken>' +
    `<wsse:Username>${username}</wsse:Username><wsse:Password Type="${type}">${digest}</wsse:Password>` +
    `<wsse:Nonce>${nonce.toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created>` +
    '</wsse:UsernameToken></wsse:Security>'
  )
}

/** Texts of all elements of that local name. */
export function textsOf(xml: string, name: string): string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)</`, 'g')
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? '')
}
