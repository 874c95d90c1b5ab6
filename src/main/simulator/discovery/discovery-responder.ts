import { createHash, randomUUID } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'

import type { FaultyListener } from '../camera-fault.ts'
import { devicePath, type DeviceFacts } from '../onvif/device-facts.ts'
import { scopeItems } from '../onvif/device-service.ts'
import { childText, escapeXml, parseSoapRequest } from '../onvif/soap.ts'

export type DiscoveryOptions = {
  /** Default 3702. */
  readonly port?: number | undefined
  /** Default 239.255.255.250. */
  readonly multicastAddress?: string | undefined
  /** The network card to listen on, by its address. Default: the camera's `host`. */
  readonly interfaceAddress?: string | undefined
}

const defaultPort = 3702
const defaultMulticastAddress = '239.255.255.250'
/** No honest probe is larger. */
const maximumProbeBytes = 16 * 1024

const namespaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
  'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"',
  'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
].join(' ')

/** Answers WS-Discovery probes, asked by multicast or straight at the port; closed until `open`. */
export function createDiscoveryResponder(
  options: DiscoveryOptions & { readonly host: string },
  facts: DeviceFacts,
  onProblem: (error: Error) => void,
): FaultyListener {
  let socket: Socket | null = null

  function answer(open: Socket, message: Buffer, sender: RemoteInfo): void {
    const probe = message.length > maximumProbeBytes ? null : parseSoapRequest(message.toString('utf8'))
    if (probe === null || probe.action !== 'Probe' || !isMeant(childText(probe.parameters, 'Types'))) return
    open.send(probeMatches(facts, childText(probe.header, 'MessageID')), sender.port, sender.address)
  }

  return {
    async open() {
      if (socket !== null) return
      const opened = createSocket({ type: 'udp4', reuseAddr: true })
      socket = opened
      opened.on('message', (message, sender) => answer(opened, message, sender))
      opened.bind(options.port ?? defaultPort)
      await once(opened, 'listening')
      opened.on('error', onProblem)
      const group = options.multicastAddress ?? defaultMulticastAddress
      opened.addMembership(group, options.interfaceAddress ?? options.host)
    },
    async close() {
      const open = socket
      socket = null
      if (open === null) return
      const closed = once(open, 'close')
      open.close()
      await closed
    },
  }
}

/** Empty types ask for everything; else one of ours must be among them, whatever prefix it wears. */
function isMeant(types: string): boolean {
  const asked = types.split(/\s+/).filter((type) => type !== '')
  return asked.length === 0 || asked.some((type) => /(^|:)(NetworkVideoTransmitter|Device)$/.test(type))
}

function probeMatches(facts: DeviceFacts, relatesTo: string): string {
  const address = `${facts.httpBase()}${devicePath}`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${namespaces}><s:Header>` +
    `<a:MessageID>urn:uuid:${randomUUID()}</a:MessageID><a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>` +
    '<a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>' +
    '<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header>' +
    '<s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference>' +
    `<a:Address>urn:uuid:${endpointId(facts)}</a:Address></a:EndpointReference>` +
    '<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>' +
    `<d:Scopes>${escapeXml(scopeItems(facts).join(' '))}</d:Scopes><d:XAddrs>${escapeXml(address)}</d:XAddrs>` +
    '<d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>'
  )
}

/** The same for one camera all its life, different for two on one computer. */
function endpointId(facts: DeviceFacts): string {
  const hex = createHash('sha256').update(`${facts.identity.serialNumber} ${facts.httpBase()}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
