import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import { sendWebhook } from '#main/adapters/http/send-webhook.ts'
import { createHealthService, type HealthService } from '#main/features/health/health.service.ts'
import { type Actor, systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import { addSilentCamera, seedStation, type StationWorld } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

/** A receiver outside: answers with `status` and keeps what it was sent. */
async function startReceiver() {
  const received: { readonly body: string; readonly signature: string | undefined }[] = []
  const state = { status: 200 }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const signature = request.headers['x-minh-chung-signature']
      received.push({ body, signature: typeof signature === 'string' ? signature : undefined })
      response.writeHead(state.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  return {
    url: `http://127.0.0.1:${port}/canh-bao`,
    received,
    state,
    messages: () => received.map(({ body }) => JSON.parse(body)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe.each(testDatabases)('health on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let host: TestHost
  let world: StationWorld
  let camera: Camera
  let health: HealthService
  let recorder: RecorderStatus
  const time = { nowMs: Date.parse('2026-11-20T08:00:00+07:00') }

  const start = (): HealthService =>
    createHealthService({
      work: host.services.work,
      clock: { nowMs: () => time.nowMs },
      newId,
      timers: systemTimers,
      secrets: { seal: async (plain) => `sealed:${plain}`, open: async (sealed) => sealed.slice(7) },
      send: sendWebhook,
      stationName: 'Trạm thử',
      log: () => undefined,
      cameras: {
        all: host.services.cameras.all,
        list: host.services.cameras.list,
        scheduledRanges: async (_id, range) => [range],
        changes: async () => [],
      },
      recordings: {
        status: async () => ({
          nowMs: time.nowMs,
          recorders: [recorder],
          disk: { freeBytes: 1, totalBytes: 2, daysLeft: null },
        }),
        lanes: async () => [],
      },
      missingFolders: async () => [],
      roomName: async () => 'Xã Tân Sơn › Một cửa',
    })

  beforeEach(async () => {
    database = await openMigrated()
    host = await openTestHost({ db: database.db })
    world = await seedStation(host.services)
    camera = await addSilentCamera(host.services, world.desk)
    recorder = {
      cameraId: camera.id,
      state: 'recording',
      lastGroupEndMs: time.nowMs,
      sinceMs: time.nowMs,
      reason: null,
      bitsPerSecond: 1,
      keyframeSpacingMs: 2000,
      behindMs: 0,
      retries: 0,
      nextTryAtMs: null,
    }
    health = start()
    await health.start()
    await health.stop()
  })
  afterEach(async () => {
    await host.close()
    await database.close()
  })

  /** Lets time pass, looking every five seconds. */
  async function pass(seconds: number, state: RecorderStatus['state'], reason: string | null = null) {
    recorder = { ...recorder, state, reason }
    for (let passed = 0; passed < seconds; passed += 5) {
      time.nowMs += 5000
      await health.look()
    }
  }

  const administrator = (): Actor => ({
    kind: 'user',
    id: newId(),
    label: 'quantri',
    role: 'administrator',
    unitId: null,
  })
  const alerts = () => health.alerts(administrator(), {})
  const webhook = (url: string, secret?: string) =>
    health.setWebhook(systemCall('test', 'webhook.set'), { url, ...(secret ? { secret } : {}) })

  it('opens one alert for a camera that went away, and closes it some time after it came back', async () => {
    await pass(10, 'recording')
    const awayFromMs = time.nowMs + 5000
    await pass(120, 'retrying', 'timeout')
    expect(await alerts()).toMatchObject([
      { kind: 'camera-offline', cameraId: camera.id, beganAtMs: awayFromMs, endedAtMs: null },
    ])
    const backFromMs = time.nowMs + 5000
    await pass(300, 'recording')
    expect(await alerts()).toMatchObject([{ kind: 'camera-offline', endedAtMs: backFromMs }])
  })

  it('goes on with an open alert after a restart, without opening it twice', async () => {
    await pass(120, 'retrying', 'timeout')
    health = start()
    await health.start()
    await health.stop()
    await pass(60, 'retrying', 'timeout')
    expect(await alerts()).toHaveLength(1)
    await pass(300, 'recording')
    expect((await alerts())[0]?.endedAtMs).not.toBeNull()
  })

  it('calls a camera that comes and goes all the time unstable, once', async () => {
    for (let round = 0; round < 8; round += 1) {
      await pass(20, 'recording')
      await pass(20, 'retrying', 'connection-lost')
    }
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['camera-unstable'])
  })

  it('shows people only the alerts of cameras that they may know of', async () => {
    await pass(120, 'retrying', 'timeout')
    const [alert] = await alerts()
    const stranger: Actor = {
      kind: 'user',
      id: newId(),
      label: 'nguoi-la',
      role: 'inspector',
      unitId: world.inspectorate.id,
    }
    expect(await health.alerts(stranger, {})).toEqual([])
    const call = { actor: stranger, verb: 'alert.see', audited: false }
    await expect(health.see(call, alert?.id ?? '')).rejects.toMatchObject({ code: 'alert.unknown' })
    const range = { fromMs: 0, toMs: time.nowMs }
    await expect(health.history(stranger, camera.id, range)).rejects.toMatchObject({ code: 'camera.unknown' })
  })

  it('keeps who has seen an alert', async () => {
    await pass(120, 'retrying', 'timeout')
    const [alert] = await alerts()
    await health.see({ actor: administrator(), verb: 'alert.see', audited: false }, alert?.id ?? '')
    expect((await alerts())[0]).toMatchObject({ seenBy: 'quantri', seenAtMs: time.nowMs, endedAtMs: null })
  })

  describe('with an address outside', () => {
    let receiver: Awaited<ReturnType<typeof startReceiver>>
    beforeEach(async () => {
      receiver = await startReceiver()
    })
    afterEach(() => receiver.stop())

    it('tells it beginning and end, signed, in words', async () => {
      await webhook(receiver.url, 'khoa-bi-mat')
      await pass(120, 'retrying', 'timeout')
      await pass(300, 'recording')
      expect(receiver.messages()).toMatchObject([
        { event: 'alert-began', kind: 'camera-offline', ended_at: null },
        { event: 'alert-ended', kind: 'camera-offline' },
      ])
      expect(receiver.messages()[0].text).toBe(
        'Xã Tân Sơn › Một cửa, Camera câm: Camera không trả lời; việc ghi hình đang dừng.',
      )
      const [{ body, signature } = { body: '', signature: '' }] = receiver.received
      expect(signature).toBe(`sha256=${createHmac('sha256', 'khoa-bi-mat').update(body).digest('hex')}`)
      expect((await alerts())[0]?.sentState).toBe('sent')
    })

    it('tries again at growing distances, and gives up after eight tries', async () => {
      await webhook(receiver.url)
      receiver.state.status = 500
      await pass(4 * 3600, 'retrying', 'timeout')
      expect(receiver.received).toHaveLength(8)
      expect((await alerts())[0]?.sentState).toBe('failed')
    })

    it('tells it later when the receiver was away', async () => {
      await webhook(receiver.url)
      receiver.state.status = 503
      await pass(80, 'retrying', 'timeout')
      receiver.state.status = 200
      await pass(120, 'retrying', 'timeout')
      expect((await alerts())[0]?.sentState).toBe('sent')
      expect(receiver.received.length).toBeGreaterThan(1)
    })

    it('never shows the secret again, and keeps it while the address stays', async () => {
      expect(await webhook(receiver.url, 'khoa-bi-mat')).toEqual({ url: receiver.url, hasSecret: true })
      expect(await webhook(receiver.url)).toEqual({ url: receiver.url, hasSecret: true })
      expect(await webhook(`${receiver.url}/khac`)).toMatchObject({ hasSecret: false })
      expect(await health.setWebhook(systemCall('test', 'webhook.set'), null)).toBeNull()
      expect(await health.webhook()).toBeNull()
    })

    it('says of a test message what came of it', async () => {
      await expect(health.testWebhook()).rejects.toMatchObject({ code: 'webhook.none' })
      await webhook(receiver.url)
      expect(await health.testWebhook()).toEqual({ status: 200 })
      receiver.state.status = 403
      await expect(health.testWebhook()).rejects.toMatchObject({
        code: 'webhook.refused',
        detail: { status: 403 },
      })
      await webhook('http://127.0.0.1:9/')
      await expect(health.testWebhook()).rejects.toMatchObject({ code: 'webhook.unreachable' })
    })
  })
})
