import { apiClient, type ApiClient } from '#tests/builders/api-client.ts'
import { fails, fakeSession, GOOD_STREAM, GOOD_SUB_STREAM } from '#tests/builders/fake-camera.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { addPerson, seedStation, type StationWorld } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProbeProgress } from '#shared/cameras/cameras.contract.ts'
import type { FoundDevice } from '#shared/cameras/cameras.model.ts'
import type { CameraDiscovery } from '#main/ports/camera-discovery.ts'

const device = (address: string, changes: Partial<FoundDevice> = {}) => ({
  address,
  endpoint: null,
  name: null,
  hardware: null,
  location: null,
  viaInterface: null,
  ...changes,
})
const login = { username: 'admin', password: 'Minh-Chung-2026' }

let watching = 0
let mostWatching = 0
/** Ends every look at a stream that waits. */
let release: () => void = () => {}
let held: Promise<void> = Promise.resolve()
let leftEarly = 0
let scanned: readonly string[] = []

const discovery: CameraDiscovery = {
  search: async (_, { onFound }, signal) => {
    onFound(
      device('http://10.0.0.5/onvif/device_service', { endpoint: 'urn:uuid:1', viaInterface: '10.0.0.1' }),
    )
    onFound(
      device('http://10.0.0.5/onvif/device_service', { endpoint: 'urn:uuid:1', viaInterface: '10.0.1.1' }),
    )
    if (signal.aborted) leftEarly += 1
  },
  scan: async (addresses, { onFound, onAsked }) => {
    scanned = addresses
    onFound(device('http://10.0.0.5:80/onvif/other'))
    onFound(device('http://10.0.0.6/onvif/device_service'))
    onAsked(addresses.length, addresses.length)
  },
}

