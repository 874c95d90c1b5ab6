import { actorOf, type CameraBench, createCameraBench } from '#tests/builders/camera-bench.ts'
import {
  fails,
  fakeSession,
  GOOD_IDENTITY,
  GOOD_STREAM,
  GOOD_SUB_STREAM,
} from '#tests/builders/fake-camera.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { camerasContract } from '#shared/cameras/cameras.contract.ts'
import type { Camera, NewCamera, StreamFacts } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { CameraDevice } from '#main/ports/camera-device.ts'
import { createCamerasRouter } from '#main/features/cameras/cameras.router.ts'
import { newestOffset } from '#main/features/cameras/cameras.repository.ts'

const FACTS = { ...GOOD_STREAM, frameRateMilli: 24_000 }
const START_MS = 1_795_000_000_000

let nowMs = START_MS
let aheadMs = 7000
let facts: StreamFacts = FACTS
const seenUrls: string[] = []

const device: CameraDevice = {
  connect: async ({ address: { host }, password }) => {
    if (host === '10.0.0.99') throw new AppError('unavailable', 'reach.refused')
    const right = password === 'mật/khẩu@1' || password === 'đổi rồi đó'
    return fakeSession({
      nowMs: () => nowMs,
      aheadMs: () => aheadMs,
      host,
      // As behind NAT: the address leads nowhere.
      getStreamUri: async (token) => `rtsp://192.168.254.1:554/${token === '002' ? 'sub' : 'main'}/${host}`,
      ...(right ? {} : { verifyCredentials: fails('forbidden', 'credentials.wrong') }),
    })
  },
}

