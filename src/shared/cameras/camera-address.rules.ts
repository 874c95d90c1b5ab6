/** Where a camera was said to be: an ONVIF device, or a bare RTSP stream. Host names are lower case. */
export type CameraAddress = OnvifAddress | RtspAddress

export type OnvifAddress = {
  readonly kind: 'onvif'
  readonly secure: boolean
  /** Name or number; an IPv6 number without its brackets. */
  readonly host: string
  readonly port: number
  /** With the leading slash and the query. */
  readonly path: string
  readonly embedded: EmbeddedCredentials | null
}

export type RtspAddress = {
  readonly kind: 'rtsp'
  readonly host: string
  readonly port: number
  /** The whole URI without credentials. */
  readonly uri: string
  readonly embedded: EmbeddedCredentials | null
}

/** Name and password that were typed inside the address, decoded. */
export type EmbeddedCredentials = { readonly username: string; readonly password: string }

export const ONVIF_PATH = '/onvif/device_service'
const RTSP_PORT = 554

const ADDRESS =
  /^(?:([a-z]+):\/\/)?(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[^/?#@:\s[\]]+)(?::(\d{1,5}))?([/?][^\s#]*)?$/i
const HOST =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?)(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*\.?$/u
const NUMERIC_HOST = /^[\d.]+$/
const DEFAULT_PORTS = { http: 80, https: 443, rtsp: RTSP_PORT } as const

type Scheme = keyof typeof DEFAULT_PORTS

function schemeOf(text: string | undefined): Scheme | null {
  const scheme = (text ?? 'http').toLowerCase()
  return scheme === 'http' || scheme === 'https' || scheme === 'rtsp' ? scheme : null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function credentialsOf(userInfo: string | undefined): EmbeddedCredentials | null {
  if (userInfo === undefined) return null
  const colon = userInfo.indexOf(':')
  if (colon < 0) return { username: decode(userInfo), password: '' }
  return { username: decode(userInfo.slice(0, colon)), password: decode(userInfo.slice(colon + 1)) }
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return host.includes(':')
  if (NUMERIC_HOST.test(host)) {
    const parts = host.split('.')
    return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  }
  return host.length <= 253 && HOST.test(host)
}

/**
 * Reads what a person typed: `host`, `host:port`, `http(s)://…` or `rtsp://…`, with or without credentials inside.
 * @returns null for anything else
 */
export function parseCameraAddress(text: string): CameraAddress | null {
  const match = ADDRESS.exec(text.trim())
  if (!match) return null
  const [, schemeText, userInfo, hostText, portText, pathText = ''] = match
  const scheme = schemeOf(schemeText)
  if (scheme === null || hostText === undefined || !isHost(hostText)) return null
  const port = portText === undefined ? DEFAULT_PORTS[scheme] : Number(portText)
  if (port < 1 || port > 65_535) return null
  const host = hostText.replace(/^\[|\]$/g, '').toLowerCase()
  const embedded = credentialsOf(userInfo)
  if (scheme === 'rtsp') {
    const portPart = portText === undefined ? '' : `:${port}`
    return {
      kind: 'rtsp',
      host,
      port,
      uri: `rtsp://${hostText.toLowerCase()}${portPart}${pathText}`,
      embedded,
    }
  }
  const path = pathText === '' || pathText === '/' ? ONVIF_PATH : pathText.replace(/^\?/, '/?')
  return { kind: 'onvif', secure: scheme === 'https', host, port, path, embedded }
}

/** Host as it stands in a URI. */
export function hostInUri(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** The address as it is stored and shown: never with credentials. */
export function formatCameraAddress(address: CameraAddress): string {
  if (address.kind === 'rtsp') return address.uri
  const scheme = address.secure ? 'https' : 'http'
  const port = address.port === DEFAULT_PORTS[scheme] ? '' : `:${address.port}`
  return `${scheme}://${hostInUri(address.host)}${port}${address.path}`
}

/** What was typed in the fields; where these are empty, what stood inside the address. */
export function effectiveCredentials(
  address: CameraAddress,
  typed: { readonly username: string; readonly password: string },
): EmbeddedCredentials {
  if (typed.username === '' && typed.password === '' && address.embedded) return address.embedded
  return { username: typed.username, password: typed.password }
}
