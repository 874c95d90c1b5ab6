import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCookieJar } from '#main/electron/cookie-jar.ts'
import { createForward, type Forward } from '#main/electron/forward.ts'
import { type HostCrash, HostProcess } from '#main/electron/host-process.ts'

const stubHost = fileURLToPath(new URL('./stub-host.ts', import.meta.url))

let host: HostProcess
let forward: Forward
let crashes: HostCrash[] = []

beforeEach(() => {
  crashes = []
  host = new HostProcess({
    entryPath: stubHost,
    dataFolder: '/nowhere',
    environment: process.env,
    onCrash: (crash) => crashes.push(crash),
    restartDelaysMs: [10, 20],
  })
  host.start()
  forward = createForward({ connect: () => host.connect(), cookies: createCookieJar(), nowMs: Date.now })
})
afterEach(() => host.stop())

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  forward(new Request(`app://minh-chung${path}`, { headers }))

test('waits for a host that is still starting', async () => {
  expect((await get('/')).status).toBe(200)
})

test('streams an answer while it is still being made', async () => {
  const reader = (await get('/slow')).body?.getReader()
  const text = (chunk: Uint8Array | undefined): string => new TextDecoder().decode(chunk)
  expect(text((await reader?.read())?.value)).toBe('first\n')
  await get('/release')
  expect(text((await reader?.read())?.value)).toBe('second\n')
  expect((await reader?.read())?.done).toBe(true)
})

test('streams a request body of several megabytes', async () => {
  const piece = new Uint8Array(256 * 1024).fill(97)
  let left = 20
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) controller.close()
      else controller.enqueue(piece)
      left -= 1
    },
  })
  // `duplex` is required for streamed bodies and missing from the browser's types.
  const options = { method: 'POST', body, duplex: 'half' }
  const answer = await forward(new Request('app://minh-chung/echo', options))
  expect((await answer.arrayBuffer()).byteLength).toBe(20 * piece.byteLength)
})

test('never lets the renderer speak as the host or for another session', async () => {
  const answer = await get('/headers', {
    cookie: 'session=forged',
    'x-boot-secret': 'guess',
    'proxy-authorization': 'x',
    'x-other': 'kept',
  })
  const headers: unknown = await answer.json()
  expect(headers).toMatchObject({ 'x-other': 'kept', 'accept-encoding': 'identity' })
  expect(headers).not.toHaveProperty('cookie')
  expect(headers).not.toHaveProperty('proxy-authorization')
  expect(headers).not.toMatchObject({ 'x-boot-secret': 'guess' })
})

test('strips cookies and hop-by-hop headers from the answer, and keeps to the path of a cookie', async () => {
  const names = [...(await get('/login')).headers.keys()]
  expect(names).not.toContain('set-cookie')
  expect(names).not.toContain('connection')
  expect(names).not.toContain('transfer-encoding')
  expect(await (await get('/headers')).json()).toMatchObject({ cookie: 'session=s3cret' })
})

test('turns the loopback address of a redirect into app://', async () => {
  const answer = await get('/moved')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('app://minh-chung/headers')
})

test('passes an answer without a body', async () => {
  const answer = await get('/nothing')
  expect(answer.status).toBe(204)
  expect(answer.body).toBeNull()
})

test.each(['app://other/', 'https://minh-chung/', 'app://minh-chung.evil/'])(
  'knows nothing of %s',
  async (address) => {
    expect((await forward(new Request(address))).status).toBe(404)
  },
)

test('gives up on a request that the window dropped', async () => {
  await get('/')
  const controller = new AbortController()
  const answer = forward(new Request('app://minh-chung/slow', { signal: controller.signal }))
  const body = (await answer).text()
  controller.abort()
  await expect(body).rejects.toThrow()
})

test('answers 503 in Vietnamese once the host has crashed too often, and says how often it tried', async () => {
  for (const restart of [1, 2, 3]) {
    await get('/crash')
    await vi.waitFor(() => expect(crashes).toHaveLength(restart))
  }
  expect(crashes.map(({ willRestart }) => willRestart)).toEqual([true, true, false])
  expect(crashes.at(-1)).toMatchObject({ exitCode: 7, crashInRow: 3, mostRestarts: 2 })
  const answer = await get('/', { accept: 'text/html' })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('Đang khởi động lại')
})

test('kills a host that does not end when asked', async () => {
  const deaf = new HostProcess({
    entryPath: fileURLToPath(new URL('./deaf-host.ts', import.meta.url)),
    dataFolder: '/nowhere',
    environment: process.env,
    onCrash: (crash) => crashes.push(crash),
    stopLimitMs: 100,
  })
  deaf.start()
  await deaf.connect()
  await deaf.stop()
  expect(crashes).toEqual([])
  await expect(deaf.connect()).rejects.toThrow('stopped')
})
