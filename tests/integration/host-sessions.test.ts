import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOGIN_LOCK_MS, MAX_FAILED_LOGINS, SESSION_IDLE_MS } from '#shared/users/users.rules.ts'
import { argon2Hasher } from '#main/adapters/argon2/password-hasher.ts'
import { systemCall } from '#main/ports/call.ts'
import { declaredCalls } from '#tests/builders/contract-calls.ts'
import { logIn, sessionWith } from '#tests/builders/http-session.ts'
import { addPerson, seedStation, type StationWorld, WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'

describe.each(testDatabases)('sessions on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let world: StationWorld
  const time = { nowMs: 0 }

  beforeEach(async () => {
    time.nowMs = Date.now()
    opened = await openMigrated()
    const adapters = { clock: { nowMs: () => time.nowMs }, hasher: argon2Hasher }
    host = await openTestHost({ db: opened.db, adapters })
    world = await seedStation(host.services)
    await addPerson(host.services, world, 'inspector')
  })
  afterEach(async () => {
    await host.close()
    await opened.close()
  })

  const stranger = () => sessionWith(host.fetch, '')
  const tryLogin = (username: string, password: string) =>
    stranger().rpc('users/login', { username, password })
  const codeOf = async (answer: Response): Promise<unknown> => (await answer.json()).json.data.code

  it('answers 401 with an empty body to every address that needs a session', async () => {
    const closed = declaredCalls.filter((call) => call.permission !== 'public')
    const asked: readonly (readonly [string, string])[] = [
      ...closed.map(({ path }) => ['POST', `/rpc/${path}`] as const),
      ...closed.map(({ method, route }) => [method, `/api/v1${route.replace('{id}', NOBODY)}`] as const),
      ['POST', '/rpc/no/such/call'],
      ['GET', '/rpc/users/list'],
      ['GET', '/api/v1/openapi.json'],
      ['GET', '/api/v1/docs'],
      ['GET', '/api/v1/no-such-thing'],
      ['GET', `/media/cameras/${NOBODY}/playlist.m3u8?from=1&to=2`],
      ['GET', `/media/cameras/${NOBODY}/segments/1.mp4`],
      ['GET', `/media/cameras/${NOBODY}/proxy/1/0-1.ts`],
      ['GET', `/media/cameras/${NOBODY}/keyframes/1/0-1.mp4`],
      ['GET', `/media/evidence/${NOBODY}/bundle.zip`],
      ['GET', `/media/evidence/${NOBODY}/${NOBODY}.mp4`],
      ['GET', '/media/anything'],
      ['HEAD', `/media/cameras/${NOBODY}/segments/1.mp4`],
    ]
    for (const cookie of ['', 'minh-chung-session=gia', 'minh-chung-session=']) {
      for (const [method, path] of asked) {
        const headers = cookie === '' ? {} : { cookie }
        const answer = await host.fetch(new Request(`http://station.test${path}`, { method, headers }))
        expect([method, path, answer.status, await answer.text()]).toEqual([method, path, 401, ''])
        expect(answer.headers.get('content-type')).toBeNull()
      }
    }
  })

  it.each(['/', '/login', '/ho-so'])('shows the page itself at %s without a session', async (path) => {
    expect(await (await stranger().get(path)).text()).toBe('page')
  })

  it('says the same of a wrong name as of a wrong password', async () => {
    const [wrongName, wrongPassword] = [
      await tryLogin('ai-do', WORLD_PASSWORD),
      await tryLogin('inspector', 'sai-mat-khau'),
    ]
    expect([wrongName.status, await wrongName.text()]).toEqual([
      wrongPassword.status,
      await wrongPassword.text(),
    ])
    expect(wrongName.status).toBe(401)
    expect(wrongName.headers.get('set-cookie')).toBeNull()
  })

  it('locks after too many wrong passwords, also against the right one, and opens again later', async () => {
    for (let failure = 0; failure < MAX_FAILED_LOGINS; failure += 1) {
      expect(await codeOf(await tryLogin('inspector', 'sai-mat-khau'))).toBe('login.wrong')
    }
    const locked = await tryLogin('inspector', WORLD_PASSWORD)
    expect(locked.status).toBe(403)
    expect((await locked.json()).json.data).toEqual({ code: 'login.locked', detail: { minutes: 15 } })
    const refusals = await host.services.audit.list({ limit: 50, verb: 'session.refuse' })
    expect(refusals).toHaveLength(MAX_FAILED_LOGINS)
    time.nowMs += LOGIN_LOCK_MS + 1
    expect((await tryLogin('inspector', WORLD_PASSWORD)).status).toBe(200)
  })

  it('gives a cookie that no script and no other site gets, and keeps only its hash', async () => {
    const answer = await tryLogin(' Inspector ', WORLD_PASSWORD)
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^minh-chung-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const [row] = await opened.db.selectFrom('sessions').selectAll().execute()
    expect(row?.token_sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(cookie).not.toContain(row?.token_sha256)
    expect(JSON.stringify(await answer.json())).not.toContain('argon2')
  })

  it('ends a session at logout, and only that one', async () => {
    const [first, second] = [await logIn(host.fetch, 'inspector'), await logIn(host.fetch, 'inspector')]
    const out = await first.rpc('users/logout')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await first.rpc('cameras/list')).status).toBe(401)
    expect((await second.rpc('cameras/list')).status).toBe(200)
  })

  it('ends a session that nobody used for too long, and not one in use', async () => {
    const session = await logIn(host.fetch, 'inspector')
    for (let use = 0; use < 3; use += 1) {
      time.nowMs += SESSION_IDLE_MS.inspector - 1000
      expect((await session.rpc('cameras/list')).status).toBe(200)
    }
    time.nowMs += SESSION_IDLE_MS.inspector + 1
    expect((await session.rpc('cameras/list')).status).toBe(401)
  })

  it.each([
    {
      what: 'was deactivated',
      change: (id: string) => host.services.users.setActive(systemCall('test', 'x'), id, false),
    },
    {
      what: 'was given a new password',
      change: (id: string) =>
        host.services.users.setPassword(systemCall('test', 'x'), id, 'mot-mat-khau-khac'),
    },
  ])('ends every session of a person who $what', async ({ change }) => {
    const session = await logIn(host.fetch, 'inspector')
    const [user] = await host.services.users.list()
    await change(user?.id ?? '')
    expect((await session.rpc('cameras/list')).status).toBe(401)
    expect((await tryLogin('inspector', WORLD_PASSWORD)).status).toBe(401)
  })

  it.each([
    { site: 'cross-site', status: 403 },
    { site: 'same-site', status: 403 },
    { site: 'same-origin', status: 200 },
    { site: 'none', status: 200 },
  ])('answers $status to a request that a browser calls $site', async ({ site, status }) => {
    const { cookie } = await logIn(host.fetch, 'inspector')
    const answer = await host.fetch(
      new Request('http://station.test/rpc/cameras/list', {
        method: 'POST',
        body: '{}',
        headers: {
          cookie,
          'sec-fetch-site': site,
          'content-type': 'application/json',
        },
      }),
    )
    expect(answer.status).toBe(status)
    if (status === 403) expect(await answer.text()).toBe('')
  })
})
