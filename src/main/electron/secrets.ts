import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'

/** The part of Electron's safeStorage that is used: the operating system's own keychain. */
export type Keychain = {
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (plain: string) => Buffer
  readonly decryptString: (sealed: Buffer) => string
}

/** Named secrets in one file, each sealed by the keychain of the person who is logged in to the computer. */
export type DesktopSecrets = {
  /** @returns the secret, made and kept by the first call; null when the system has no keychain to seal it with */
  readonly getOrCreate: (name: string, make?: () => string) => Promise<string | null>
}

const secretFile = z.object({ version: z.literal(1), sealed: z.record(z.string(), z.base64()) })
type SecretFile = z.infer<typeof secretFile>

async function readSecretFile(filePath: string): Promise<SecretFile> {
  try {
    return secretFile.parse(JSON.parse(await readFile(filePath, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { version: 1, sealed: {} }
    // A new file would lock out every camera password and key that the old one opens: a person must decide.
    throw new AppError('data-loss', 'secrets.unreadable', { filePath }, error)
  }
}

async function writeSecretFile(filePath: string, content: SecretFile): Promise<void> {
  await mkdir(dirname(filePath), { recursive: true, mode: 0o700 })
  await writeFile(`${filePath}.new`, JSON.stringify(content), { mode: 0o600, flush: true })
  await rename(`${filePath}.new`, filePath)
}

/** @returns 32 random bytes in hexadecimal */
function makeKey(): string {
  return randomBytes(32).toString('hex')
}

export function createDesktopSecrets(filePath: string, keychain: Keychain): DesktopSecrets {
  return {
    async getOrCreate(name, make = makeKey) {
      if (!keychain.isEncryptionAvailable()) return null
      const content = await readSecretFile(filePath)
      const sealed = content.sealed[name]
      if (sealed !== undefined) {
        try {
          return keychain.decryptString(Buffer.from(sealed, 'base64'))
        } catch (error) {
          throw new AppError('data-loss', 'secrets.unreadable', { filePath }, error)
        }
      }
      const secret = make()
      const added = { [name]: keychain.encryptString(secret).toString('base64') }
      await writeSecretFile(filePath, { version: 1, sealed: { ...content.sealed, ...added } })
      return secret
    },
  }
}
