import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { declaredCalls } from '#tests/builders/contract-calls.ts'
import { type HttpSession, logIn, sessionWith } from '#tests/builders/http-session.ts'
import {
  addPerson,
  addSilentCamera,
  seedStation,
  type StationWorld,
  WORLD_PASSWORD,
} from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, quickHasher, type TestHost } from '#tests/builders/test-host.ts'

describe.each(testDatabases)('the interface for other programs on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let world: StationWorld
  let camera: Camera
  let inspector: HttpSession
  let administrator: HttpSession

  beforeAll(async () => {
    opened = await openMigrated()
    host = await openTestHost({ db: opened.db })
    world = await seedStation(host.services)
    camera = await addSilentCamera(host.services, world.reception)
    for (const role of ['inspector', 'administrator'] as const) await addPerson(host.services, world, role)
    inspector = await logIn(host.fetch, 'inspector')
    administrator = await logIn(host.fetch, 'administrator')
  })
  afterAll(async () => {
    await host?.close()
    await opened?.close()
  })

  it('describes every call of the contract', async () => {
    const document = await (await inspector.get('/api/v1/openapi.json')).json()
    expect(document.openapi).toMatch(/^3\.1/)
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.toSorted()).toEqual(
      declaredCalls.map(({ method, route }) => `${method} ${route}`).toSorted(),
    )
  })

  it('shows the description as a page without a script', async () => {
    const page = await inspector.get('/api/v1/docs')
    const text = await page.text()
    expect(page.headers.get('content-type')).toContain('text/html')
    for (const { method, route } of declaredCalls) expect(text).toContain(`${method} /api/v1${route}`)
    expect(text).not.toContain('<script')
  })

  it.each([
    { what: 'a plain read', rest: ['GET', '/cameras'] as const, rpc: 'cameras/list', input: undefined },
    {
      what: 'a read with numbers',
      rest: ['GET', '/audit?limit=2'] as const,
      rpc: 'audit/list',
      input: { limit: 2 },
    },
  ])('answers $what the same by both ways', async ({ rest, rpc, input }) => {
    const [method, path] = rest
    const [byRest, byRpc] = [await inspector.rest(method, path), await inspector.rpc(rpc, input)]
    expect([byRest.status, byRpc.status]).toEqual([200, 200])
    expect(await byRest.json()).toEqual((await byRpc.json()).json)
  })

  it('takes lists and numbers from a query', async () => {
    const query = `cameraIds[]=${camera.id}&fromMs=${camera.createdAtMs - 5000}&toMs=${camera.createdAtMs - 1000}`
    const answer = await inspector.rest('GET', `/recordings/lanes?${query}`)
    expect(await answer.json()).toEqual([
      {
        cameraId: camera.id,
        spans: [
          {
            fromMs: camera.createdAtMs - 5000,
            toMs: camera.createdAtMs - 1000,
            state: 'unknown',
            reason: 'before-camera',
          },
        ],
      },
    ])
  })

  it('changes by REST as by RPC: right, row in the log and all', async () => {
    const answer = await administrator.rest('POST', `/cameras/${camera.id}/recording`, { record: false })
    expect([answer.status, (await answer.json()).state]).toEqual([200, 'stopped'])
    const [row] = await host.services.audit.list({ limit: 1 })
    expect(row).toMatchObject({ verb: 'camera.set-recording', actor: 'administrator', subjectId: camera.id })
    expect((await inspector.rest('POST', `/cameras/${camera.id}/recording`, { record: false })).status).toBe(
      403,
    )
  })

  it('logs in and out by REST', async () => {
    const login = { username: 'inspector', password: WORLD_PASSWORD }
    const answer = await sessionWith(host.fetch, '').rest('POST', '/session/login', login)
    const session = sessionWith(host.fetch, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
    expect((await session.rest('GET', '/cameras')).status).toBe(200)
    expect((await session.rest('POST', '/session/logout')).status).toBe(200)
    expect((await session.rest('GET', '/cameras')).status).toBe(401)
  })

  it('names the field that it cannot take, and shows nothing of its inside', async () => {
    const answer = await administrator.rpc('units/createCounter', { roomId: 'no-id', code: '', name: 'x' })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(JSON.parse(text).json.data).toMatchObject({ code: 'input.invalid', detail: { field: 'roomId' } })
    expect(text).not.toMatch(/node_modules|\bat \w+ \(/)
  })

  it('says of an unforeseen failure no more than that it happened, and logs the rest', async () => {
    const broken = await openTestHost({
      db: opened.db,
      adapters: {
        hasher: { hash: quickHasher.hash, verify: () => Promise.reject(new Error('bí mật nội bộ')) },
      },
    })
    try {
      const login = { username: 'inspector', password: WORLD_PASSWORD }
      const answer = await sessionWith(broken.fetch, '').rpc('users/login', login)
      expect(answer.status).toBe(500)
      expect(await answer.text()).not.toContain('bí mật')
      expect(broken.log.join('\n')).toContain('bí mật nội bộ')
    } finally {
      await broken.close()
    }
  })

  it('answers 404 for a call that nobody declared', async () => {
    expect((await inspector.rpc('cameras/explode')).status).toBe(404)
    expect((await inspector.rest('GET', '/nothing')).status).toBe(404)
  })
})
