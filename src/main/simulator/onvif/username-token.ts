import { createHash } from 'node:crypto'

import type { Credentials } from '../credentials.ts'
import { equalText } from '../http-digest.ts'
import { child, childAttribute, childText, type XmlElement } from './soap.ts'

export type UsernameTokenGate = {
  /** Whether the SOAP header carries a token at all. */
  present(header: XmlElement): boolean
  /** Whether its token proves the password, is fresh by the device's clock and was never seen before. */
  accepts(header: XmlElement, deviceMs: number): boolean
}

/** A token made before this is too old, one from further ahead is not believed. Strict devices in the wild do the same. */
const oldestMs = 540_000
const newestMs = 300_000
const digestType = '#PasswordDigest'

/** WS-UsernameToken with PasswordDigest: Base64(SHA-1(nonce + created + password)). Plain text passwords are refused. */
export function createUsernameTokenGate(credentials: Credentials): UsernameTokenGate {
  /** Nonce → device time at which it can be forgotten. */
  const usedNonces = new Map<string, number>()

  function firstUse(nonce: string, createdMs: number, deviceMs: number): boolean {
    for (const [used, forgetMs] of usedNonces) if (forgetMs < deviceMs) usedNonces.delete(used)
    if (usedNonces.has(nonce)) return false
    usedNonces.set(nonce, createdMs + oldestMs + newestMs)
    return true
  }

  return {
    present: (header) => Object.keys(tokenOf(header)).length > 0,
    accepts(header, deviceMs) {
      const token = tokenOf(header)
      const created = childText(token, 'Created')
      const nonce = childText(token, 'Nonce')
      const createdMs = Date.parse(created)
      if (!(createdMs >= deviceMs - oldestMs && createdMs <= deviceMs + newestMs)) return false
      if (!childAttribute(token, 'Password', 'Type').endsWith(digestType)) return false
      if (childText(token, 'Username') !== credentials.username) return false
      const expected = createHash('sha1')
        .update(
          Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + credentials.password, 'utf8')]),
        )
        .digest('base64')
      return equalText(childText(token, 'Password'), expected) && firstUse(nonce, createdMs, deviceMs)
    },
  }
}

function tokenOf(header: XmlElement): XmlElement {
  return child(child(header, 'Security'), 'UsernameToken')
}
