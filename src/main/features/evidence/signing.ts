import { exportJWK, generateKeyPair } from 'jose'
import { systemCall } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { type PrivateJwk, privateJwkSchema, signDetached, thumbprintOf } from './jws.ts'
import { findNewestSigningKey, insertSigningKey, type StoredSigningKey } from './signing-keys.repository.ts'

export type Signer = {
  /** Detached JWS over the payload, with the station's newest key; the first use makes the key. */
  readonly sign: (payload: Uint8Array) => Promise<string>
  /** RFC 7638 thumbprint of that key, to be published. */
  readonly thumbprint: () => Promise<string>
}

/** The station's Ed25519 key. Its private half lies in the database sealed by the secret store. */
export function createSigner(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly secrets: SecretStore
}): Signer {
  const { work, clock, secrets } = deps
  let creating: Promise<StoredSigningKey> | null = null

  async function create(): Promise<StoredSigningKey> {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const privateJwk = privateJwkSchema.parse(await exportJWK(pair.privateKey))
    const { kty, crv, x } = privateJwk
    const key = {
      thumbprint: await thumbprintOf(privateJwk),
      publicJwkJson: JSON.stringify({ kty, crv, x }),
      privateJwkCipher: await secrets.seal(JSON.stringify(privateJwk)),
      createdAtMs: clock.nowMs(),
    }
    return work.change(systemCall('evidence', 'signing-key.create'), async (transaction) => {
      await insertSigningKey(transaction, key)
      return { result: key, subject: { kind: 'signing-key', id: key.thumbprint } }
    })
  }

  async function current(): Promise<StoredSigningKey> {
    const existing = await findNewestSigningKey(work.db)
    if (existing) return existing
    creating ??= create().finally(() => {
      creating = null
    })
    return creating
  }

  async function privateKey(): Promise<PrivateJwk> {
    const { privateJwkCipher } = await current()
    return privateJwkSchema.parse(JSON.parse(await secrets.open(privateJwkCipher)))
  }

  return {
    sign: async (payload) => signDetached(payload, await privateKey()),
    thumbprint: async () => (await current()).thumbprint,
  }
}
