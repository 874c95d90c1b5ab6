import type { Credentials } from '../credentials.ts'
import { createDigestGate, type DigestAlgorithm } from '../http-digest.ts'
import type { XmlElement } from './soap.ts'
import { createUsernameTokenGate } from './username-token.ts'

/** Which proofs of the password the device takes: WS-UsernameToken, HTTP Digest, or either. */
export type OnvifAuthenticationMode = 'both' | 'wsse' | 'digest'

export type Verdict = 'accepted' | 'wrong' | 'challenge'

export type DeviceAuthentication = {
  /** `wrong`: answer with a fault; `challenge`: answer 401 with Digest challenges. */
  judgeSoap(authorization: string | undefined, header: XmlElement): Verdict
  /** For plain GET requests (snapshots), which know HTTP Digest alone. */
  judgeGet(authorization: string | undefined): Verdict
  challenges(): readonly string[]
  reset(): void
}

export type DeviceAuthenticationOptions = {
  readonly mode: OnvifAuthenticationMode
  readonly credentials: Credentials
  readonly realm: string
  readonly digestAlgorithms: readonly DigestAlgorithm[]
  readonly deviceNow: () => number
  /** True: no proof is good enough any more (the password was changed). */
  readonly refuses: () => boolean
}

export function createDeviceAuthentication(options: DeviceAuthenticationOptions): DeviceAuthentication {
  const { credentials, realm, mode } = options
  const digest = createDigestGate({ realm, credentials, algorithms: options.digestAlgorithms, qop: true })
  const tokens = createUsernameTokenGate(credentials)

  function judgeDigest(authorization: string, method: string): Verdict {
    return digest.accepts(authorization, method) && !options.refuses() ? 'accepted' : 'challenge'
  }

  return {
    judgeSoap(authorization, header) {
      if (mode !== 'wsse' && authorization !== undefined) return judgeDigest(authorization, 'POST')
      if (mode === 'digest') return 'challenge'
      if (tokens.present(header)) {
        return tokens.accepts(header, options.deviceNow()) && !options.refuses() ? 'accepted' : 'wrong'
      }
      return mode === 'wsse' ? 'wrong' : 'challenge'
    },
    judgeGet: (authorization) =>
      authorization === undefined ? 'challenge' : judgeDigest(authorization, 'GET'),
    challenges: () => digest.challenges(),
    reset: () => digest.reset(),
  }
}
