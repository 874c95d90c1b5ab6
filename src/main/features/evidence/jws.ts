import { calculateJwkThumbprint, FlattenedSign, flattenedVerify } from 'jose'
import { z } from 'zod'

const TYPE = 'minh-chung-evidence+jws'

export const publicJwkSchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
})
export type PublicJwk = z.infer<typeof publicJwkSchema>

export const privateJwkSchema = publicJwkSchema.extend({ d: z.string() })
export type PrivateJwk = z.infer<typeof privateJwkSchema>

const headerSchema = z.strictObject({
  alg: z.literal('EdDSA'),
  kid: z.string(),
  jwk: publicJwkSchema,
  typ: z.literal(TYPE),
})

/** RFC 7638. */
export function thumbprintOf(jwk: PublicJwk): Promise<string> {
  return calculateJwkThumbprint({ kty: jwk.kty, crv: jwk.crv, x: jwk.x })
}

/** RFC 7515 appendix F: `header..signature`; the payload is the file beside it. */
export async function signDetached(payload: Uint8Array, key: PrivateJwk): Promise<string> {
  const { kty, crv, x, d } = key
  const jwk = { kty, crv, x }
  const header = { alg: 'EdDSA', kid: await thumbprintOf(jwk), jwk, typ: TYPE }
  const jws = await new FlattenedSign(payload).setProtectedHeader(header).sign({ ...jwk, d, alg: 'EdDSA' })
  return `${jws.protected ?? ''}..${jws.signature}`
}

/** Decodes base64url that is written in the one canonical way: no padding, no stray bits at the end. */
function strictBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

function readHeader(encoded: string): z.infer<typeof headerSchema> | null {
  const bytes = strictBase64Url(encoded)
  if (!bytes) return null
  try {
    const header = headerSchema.safeParse(JSON.parse(bytes.toString('utf8')))
    return header.success && strictBase64Url(header.data.jwk.x)?.byteLength === 32 ? header.data : null
  } catch {
    return null
  }
}

/** @returns the thumbprint of the key that signed exactly these bytes, or null for anything else. Never throws. */
export async function verifyDetached(jws: string, payload: Uint8Array): Promise<string | null> {
  const [encodedHeader, between, signature, ...more] = jws.split('.')
  if (encodedHeader === undefined || signature === undefined || between !== '' || more.length > 0) return null
  const header = readHeader(encodedHeader)
  if (!header || strictBase64Url(signature)?.byteLength !== 64) return null
  const flattened = {
    protected: encodedHeader,
    payload: Buffer.from(payload).toString('base64url'),
    signature,
  }
  try {
    await flattenedVerify(flattened, { ...header.jwk, alg: 'EdDSA' }, { algorithms: ['EdDSA'] })
    return (await thumbprintOf(header.jwk)) === header.kid ? header.kid : null
  } catch {
    return null
  }
}
