import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fallbackContentSecurityPolicy } from '#main/electron/forward.ts'
import { findChromium } from '../../scripts/lib/find-programs.mjs'
import { app } from './electron-stand-in.ts'
import { desktopRecord, standIn } from './stand-in-state.ts'
import { mappedOrigin } from './stand-in-window.ts'
import { type RunningShell, startShell } from './start-shell.ts'

const stubHost = fileURLToPath(new URL('./stub-host.ts', import.meta.url))

describe.skipIf(findChromium() === undefined)('the desktop shell, in a real Chromium', () => {
  let shell: RunningShell

  beforeAll(async () => {
    shell = await startShell(stubHost)
  })
  afterAll(() => shell?.stop())

  const inPage = (path: string): Promise<string> =>
    shell.window.page.evaluate(async (address) => (await fetch(address)).text(), path)

  test('opens the start page of the host in its window', async () => {
    expect(shell.window.page.url()).toBe(`${mappedOrigin}/`)
    expect(await shell.window.page.textContent('h1')).toBe('Xem lại')
    expect(await shell.window.page.title()).toBe('Minh Chứng')
  })

  test('isolates the page from Node', async () => {
    expect(desktopRecord.isSandboxEnabled).toBe(true)
    expect(shell.window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    const seen = await shell.window.page.evaluate(() => ({
      desktop: Reflect.get(globalThis, 'desktop'),
      hasRequire: 'require' in globalThis,
      hasProcess: 'process' in globalThis,
    }))
    expect(seen).toEqual({
      desktop: { platform: process.platform, version: '0.1.0-test' },
      hasRequire: false,
      hasProcess: false,
    })
  })

  test('makes app:// an origin of its own before the program is ready', () => {
    expect(desktopRecord.privilegedSchemes).toEqual([
      {
        scheme: 'app',
        privileges: expect.objectContaining({
          standard: true,
          secure: true,
          supportFetchAPI: true,
          stream: true,
        }),
      },
    ])
  })

  test('gives a page without a policy the strict one, and Chromium keeps to it', async () => {
    const policy = await shell.window.page.evaluate(async () =>
      (await fetch('/')).headers.get('content-security-policy'),
    )
    expect(policy).toBe(fallbackContentSecurityPolicy)
    const ranInline = await shell.window.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ranInline = true'
      document.body.append(script)
      return Reflect.has(globalThis, 'ranInline')
    })
    expect(ranInline).toBe(false)
  })

  test('leaves a policy of the host as it is', async () => {
    const policy = await shell.window.page.evaluate(async () =>
      (await fetch('/own-policy')).headers.get('content-security-policy'),
    )
    expect(policy).toBe("default-src 'none'")
  })

  test('keeps the session cookie out of the page and sends it on', async () => {
    const login = await shell.window.page.evaluate(async () => {
      const response = await fetch('/login')
      return { names: [...response.headers.keys()], cookie: document.cookie }
    })
    expect(login.names).not.toContain('set-cookie')
    expect(login.cookie).toBe('')
    expect(await shell.window.page.context().cookies()).toEqual([])
    expect(await inPage('/headers')).toContain('"cookie":"session=s3cret"')
    await inPage('/logout')
    expect(await inPage('/headers')).not.toContain('"cookie"')
  })

  test('passes a range of media through', async () => {
    const answer = await shell.window.page.evaluate(async () => {
      const response = await fetch('/media', { headers: { range: 'bytes=10-13' } })
      return {
        status: response.status,
        range: response.headers.get('content-range'),
        bytes: [...new Uint8Array(await response.arrayBuffer())],
      }
    })
    expect(answer).toEqual({ status: 206, range: 'bytes 10-13/1000', bytes: [10, 11, 12, 13] })
  })

  test('denies navigation to an outside page, https too', async () => {
    await shell.window.page.click('#outside')
    await vi.waitFor(() => expect(desktopRecord.preventedNavigations).toContain('https://example.org/'))
    expect(desktopRecord.allowedNavigations).toEqual([])
    expect(shell.window.page.url()).toBe(`${mappedOrigin}/`)
    expect(desktopRecord.openedOutside).toEqual([])
  })

  test('denies a second window', async () => {
    await shell.window.page.evaluate(() => {
      window.open('https://example.org/popup')
      window.open('/second')
    })
    await vi.waitFor(() =>
      expect(desktopRecord.deniedWindows.toSorted()).toEqual([
        'app://minh-chung/second',
        'https://example.org/popup',
      ]),
    )
    expect(desktopRecord.allowedWindows).toEqual([])
  })

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'usb'])(
    'refuses the permission %s',
    async (permission) => {
      expect(await standIn.askPermission(permission)).toBe(false)
      expect(standIn.checkPermission(permission)).toBe(false)
    },
  )

  test('grants the full screen alone, and no device', async () => {
    expect(await standIn.askPermission('fullscreen')).toBe(true)
    expect(standIn.askDevice()).toBe(false)
  })

  test('has a Vietnamese menu', () => {
    const labels = desktopRecord.menu.map((entry) => JSON.stringify(entry))
    expect(labels.join()).toContain('Trợ &giúp')
    expect(labels.join()).toContain('Toàn màn hình')
  })

  test('hands the host its data folder and a sealed master key', async () => {
    const environment: unknown = JSON.parse(await inPage('/environment'))
    expect(environment).toEqual({
      args: ['--data', join(shell.userDataFolder, 'data')],
      masterKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const file = await readFile(join(shell.userDataFolder, 'secrets.json'), 'utf8')
    expect(file).not.toContain(JSON.stringify(environment).slice(-66, -2))
  })

  test('shows its window when a second copy is started', () => {
    app.emit('second-instance')
    expect(shell.window.focusCount).toBe(1)
  })

  test('keeps place and size of the window', async () => {
    shell.window.close()
    const state: unknown = JSON.parse(await readFile(join(shell.userDataFolder, 'window-state.json'), 'utf8'))
    expect(state).toEqual({ x: 10, y: 20, width: 1200, height: 700, isMaximized: false })
  })

  test('reports a host that crashed, restarts it and goes on', async () => {
    const before = await inPage('/pid')
    await inPage('/crash').catch(() => undefined)
    await vi.waitFor(() => expect(desktopRecord.dialogs).toHaveLength(1))
    expect(desktopRecord.dialogs[0]).toMatchObject({
      message: 'Dịch vụ nền đã dừng đột ngột',
      detail: expect.stringContaining('stub host: told to crash'),
    })
    const after = await inPage('/pid')
    expect(after).toMatch(/^\d+$/)
    expect(after).not.toBe(before)
  })

  test('ends without a console error', () => {
    // The refused inline script and the crash are the test's own doing, and Chromium rightly tells of them.
    const unexpected = shell.window.consoleErrors.filter((text) => !/Content Security Policy|503/.test(text))
    expect(unexpected).toEqual([])
  })
})
