import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mappedOrigin } from './stand-in-window.ts'
import { type RunningShell, startShell } from './start-shell.ts'

// The real host and the built pages (scripts/build-renderer.mjs, run by `npm test` before).
const hostEntry = fileURLToPath(new URL('../../src/main/serve/host-entry.ts', import.meta.url))
describe('the desktop shell with the real host and renderer', () => {
  let shell: RunningShell

  beforeAll(async () => {
    shell = await startShell(hostEntry)
  })
  afterAll(() => shell?.stop())

  test('shows the real start page, without a console error', async () => {
    expect(shell.window.page.url().startsWith(`${mappedOrigin}/`)).toBe(true)
    expect(await shell.window.page.title()).toContain('Minh Chứng')
    await shell.window.page.getByRole('heading', { name: 'Tạo tài khoản quản trị' }).waitFor()
    expect(shell.window.consoleErrors).toEqual([])
  })

  test('sends every page a policy and no cookie', async () => {
    const answer = await shell.window.page.evaluate(async () => {
      const response = await fetch('/')
      return {
        policy: response.headers.get('content-security-policy'),
        names: [...response.headers.keys()],
        cookie: document.cookie,
      }
    })
    expect(answer.policy).toContain("object-src 'none'")
    expect(answer.names).not.toContain('set-cookie')
    expect(answer.cookie).toBe('')
  })

  test('answers 401 to a call without a session', async () => {
    const status = await shell.window.page.evaluate(
      async () => (await fetch('/rpc/cameras/list', { method: 'POST' })).status,
    )
    expect(status).toBe(401)
  })
})