describe('finding and trying cameras over the wire', () => {
  let database: OpenDatabase
  let host: TestHost
  let world: StationWorld
  let api: ApiClient

  beforeEach(async () => {
    watching = 0
    mostWatching = 0
    leftEarly = 0
    held = Promise.resolve()
    const [sqlite] = testDatabases
    if (!sqlite) throw new Error('no database')
    database = await sqlite.openMigrated()
    host = await openTestHost({
      db: database.db,
      adapters: {
        discovery,
        device: {
          connect: async ({ address: { host: name }, password }) =>
            fakeSession({
              nowMs: Date.now,
              host: name,
              ...(password === login.password
                ? {}
                : { verifyCredentials: fails('forbidden', 'credentials.wrong') }),
            }),
        },
        probeStream: async ({ url, signal }) => {
          watching += 1
          mostWatching = Math.max(mostWatching, watching)
          const left = new Promise<void>((resume) => signal?.addEventListener('abort', () => resume()))
          await Promise.race([held, left])
          watching -= 1
          if (signal?.aborted) {
            leftEarly += 1
            return fails('cancelled', 'call.cancelled')()
          }
          return url.includes('/sub') ? GOOD_SUB_STREAM : GOOD_STREAM
        },
      },
    })
    world = await seedStation(host.services)
    await addPerson(host.services, world, 'administrator')
    await addPerson(host.services, world, 'inspector')
    api = apiClient(host.fetch, (await logIn(host.fetch, 'administrator')).cookie)
  })
  afterEach(async () => {
    release()
    await host.close()
    await database.close()
  })

  function hold(): void {
    held = new Promise((resume) => {
      release = resume
    })
  }

  it('tells each device once, which of them are in service, and how far the search is', async () => {
    const added = await api.cameras.add({
      address: '10.0.0.6',
      ...login,
      name: 'Quầy 6',
      roomId: world.desk.id,
    })
    const heard = await Array.fromAsync(
      await api.cameras.discover({ durationMs: 500, addresses: '10.0.0.5-6, 10.0.0.9:8000' }),
    )
    expect(scanned).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.9:8000'])
    expect(heard).toEqual([
      { kind: 'asked', done: 0, total: 3 },
      expect.objectContaining({
        device: expect.objectContaining({
          endpoint: 'urn:uuid:1',
          viaInterface: '10.0.0.1',
          knownCameraId: null,
        }),
      }),
      expect.objectContaining({
        device: expect.objectContaining({
          address: 'http://10.0.0.6/onvif/device_service',
          knownCameraId: added.id,
        }),
      }),
      { kind: 'asked', done: 3, total: 3 },
    ])
  })

  it('refuses a range that is too long before it searches, with the limit', async () => {
    await expect(api.cameras.discover({ addresses: '10.0.0.0/16' })).rejects.toMatchObject({
      data: { code: 'camera.range-too-long', detail: { count: 65_534, max: 1024 } },
    })
    await expect(api.cameras.discover({ addresses: 'here and there $' })).rejects.toMatchObject({
      data: { code: 'camera.range-unreadable' },
    })
  })

  it('tells each rung as it is climbed, and last the report with its picture', async () => {
    const heard: ProbeProgress[] = []
    for await (const part of await api.cameras.probeLive({ address: '10.0.0.5', ...login })) heard.push(part)
    expect(heard.filter(({ kind }) => kind === 'begins')).toHaveLength(13)
    expect(heard.filter(({ kind }) => kind === 'step')).toHaveLength(13)
    expect(heard.at(-1)).toMatchObject({ kind: 'report', report: { ok: true, snapshotJpeg: '/9j/' } })
  })

  it('stops the ladder when the person leaves', async () => {
    hold()
    const controller = new AbortController()
    const stream = await api.cameras.probeLive(
      { address: '10.0.0.5', ...login },
      { signal: controller.signal },
    )
    const reading = Array.fromAsync(stream).catch(() => 'left')
    await until(5000, 'the stream is watched', async () => watching === 1)
    controller.abort()
    await reading
    await until(5000, 'the ladder ended', async () => leftEarly === 1 && watching === 0)
  })

  it('sends the reason when the program itself fails on the way', async () => {
    await host.close()
    host = await openTestHost({
      db: database.db,
      adapters: {
        device: { connect: async () => fakeSession({ nowMs: Date.now }) },
        probeStream: fails('unavailable', 'ffmpeg.missing'),
      },
    })
    api = apiClient(host.fetch, (await logIn(host.fetch, 'administrator')).cookie)
    const stream = await api.cameras.probeLive({ address: '10.0.0.5', ...login })
    await expect(Array.fromAsync(stream)).rejects.toMatchObject({ data: { code: 'ffmpeg.missing' } })
  })

  it('reads a pasted list, tries four cameras at a time and adds what passed without a second look', async () => {
    const lines = Array.from({ length: 9 }, (_, index) =>
      [
        `Quầy ${index + 1}`,
        `10.0.1.${index + 1}`,
        'admin',
        index === 4 ? 'sai-mat-khau' : login.password,
        'one stop desk',
      ].join('\t'),
    )
    const text = ['Tên\tIP\tTài khoản\tMật khẩu\tPhòng', ...lines].join('\r\n')
    const { columns, rows } = await api.cameras.readBulk({ text })
    expect(columns).toEqual(['name', 'address', 'username', 'password', 'room'])
    expect(rows.flatMap(({ problems }) => problems)).toEqual([])
    expect(rows[0]).toMatchObject({ row: 2, roomId: world.desk.id })
    hold()
    const probing = Array.fromAsync(await api.cameras.probeBulk({ rows }))
    await until(5000, 'four are watched', async () => watching === 4)
    release()
    const reports = await probing
    expect(mostWatching).toBe(4)
    expect(reports.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row))
    expect(reports.filter(({ report }) => !report.ok).map(({ row }) => row)).toEqual([6])
    mostWatching = 0
    for (const { problems: _, row, roomId, ...rest } of rows) {
      if (roomId !== null && row !== 6) await api.cameras.add({ ...rest, roomId })
    }
    expect(mostWatching).toBe(0)
    expect(await api.cameras.list()).toHaveLength(8)
    const again = await api.cameras.readBulk({ text })
    expect(again.rows.map(({ problems }) => problems.map(({ code }) => code).join())).toEqual(
      rows.map(({ row }) => (row === 6 ? '' : 'address-known')),
    )
  })

  it('lets nobody but who manages cameras search or try', async () => {
    const inspector = apiClient(host.fetch, (await logIn(host.fetch, 'inspector')).cookie)
    const denied = { data: { code: 'permission.denied' } }
    await expect(inspector.cameras.probeLive({ address: '10.0.0.5', ...login })).rejects.toMatchObject(denied)
    await expect(inspector.cameras.discover({})).rejects.toMatchObject(denied)
    await expect(inspector.cameras.readBulk({ text: 'x' })).rejects.toMatchObject(denied)
  })
})
