import { hostInUri, parseCameraAddress } from './camera-address.rules.ts'

export type SettledStreamUri = {
  /** Without credentials. */
  readonly uri: string
  /** The host that the device named, where another one took its place; else null. */
  readonly rewrittenFromHost: string | null
}

/**
 * Makes the stream address that a device gave usable from here: credentials are taken out, and the host becomes the one
 * that answered, since cameras behind NAT or with two network cards name an address that leads nowhere.
 * @returns null when it is no RTSP address
 */
export function settleStreamUri(given: string, answeringHost: string): SettledStreamUri | null {
  const parsed = parseCameraAddress(given)
  if (parsed?.kind !== 'rtsp') return null
  if (parsed.host === answeringHost.toLowerCase()) return { uri: parsed.uri, rewrittenFromHost: null }
  const rest = parsed.uri.slice('rtsp://'.length + hostInUri(parsed.host).length)
  return { uri: `rtsp://${hostInUri(answeringHost.toLowerCase())}${rest}`, rewrittenFromHost: parsed.host }
}

/** ffmpeg keeps `user:password` of an RTSP address, still encoded, in 128 bytes and cuts off the rest. */
export const MAX_ENCODED_CREDENTIALS = 127

const RESERVED = /[\u0000-\u0020"#%/:<>?@[\\\]^`{|}\u007f]/g

const encodeReserved = (text: string): string =>
  text.replaceAll(RESERVED, (character) => encodeURIComponent(character))

/**
 * Puts name and password, percent-encoded, into an RTSP address. Where the encoded form is longer than ffmpeg keeps,
 * letters outside ASCII stay as they are: one Vietnamese letter is up to 9 characters encoded and 3 bytes as it is.
 */
export function withCredentials(uri: string, username: string, password: string): string {
  if (username === '' && password === '') return uri
  const encoded = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`
  const short = `${encodeReserved(username)}:${encodeReserved(password)}`
  const userInfo = encoded.length <= MAX_ENCODED_CREDENTIALS ? encoded : short
  return uri.replace(/^rtsp:\/\//i, () => `rtsp://${userInfo}@`)
}
