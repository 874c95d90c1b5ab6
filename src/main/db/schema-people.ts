/** Who may do what, and the keys that sign; see schema.ts for the conventions. */

export type UsersTable = {
  id: string
  username: string
  display_name: string
  unit_id: string
  role: string
  password_hash: string
  active: number
  failed_logins: number
  locked_until_ms: number | null
  created_at_ms: number
  last_login_at_ms: number | null
}

/** `token_sha256`: the cookie's value is never stored. */
export type SessionsTable = {
  token_sha256: string
  user_id: string
  created_at_ms: number
  last_seen_at_ms: number
}

export type RoomGrantsTable = {
  id: string
  room_id: string
  grantee_unit_id: string
  reason: string
  valid_from_ms: number
  valid_to_ms: number | null
  granted_by: string
  revoked_at_ms: number | null
}

/** Ed25519 keys that sign bundles; the newest signs, older ones stay to be named. */
export type SigningKeysTable = {
  thumbprint: string
  public_jwk_json: string
  private_jwk_cipher: string
  created_at_ms: number
}
