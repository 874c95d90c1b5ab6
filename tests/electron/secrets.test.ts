import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDesktopSecrets } from '#main/electron/secrets.ts'
import { readWindowState } from '#main/electron/window-state.ts'
import { safeStorage } from './electron-stand-in.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minh-chung-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('keeps a secret across starts and never in the clear', async () => {
  const path = join(folder, 'deep', 'secrets.json')
  const first = await createDesktopSecrets(path, safeStorage).getOrCreate('master-key')
  const second = await createDesktopSecrets(path, safeStorage).getOrCreate('master-key')
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(second).toBe(first)
  expect(await readFile(path, 'utf8')).not.toContain(first)
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0)
})

test('refuses a spoilt file instead of making a new key', async () => {
  const path = join(folder, 'secrets.json')
  await writeFile(path, '{"version":1,"sealed":{"master-key":"bm90IHNlYWxlZA=="}}')
  await expect(createDesktopSecrets(path, safeStorage).getOrCreate('master-key')).rejects.toMatchObject({
    kind: 'data-loss',
    code: 'secrets.unreadable',
  })
  await writeFile(path, 'not json')
  await expect(createDesktopSecrets(path, safeStorage).getOrCreate('master-key')).rejects.toMatchObject({
    kind: 'data-loss',
  })
})

test('gives no key where the system has no keychain', async () => {
  const noKeychain = { ...safeStorage, isEncryptionAvailable: () => false }
  expect(await createDesktopSecrets(join(folder, 'secrets.json'), noKeychain).getOrCreate('x')).toBeNull()
})

const screens = [{ x: 0, y: 0, width: 1366, height: 728 }]
test.each([
  ['a missing file', null, { isMaximized: true }],
  ['a spoilt file', '{"width":"wide"}', { isMaximized: true }],
  [
    'a good place',
    '{"x":5,"y":6,"width":1024,"height":700,"isMaximized":false}',
    { x: 5, y: 6, width: 1024 },
  ],
])('reads the window state from %s', async (_, content, expected) => {
  const path = join(folder, 'window-state.json')
  if (content !== null) await writeFile(path, content)
  expect(readWindowState(path, screens)).toMatchObject(expected)
})

test('forgets a place on a screen that is gone, but not the size', async () => {
  const path = join(folder, 'window-state.json')
  await writeFile(path, '{"x":3000,"y":10,"width":1024,"height":700,"isMaximized":false}')
  expect(readWindowState(path, screens)).toEqual({ width: 1024, height: 700, isMaximized: false })
})
