import { at, childrenOf, textAt, type XmlElement } from './soap-xml.ts'

/** Named as the npm package names them where it knows them. */
export const ONVIF_SERVICES = ['media', 'media2', 'events', 'recording', 'search', 'replay'] as const
export type OnvifService = (typeof ONVIF_SERVICES)[number]

export type ServicePaths = ReadonlyMap<OnvifService, string>

const SERVICE_OF_NAMESPACE: Readonly<Record<string, OnvifService>> = {
  'http://www.onvif.org/ver10/media/wsdl': 'media',
  'http://www.onvif.org/ver20/media/wsdl': 'media2',
  'http://www.onvif.org/ver10/events/wsdl': 'events',
  'http://www.onvif.org/ver10/recording/wsdl': 'recording',
  'http://www.onvif.org/ver10/search/wsdl': 'search',
  'http://www.onvif.org/ver10/replay/wsdl': 'replay',
}

/** Where each stands in an answer to GetCapabilities. */
const OLD_CAPABILITIES: readonly (readonly [OnvifService, readonly string[]])[] = [
  ['media', ['Media']],
  ['events', ['Events']],
  ['recording', ['Extension', 'Recording']],
  ['search', ['Extension', 'Search']],
  ['replay', ['Extension', 'Replay']],
]

/** Path and query of an address as a device wrote it; null: none that can be read, so the device's own path is used. */
export function pathOf(address: string): string | null {
  if (/^\/[^/]/.test(address)) return address
  if (!URL.canParse(address)) return null
  const { pathname, search, protocol } = new URL(address)
  return protocol === 'http:' || protocol === 'https:' ? `${pathname}${search}` : null
}

/** Services that an answer to GetServices names; null when it is none, or names not even one. */
export function readServices(body: XmlElement | null, devicePath: string): ServicePaths | null {
  const services = childrenOf(at(body, 'GetServicesResponse'), 'Service')
  if (services.every((service) => textAt(service, 'Namespace') === '')) return null
  return new Map(
    services.flatMap((service) => {
      const name = SERVICE_OF_NAMESPACE[textAt(service, 'Namespace').replace(/\/$/, '').toLowerCase()]
      return name ? [[name, pathOf(textAt(service, 'XAddr')) ?? devicePath] as const] : []
    }),
  )
}

/** The same of an answer to GetCapabilities, which older devices know alone. */
export function readOldCapabilities(body: XmlElement | null, devicePath: string): ServicePaths | null {
  const capabilities = at(body, 'GetCapabilitiesResponse', 'Capabilities')
  if (!capabilities) return null
  return new Map(
    OLD_CAPABILITIES.flatMap(([name, path]) => {
      const address = textAt(capabilities, ...path, 'XAddr')
      return address === '' ? [] : [[name, pathOf(address) ?? devicePath] as const]
    }),
  )
}
