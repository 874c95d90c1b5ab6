import { createHash, randomBytes } from 'node:crypto'
import { escapeXml } from './soap-xml.ts'

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
const PROFILE =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest'
const BASE64 =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary'

/**
 * The WS-UsernameToken header, a fresh nonce each time: Base64(SHA-1(nonce + created + password in UTF-8)).
 * @param createdMs by the camera's clock: devices refuse a token that is minutes off
 * @see https://docs.oasis-open.org/wss/v1.1/wss-v1.1-spec-pr-UsernameTokenProfile-01.htm 3.1
 */
export function usernameToken(username: string, password: string, createdMs: number): string {
  const nonce = randomBytes(16)
  const created = new Date(createdMs).toISOString()
  const digest = createHash('sha1').update(nonce).update(created).update(password, 'utf8').digest('base64')
  return (
    `<Security s:mustUnderstand="1" xmlns="${WSSE}"><UsernameToken>` +
    `<Username>${escapeXml(username)}</Username>` +
    `<Password Type="${PROFILE}">${digest}</Password>` +
    `<Nonce EncodingType="${BASE64}">${nonce.toString('base64')}</Nonce>` +
    `<Created xmlns="${WSU}">${created}</Created>` +
    `</UsernameToken></Security>`
  )
}
