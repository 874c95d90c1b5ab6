import { createHash, randomBytes } from 'node:crypto'

type Challenge = {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | null
  readonly algorithm: string | null
  readonly hashName: 'md5' | 'sha256'
  readonly session: boolean
  readonly qop: 'auth' | null
}

export type DigestRequest = {
  readonly method: string
  readonly path: string
  readonly username: string
  readonly password: string
}

const PARAMETER = /([a-z][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi

function parseChallenge(header: string): Challenge | null {
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, bare] of header.slice('digest'.length, 4096).matchAll(PARAMETER)) {
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '')
  }
  const realm = parameters.get('realm')
  const nonce = parameters.get('nonce')
  const algorithm = parameters.get('algorithm') ?? null
  const [, hash, session] = /^(md5|sha-?256)(-sess)?$/i.exec(algorithm ?? 'MD5') ?? []
  if (realm === undefined || nonce === undefined || hash === undefined) return null
  const offered = (parameters.get('qop') ?? '').split(',').map((item) => item.trim().toLowerCase())
  return {
    realm,
    nonce,
    opaque: parameters.get('opaque') ?? null,
    algorithm,
    hashName: hash.toLowerCase() === 'md5' ? 'md5' : 'sha256',
    session: session !== undefined,
    qop: offered.includes('auth') ? 'auth' : null,
  }
}

/** SHA-256 where it is offered, else MD5; null when no Digest that we can answer is. */
function bestChallenge(headers: readonly string[]): Challenge | null {
  const challenges = headers
    .flatMap((header) => header.split(/,\s*(?=digest\s)/i))
    .filter((header) => /^\s*digest\s/i.test(header))
    .flatMap((header) => parseChallenge(header.trim()) ?? [])
  return challenges.find((challenge) => challenge.hashName === 'sha256') ?? challenges[0] ?? null
}

export function offersDigest(challenges: readonly string[]): boolean {
  return bestChallenge(challenges) !== null
}

/** A header holds bytes: UTF-8 goes in as one character per byte. */
function quote(text: string): string {
  return `"${Buffer.from(text.replaceAll(/["\\]/g, String.raw`\$&`), 'utf8').toString('latin1')}"`
}

/**
 * Answers the `WWW-Authenticate` headers of a 401 (RFC 7616, names and passwords in UTF-8).
 * @returns the `Authorization` header, or null when no Digest was offered
 */
export function digestAuthorization(challenges: readonly string[], request: DigestRequest): string | null {
  const challenge = bestChallenge(challenges)
  if (!challenge) return null
  const hash = (...parts: readonly string[]): string =>
    createHash(challenge.hashName).update(parts.join(':'), 'utf8').digest('hex')
  const clientNonce = randomBytes(8).toString('hex')
  const count = '00000001'
  const user = hash(request.username, challenge.realm, request.password)
  const secret = challenge.session ? hash(user, challenge.nonce, clientNonce) : user
  const target = hash(request.method, request.path)
  const response = challenge.qop
    ? hash(secret, challenge.nonce, count, clientNonce, challenge.qop, target)
    : hash(secret, challenge.nonce, target)
  return [
    `Digest username=${quote(request.username)}`,
    `realm=${quote(challenge.realm)}`,
    `nonce=${quote(challenge.nonce)}`,
    `uri=${quote(request.path)}`,
    ...(challenge.algorithm === null ? [] : [`algorithm=${challenge.algorithm}`]),
    ...(challenge.qop ? [`qop=${challenge.qop}`, `nc=${count}`] : []),
    ...(challenge.qop || challenge.session ? [`cnonce="${clientNonce}"`] : []),
    `response="${response}"`,
    ...(challenge.opaque === null ? [] : [`opaque=${quote(challenge.opaque)}`]),
  ].join(', ')
}
