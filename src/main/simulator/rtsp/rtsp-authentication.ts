import type { Credentials } from '../credentials.ts'
import { createDigestGate, equalText } from '../http-digest.ts'

export type RtspAuthentication = {
  accepts(authorization: string | undefined, method: string): boolean
  /** Values of the `WWW-Authenticate` headers of a 401. */
  challenges(): readonly string[]
  /** Forgets all nonces. */
  reset(): void
}

export function createRtspAuthentication(credentials: Credentials, realm: string): RtspAuthentication {
  const digest = createDigestGate({ realm, credentials, algorithms: ['MD5'], qop: false })
  const basic = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')
  return {
    accepts(authorization, method) {
      if (authorization === undefined) return false
      if (/^Basic\s/i.test(authorization))
        return equalText(authorization.slice('Basic '.length).trim(), basic)
      return digest.accepts(authorization, method)
    },
    challenges: () => [...digest.challenges(), `Basic realm="${realm}"`],
    reset: () => digest.reset(),
  }
}
