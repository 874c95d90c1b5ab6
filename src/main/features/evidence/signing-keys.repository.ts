import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'

export type StoredSigningKey = {
  /** RFC 7638. */
  readonly thumbprint: string
  readonly publicJwkJson: string
  /** Sealed by the secret store. */
  readonly privateJwkCipher: string
  readonly createdAtMs: InstantMs
}

export async function findNewestSigningKey(db: Db): Promise<StoredSigningKey | null> {
  const row = await db
    .selectFrom('signing_keys')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('thumbprint')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    thumbprint: row.thumbprint,
    publicJwkJson: row.public_jwk_json,
    privateJwkCipher: row.private_jwk_cipher,
    createdAtMs: row.created_at_ms,
  }
}

export async function insertSigningKey(transaction: Db, key: StoredSigningKey): Promise<void> {
  await transaction
    .insertInto('signing_keys')
    .values({
      thumbprint: key.thumbprint,
      public_jwk_json: key.publicJwkJson,
      private_jwk_cipher: key.privateJwkCipher,
      created_at_ms: key.createdAtMs,
    })
    .execute()
}
