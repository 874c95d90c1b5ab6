import { hostInUri, type OnvifAddress } from '#shared/cameras/camera-address.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { withDeadline } from './deadline.ts'
import type { DeviceConversation } from './device-conversation.ts'
import { askDevice, type HttpAnswer, MAX_ANSWER_BYTES } from './device-http.ts'
import { digestAuthorization } from './http-digest.ts'

export type SnapshotPlace = {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  readonly path: string
  readonly href: string
}

const JPEG_START = [0xff, 0xd8, 0xff]

/**
 * Where to ask for a picture: path and query as the device gave them, first at the host and port that answered, then at
 * that host and the port that it named, since web pages and ONVIF may have ports of their own. Empty: no HTTP address.
 */
export function snapshotPlaces(uri: string, { secure, host, port }: OnvifAddress): SnapshotPlace[] {
  if (!URL.canParse(uri)) return []
  const given = new URL(uri)
  if (given.protocol !== 'http:' && given.protocol !== 'https:') return []
  const path = `${given.pathname}${given.search}`
  const place = (isSecure: boolean, onPort: number): SnapshotPlace => ({
    secure: isSecure,
    host,
    port: onPort,
    path,
    href: `${isSecure ? 'https' : 'http'}://${hostInUri(host)}:${onPort}${path}`,
  })
  const givenSecure = given.protocol === 'https:'
  const givenPort = given.port === '' ? (givenSecure ? 443 : 80) : Number(given.port)
  const first = place(secure, port)
  return givenPort === port ? [first] : [first, place(givenSecure, givenPort)]
}

/** Digest where it is offered, Basic where nothing else is, none where none is asked for. */
async function getOnce(
  talk: DeviceConversation,
  place: SnapshotPlace,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { username, password } = talk.target
  const get = (headers: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
    askDevice({ ...place, method: 'GET', headers, body: '', maxBytes: MAX_ANSWER_BYTES, signal }, talk.clock)
  const first = await get({ Accept: 'image/jpeg' })
  if (first.status !== 401) return first
  const digest = digestAuthorization(first.challenges, {
    method: 'GET',
    path: place.path,
    username,
    password,
  })
  const wantsBasic = first.challenges.some((challenge) => /^\s*basic\b/i.test(challenge))
  const basic = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
  const authorization = digest ?? (wantsBasic ? basic : null)
  return authorization === null ? first : get({ Accept: 'image/jpeg', Authorization: authorization })
}

function isJpeg(bytes: Uint8Array): boolean {
  return JPEG_START.every((byte, index) => bytes[index] === byte)
}

/** @throws AppError `unavailable device.no-snapshot {status}`, `unavailable reach.timeout`, `cancelled call.cancelled` */
export function fetchSnapshot(
  talk: DeviceConversation,
  uri: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  return withDeadline(talk.timeoutMs, signal, async (limit) => {
    let status = 0
    for (const place of snapshotPlaces(uri, talk.target.address)) {
      try {
        const answer = await getOnce(talk, place, limit)
        if (answer.status === 200 && isJpeg(answer.bytes)) return answer.bytes
        status = answer.status
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error
      }
    }
    throw new AppError('unavailable', 'device.no-snapshot', { status })
  })
}
