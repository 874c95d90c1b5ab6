import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const PREFIX = 'v1.'
const KEY_FILE_NAME = 'secret.key'
const KEY_TEXT = /^[0-9a-f]{64}$/i

const unreadable = (cause?: unknown): AppError => new AppError('data-loss', 'secret.unreadable', {}, cause)

function keyFrom(text: string): Buffer {
  if (!KEY_TEXT.test(text)) throw unreadable()
  return Buffer.from(text, 'hex')
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function readKeyFile(path: string): Promise<Buffer | null> {
  try {
    return keyFrom((await readFile(path, 'utf8')).trim())
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null
    throw error
  }
}

/** Whole or not at all, and never over an existing key: a second host that starts at the same moment reads the first's. */
async function createKeyFile(dataFolder: string, path: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  const temporaryPath = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(temporaryPath, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(temporaryPath, path)
  } catch (error) {
    // A file system without hard links (exFAT) leaves only the plain rename.
    if (!isSystemError(error, 'EEXIST')) await rename(temporaryPath, path)
  } finally {
    await rm(temporaryPath, { force: true })
  }
}

async function loadKey(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, KEY_FILE_NAME)
  const existing = await readKeyFile(path)
  if (existing) return existing
  await createKeyFile(dataFolder, path)
  const created = await readKeyFile(path)
  if (!created) throw unreadable()
  return created
}

function seal(key: Buffer, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

function openSealed(key: Buffer, text: string): string {
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64url')
  if (!text.startsWith(PREFIX) || bytes.length < NONCE_BYTES + TAG_BYTES) throw unreadable()
  // The decoder forgives stray characters; an altered text must not pass as the same one.
  if (bytes.toString('base64url') !== text.slice(PREFIX.length)) throw unreadable()
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8')
  } catch (error) {
    throw unreadable(error)
  }
}

export type FileSecretStoreOptions = {
  readonly dataFolder: string
  /** `MINH_CHUNG_MASTER_KEY`: 64 hexadecimal digits; the Electron shell keeps them in the system's keychain. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * AES-256-GCM under one master key: the one handed in, else that in `<dataFolder>/secret.key`, made at first use with mode
 * 0600 (on Windows the folder's own access list protects it).
 *
 * Both functions throw AppError `data-loss secret.unreadable` when the key itself is damaged.
 */
export function createFileSecretStore(options: FileSecretStoreOptions): SecretStore {
  const { dataFolder, env } = options
  const masterKeyHex = env?.MINH_CHUNG_MASTER_KEY
  let loaded: Promise<Buffer> | null = null
  const key = (): Promise<Buffer> => {
    loaded ??= masterKeyHex ? Promise.resolve(masterKeyHex).then(keyFrom) : loadKey(dataFolder)
    return loaded
  }
  return {
    seal: async (plain) => seal(await key(), plain),
    open: async (sealed) => openSealed(await key(), sealed),
  }
}
