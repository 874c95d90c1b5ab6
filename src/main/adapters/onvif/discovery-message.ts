import { formatCameraAddress, hostInUri, parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { isIPv4 } from 'node:net'
import { at, childrenOf, parseSoapBody, textAt, type XmlElement } from './soap-xml.ts'

/** WS-Discovery 1.0 as ONVIF asks for it: address and port that every device listens on. */
export const DISCOVERY_ADDRESS = '239.255.255.250'
export const DISCOVERY_PORT = 3702

/** Both are asked for, each in a probe of its own (types in one probe must all fit): some devices know only one. */
export const PROBE_TYPES = ['dn:NetworkVideoTransmitter', 'tds:Device'] as const

const MAX_TEXT = 200
const MAX_DEVICES_PER_ANSWER = 64
const ONVIF_SCOPE = 'onvif://www.onvif.org/'
/** What answers every probe on an office network. */
const OTHER_KINDS = /print|scan|computer|publication/i

/** A network card, by the IPv4 address and mask that it has. */
export type NetworkCard = { readonly address: string; readonly netmask: string }

export type Answerer = {
  readonly address: string
  readonly endpoint: string | null
  readonly name: string | null
  readonly hardware: string | null
  readonly location: string | null
}

export function probeMessage(types: (typeof PROBE_TYPES)[number], messageId: string): Buffer {
  return Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?>' +
      '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" ' +
      'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" ' +
      'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" ' +
      'xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl">' +
      `<e:Header><w:MessageID>urn:uuid:${messageId}</w:MessageID>` +
      '<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
      '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
      `<e:Body><d:Probe><d:Types>${types}</d:Types><d:Scopes/></d:Probe></e:Body></e:Envelope>`,
    'utf8',
  )
}

function ipv4Number(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
}

export function inSubnet(address: string, card: NetworkCard): boolean {
  if (!isIPv4(address) || !isIPv4(card.netmask)) return false
  const mask = ipv4Number(card.netmask)
  // Unsigned: masks begin with a set bit.
  return (ipv4Number(address) & mask) >>> 0 === (ipv4Number(card.address) & mask) >>> 0
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'))
  } catch {
    // A percent sign that begins no code: as it stands.
    return text
  }
}

/** What the scopes of one kind say, decoded, joined; null when there is none. */
function scopeValue(scopes: readonly string[], kind: string): string | null {
  const start = `${ONVIF_SCOPE}${kind}/`
  const values = scopes
    .filter((scope) => scope.toLowerCase().startsWith(start))
    .map((scope) => decoded(scope.slice(start.length)).replace(/\/+$/, '').trim())
    .filter((value) => value !== '')
  return values.length === 0 ? null : [...new Set(values)].join(', ').slice(0, MAX_TEXT)
}

/**
 * The address to use of those that a device lists: the one that it answered from, else one on the card's own network, else
 * any IPv4; internal, IPv6 and self-assigned ones last. Without a readable one: where the answer came from.
 */
function bestAddress(listed: readonly string[], senderHost: string, card: NetworkCard): string | null {
  const rank = (host: string): number => {
    if (host === senderHost) return 0
    if (inSubnet(host, card)) return 1
    if (isIPv4(host) && !host.startsWith('169.254.')) return 2
    return 3
  }
  const usable = listed.flatMap((text) => {
    const parsed = parseCameraAddress(text)
    return parsed?.kind === 'onvif' ? [{ ...parsed, embedded: null }] : []
  })
  const [best] = usable.toSorted((one, other) => rank(one.host) - rank(other.host))
  const fallback = parseCameraAddress(`http://${hostInUri(senderHost)}`)
  const chosen = best ?? fallback
  return chosen ? formatCameraAddress(chosen) : null
}

function looksLikeOnvif(types: string, scopes: readonly string[], listed: readonly string[]): boolean {
  if (/NetworkVideo/i.test(types) || scopes.some((scope) => scope.toLowerCase().startsWith(ONVIF_SCOPE)))
    return true
  if (listed.some((address) => /onvif/i.test(address))) return true
  return /\bDevice\b/.test(types) && !OTHER_KINDS.test(types)
}

function readMatch(match: XmlElement, senderHost: string, card: NetworkCard): Answerer[] {
  const words = (name: string): string[] => textAt(match, name).split(/\s+/).filter(Boolean)
  const scopes = words('Scopes')
  const listed = words('XAddrs')
  if (!looksLikeOnvif(textAt(match, 'Types'), scopes, listed)) return []
  const address = bestAddress(listed, senderHost, card)
  if (address === null) return []
  const endpoint = textAt(match, 'EndpointReference', 'Address').slice(0, MAX_TEXT)
  return [
    {
      address,
      endpoint: endpoint === '' ? null : endpoint,
      name: scopeValue(scopes, 'name'),
      hardware: scopeValue(scopes, 'hardware'),
      location: scopeValue(scopes, 'location'),
    },
  ]
}

/** ONVIF devices in one datagram; empty for anything that is no answer to a probe. */
export function readProbeMatches(datagram: Uint8Array, senderHost: string, card: NetworkCard): Answerer[] {
  const body = parseSoapBody(Buffer.from(datagram).toString('utf8'))
  const matches = childrenOf(at(body, 'ProbeMatches'), 'ProbeMatch').slice(0, MAX_DEVICES_PER_ANSWER)
  return matches.flatMap((match) => readMatch(match, senderHost, card))
}