describe.each(testDatabases)('cameras on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let bench: CameraBench

  beforeEach(async () => {
    nowMs = START_MS
    aheadMs = 7000
    facts = FACTS
    seenUrls.length = 0
    database = await openMigrated()
    bench = await createCameraBench({
      db: database.db,
      device,
      probeStream: async ({ url }) => {
        seenUrls.push(url)
        return url.includes('/sub/') ? GOOD_SUB_STREAM : facts
      },
      nowMs: () => nowMs,
    })
  })
  afterEach(async () => {
    await bench.close()
    await database.close()
  })

  const input = (changes: Partial<NewCamera> = {}): NewCamera => ({
    address: '10.0.0.5',
    username: 'a&b<',
    password: 'mật/khẩu@1',
    name: 'Quầy tiếp nhận',
    roomId: bench.desk.id,
    counterIds: [bench.secondCounter.id, bench.firstCounter.id],
    record: true,
    ...changes,
  })
  const add = (changes: Partial<NewCamera> = {}): Promise<Camera> =>
    bench.cameras.add(bench.call('camera.add'), input(changes))

  it('stores a camera with its views, its first clock reading and its baseline, and seals the password', async () => {
    const camera = await add()
    expect(camera).toMatchObject({
      address: 'http://10.0.0.5/onvif/device_service',
      streamUri: 'rtsp://10.0.0.5:554/main/10.0.0.5',
      device: GOOD_IDENTITY,
      codec: 'h265',
      keyframeSpacingMs: 2000,
      clockOffset: { offsetMs: 7500, uncertaintyMs: 500, method: 'onvif-date-time', measuredAtMs: START_MS },
      state: 'recording',
      createdAtMs: START_MS,
    })
    expect(await bench.cameras.get(camera.id)).toEqual({
      ...camera,
      counterIds: camera.counterIds.toSorted(),
    })
    const row = await bench.db.selectFrom('cameras').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toMatch(/mật|m%E1/)
    expect(JSON.parse(row.probe_json)).toMatchObject({
      ok: true,
      warnings: ['device-time.far-off', 'security.plain-http'],
      auth: 'digest',
    })
    expect(await bench.cameras.streamUrl(camera.id)).toBe(seenUrls[0])
    expect(seenUrls[0]).toBe('rtsp://a%26b%3C:m%E1%BA%ADt%2Fkh%E1%BA%A9u%401@10.0.0.5:554/main/10.0.0.5')
  })

  it('leaves an audit row without the password', async () => {
    await add()
    const rows = await bench.db
      .selectFrom('audit_rows')
      .selectAll()
      .where('verb', '=', 'camera.add')
      .execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.detail_json).toContain('Quầy tiếp nhận')
    expect(JSON.stringify(rows)).not.toContain('mật')
    expect((await bench.audit.check()).ok).toBe(true)
  })

  it.each([
    [{ password: 'wrong' }, { step: 'credentials', code: 'credentials.wrong' }],
    [{ address: '10.0.0.99' }, { step: 'reach', code: 'reach.refused' }],
    [{ address: '10.0.0.999' }, { step: 'reach', code: 'reach.bad-address' }],
  ])('stores nothing when the probe fails: %j', async (changes, detail) => {
    await expect(add(changes)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'camera.probe-failed',
      detail,
    })
    expect(await bench.cameras.all()).toEqual([])
    expect(await bench.db.selectFrom('camera_views').selectAll().execute()).toEqual([])
  })

  it('refuses a stream that is already in service, also when both are added at once', async () => {
    const results = await Promise.allSettled([add(), add({ name: 'Lần hai' })])
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(add()).rejects.toMatchObject({ kind: 'conflict', code: 'camera.duplicate' })
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'camera.duplicate' },
    })
    const [existing] = await bench.cameras.all()
    await bench.cameras.remove(bench.call('camera.remove'), existing?.id ?? '')
    expect((await add()).state).toBe('recording')
    expect(await bench.cameras.all()).toHaveLength(2)
  })

  it('refuses a counter of another room and an unknown room', async () => {
    await expect(add({ counterIds: [bench.foreignCounter.id] })).rejects.toMatchObject({
      code: 'counter.not-in-room',
    })
    await expect(add({ roomId: bench.office.id })).rejects.toMatchObject({ code: 'room.unknown' })
    expect(seenUrls).toEqual([])
  })

  it('takes an RTSP address, with credentials inside, without asking any device', async () => {
    const camera = await add({ address: 'rtsp://bob:p%40ss@10.0.0.7:8554/live', username: '', password: '' })
    expect(camera).toMatchObject({
      address: 'rtsp://10.0.0.7:8554/live',
      streamUri: 'rtsp://10.0.0.7:8554/live',
      username: 'bob',
      device: null,
      clockOffset: null,
    })
    expect(await bench.cameras.streamUrl(camera.id)).toBe('rtsp://bob:p%40ss@10.0.0.7:8554/live')
    await expect(bench.cameras.measureClock(camera.id)).rejects.toMatchObject({ code: 'camera.no-clock' })
  })

  it('reports every rung in order, with what it found', async () => {
    aheadMs = 0
    const report = await bench.cameras.probe(input())
    expect(report.steps.map(({ outcome, code }) => `${outcome} ${code}`)).toEqual([
      'passed reach.ok',
      'passed device-time.ok',
      'passed credentials.ok',
      'passed services.ok',
      'passed profiles.ok',
      'passed stream-uri.rewritten',
      'passed stream.ok',
      'passed keyframes.ok',
      'passed frame-rate.ok',
      'passed continuity.ok',
      'passed sub-stream.ok',
      'passed recordings.empty',
      'warning security.plain-http',
    ])
    expect(report).toMatchObject({
      ok: true,
      failedAt: null,
      chosenProfileToken: '001',
      stream: FACTS,
      warnings: ['security.plain-http'],
    })
    expect(JSON.stringify(report)).not.toMatch(/mật|m%E1/)
  })

  it.each([
    [20_000, 'keyframes.far-apart'],
    [null, 'keyframes.unknown'],
  ])('warns of keyframes %s ms apart', async (keyframeSpacingMs, code) => {
    facts = { ...FACTS, keyframeSpacingMs }
    const report = await bench.cameras.probe(input())
    expect(report.ok).toBe(true)
    expect(report.warnings).toContain(code)
  })

  it('shows each person the cameras of the rooms that are open to them, and an administrator all', async () => {
    const atDesk = await add()
    const atReception = await add({ address: '10.0.0.6', roomId: bench.reception.id, counterIds: [] })
    const officer = actorOf('office-staff', bench.office.id)
    const inspector = actorOf('inspector', bench.inspectorate.id)
    const administrator = actorOf('administrator', bench.office.id)
    const ids = async (actor: Parameters<typeof bench.cameras.list>[0]) =>
      (await bench.cameras.list(actor)).map((camera) => camera.id)
    expect(await ids(officer)).toEqual([atDesk.id])
    expect(await ids(inspector)).toEqual([atReception.id])
    expect(await ids(administrator)).toHaveLength(2)
    await bench.cameras.requireViewable(officer, [atDesk.id])
    await expect(bench.cameras.requireViewable(officer, [atDesk.id, atReception.id])).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'room.not-yours',
    })
    // Seeing the list is not seeing the footage.
    await bench.cameras.requireViewable(administrator, [atDesk.id])
    await expect(bench.cameras.requireViewable(administrator, [atReception.id])).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(bench.cameras.requireViewable(officer, [bench.desk.id])).rejects.toMatchObject({
      code: 'camera.unknown',
    })
  })

  it('starts and stops recording, and tells who listens after the change is kept', async () => {
    const heard: string[] = []
    const end = bench.cameras.onChange((camera) => heard.push(camera.state))
    const camera = await add({ record: false })
    await bench.cameras.setRecording(bench.call('camera.set-recording'), camera.id, true)
    await bench.cameras.remove(bench.call('camera.remove'), camera.id)
    await expect(bench.cameras.setRecording(bench.call('x'), camera.id, true)).rejects.toMatchObject({
      code: 'camera.removed',
    })
    end()
    await add()
    expect(heard).toEqual(['stopped', 'recording', 'removed'])
  })

  it('keeps the old login when the camera refuses the new one, and streams with the new one once it is accepted', async () => {
    const { id } = await add()
    const change = (password: string) =>
      bench.cameras.setCredentials(bench.call('camera.set-credentials'), id, { username: 'admin', password })
    await expect(change('wrong')).rejects.toMatchObject({ code: 'camera.probe-failed' })
    expect(await bench.cameras.streamUrl(id)).toContain('a%26b')
    expect(await change('đổi rồi đó')).toMatchObject({ username: 'admin' })
    expect(await bench.cameras.streamUrl(id)).toContain(`admin:${encodeURIComponent('đổi rồi đó')}@`)
    const [row] = await bench.audit.list({ limit: 1 })
    expect(row).toMatchObject({
      verb: 'camera.set-credentials',
      subjectId: id,
      detail: '{"username":"admin"}',
    })
  })

  it('keeps a removed camera for its recordings and ends what it looked at', async () => {
    const camera = await add()
    nowMs = START_MS + 10_000
    await bench.cameras.remove(bench.call('camera.remove'), camera.id)
    expect(await bench.cameras.list(actorOf('administrator', bench.office.id))).toEqual([])
    expect(await bench.cameras.inRoom(bench.desk.id)).toMatchObject([{ state: 'removed', counterIds: [] }])
    const views = (fromMs: number, toMs: number) => bench.cameras.viewsOf(bench.desk.id, { fromMs, toMs })
    expect(await views(START_MS, START_MS + 1)).toEqual(
      [bench.firstCounter.id, bench.secondCounter.id]
        .toSorted()
        .flatMap((counterId) => [
          expect.objectContaining({ counterId, validFromMs: START_MS, validToMs: START_MS + 10_000 }),
        ]),
    )
    expect(await views(START_MS - 10, START_MS)).toEqual([])
    expect(await views(START_MS + 10_000, START_MS + 20_000)).toEqual([])
  })

  it('removes a camera in the very millisecond in which it was added', async () => {
    const camera = await add()
    expect((await bench.cameras.remove(bench.call('camera.remove'), camera.id)).state).toBe('removed')
  })

  it('appends clock readings and shows the newest', async () => {
    const camera = await add()
    nowMs = START_MS + 300_000
    aheadMs = -2000
    const offset = await bench.cameras.measureClock(camera.id)
    expect(offset).toMatchObject({ offsetMs: -1500, measuredAtMs: nowMs })
    expect((await bench.cameras.get(camera.id)).clockOffset).toEqual(offset)
    expect(await newestOffset(bench.db, 'camera', camera.id)).toEqual(offset)
    expect(await newestOffset(bench.db, 'log', camera.id)).toBeNull()
    expect(await bench.db.selectFrom('clock_offsets').selectAll().execute()).toHaveLength(2)
  })

  it('has a handler for each call of the contract', () => {
    expect(Object.keys(createCamerasRouter(bench.cameras)).toSorted()).toEqual(
      Object.keys(camerasContract).toSorted(),
    )
  })
})
