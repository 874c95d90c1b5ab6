import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileSecretStore } from './file-secret-store.ts'

let dataFolder = ''
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'minh-chung-keys-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const unreadable = { kind: 'data-loss', code: 'secret.unreadable' }

describe('file secret store', () => {
  it('opens what it sealed, also after a restart', async () => {
    const sealed = await createFileSecretStore({ dataFolder }).seal('mật khẩu & <đ>')
    expect(sealed).not.toContain('mật')
    expect(await createFileSecretStore({ dataFolder }).open(sealed)).toBe('mật khẩu & <đ>')
    expect(
      await createFileSecretStore({ dataFolder }).open(await createFileSecretStore({ dataFolder }).seal('')),
    ).toBe('')
  })

  it('seals the same text differently each time', async () => {
    const store = createFileSecretStore({ dataFolder })
    expect(await store.seal('x')).not.toBe(await store.seal('x'))
  })

  it('makes one key, for its owner alone, however many start at once', async () => {
    const stores = Array.from({ length: 8 }, () => createFileSecretStore({ dataFolder }))
    const sealed = await Promise.all(stores.map((store, index) => store.seal(`secret ${index}`)))
    const opened = await Promise.all(sealed.map((text) => createFileSecretStore({ dataFolder }).open(text)))
    expect(opened).toEqual(stores.map((_, index) => `secret ${index}`))
    expect(await readdir(dataFolder)).toEqual(['secret.key'])
    if (process.platform !== 'win32')
      expect((await stat(join(dataFolder, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  it('refuses a text of which any one character was altered', async () => {
    const store = createFileSecretStore({ dataFolder })
    const sealed = await store.seal('secret')
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A'
      const altered = sealed.slice(0, index) + other + sealed.slice(index + 1)
      await expect(store.open(altered)).rejects.toMatchObject(unreadable)
    }
    for (const text of ['', 'v1.', sealed.slice(0, -4), `${sealed}=`, 'plain']) {
      await expect(store.open(text)).rejects.toMatchObject(unreadable)
    }
  })

  it('takes the key that it is handed and writes none', async () => {
    const env = { MINH_CHUNG_MASTER_KEY: 'ab'.repeat(32) }
    const sealed = await createFileSecretStore({ dataFolder, env }).seal('secret')
    expect(await readdir(dataFolder)).toEqual([])
    await expect(createFileSecretStore({ dataFolder }).open(sealed)).rejects.toMatchObject(unreadable)
    await expect(
      createFileSecretStore({ dataFolder, env: { MINH_CHUNG_MASTER_KEY: 'short' } }).seal('x'),
    ).rejects.toMatchObject(unreadable)
  })

  it('says so when the key file is damaged, and leaves it alone', async () => {
    await writeFile(join(dataFolder, 'secret.key'), 'damaged')
    await expect(createFileSecretStore({ dataFolder }).seal('x')).rejects.toMatchObject(unreadable)
    expect(await readFile(join(dataFolder, 'secret.key'), 'utf8')).toBe('damaged')
  })
})
