import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '#main/features/users/users.ports.ts'

/** argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's first recommendation. */
export const argon2Hasher: PasswordHasher = {
  hash: (password) => hash(password),
  verify: (stored, password) => verify(stored, password),
}
