import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Credentials } from './credentials.ts'

export type DigestAlgorithm = 'MD5' | 'SHA-256'

export type DigestGateOptions = {
  readonly realm: string
  readonly credentials: Credentials
  /** One challenge per algorithm, in this order. */
  readonly algorithms: readonly DigestAlgorithm[]
  /** RTSP clients are asked for the plain RFC 2069 form, HTTP clients for `qop=auth`. */
  readonly qop: boolean
}

export type DigestGate = {
  /** Values for `WWW-Authenticate` headers, each with a fresh nonce. */
  challenges(): readonly string[]
  /** Whether an `Authorization: Digest …` value proves the password for this method. */
  accepts(authorization: string, method: string): boolean
  /** Forgets all nonces, as a device does that restarts. */
  reset(): void
}

const keptNonces = 500

/** Digest access authentication (RFC 7616, and RFC 2069 without qop) for HTTP and RTSP. */
export function createDigestGate(options: DigestGateOptions): DigestGate {
  const nonces = new Set<string>()

  function issueNonce(): string {
    const nonce = randomBytes(16).toString('hex')
    nonces.add(nonce)
    const [oldest] = nonces
    if (nonces.size > keptNonces && oldest !== undefined) nonces.delete(oldest)
    return nonce
  }

  return {
    challenges() {
      return options.algorithms.map((algorithm) => {
        const qop = options.qop ? ' qop="auth",' : ''
        // MD5 is what a challenge without `algorithm` means; older RTSP clients stumble over the parameter.
        const named = options.qop || algorithm !== 'MD5' ? `, algorithm=${algorithm}` : ''
        return `Digest realm="${options.realm}",${qop} nonce="${issueNonce()}"${named}`
      })
    },
    accepts(authorization, method) {
      const fields = parseDigestFields(authorization)
      if (fields === null || !nonces.has(fields.get('nonce') ?? '')) return false
      if (fields.get('username') !== options.credentials.username) return false
      const algorithm = options.algorithms.find(
        (known) => known === (fields.get('algorithm') ?? 'MD5').toUpperCase(),
      )
      if (algorithm === undefined) return false
      return equalText(fields.get('response') ?? '', expectedResponse(options, algorithm, fields, method))
    },
    reset: () => nonces.clear(),
  }
}

/** Compares without telling by its duration how much was right. */
export function equalText(first: string, second: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(first), hash(second))
}

function expectedResponse(
  options: DigestGateOptions,
  algorithm: DigestAlgorithm,
  fields: ReadonlyMap<string, string>,
  method: string,
): string {
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex')
  const field = (name: string): string => fields.get(name) ?? ''
  const secret = hash(`${options.credentials.username}:${options.realm}:${options.credentials.password}`)
  const request = hash(`${method}:${field('uri')}`)
  const middle = fields.has('qop')
    ? `${field('nonce')}:${field('nc')}:${field('cnonce')}:${field('qop')}`
    : field('nonce')
  return hash(`${secret}:${middle}:${request}`)
}

function parseDigestFields(authorization: string): ReadonlyMap<string, string> | null {
  if (!/^Digest\s/i.test(authorization)) return null
  const pairs = authorization.slice('Digest '.length).matchAll(/([a-z0-9]+)\s*=\s*(?:"([^"]*)"|([^\s,]*))/gi)
  return new Map([...pairs].map((pair) => [(pair[1] ?? '').toLowerCase(), pair[2] ?? pair[3] ?? '']))
}
