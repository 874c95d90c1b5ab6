import { actorOf, type CameraBench, createCameraBench } from '#tests/builders/camera-bench.ts'
import {
  fakeSession,
  GOOD_IDENTITY,
  GOOD_STREAM,
  GOOD_SUB_STREAM,
  MAIN_PROFILE,
  SUB_PROFILE,
} from '#tests/builders/fake-camera.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Camera, NewCamera } from '#shared/cameras/cameras.model.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { insertEvents } from '#main/features/cameras/camera-history.repository.ts'
import { insertClockOffset } from '#main/features/cameras/cameras.repository.ts'
import { createMonitorStore } from '#main/features/cameras/monitor-store.ts'
import { newId } from '#main/ports/new-id.ts'

const START_MS = 1_795_000_000_000
let nowMs = START_MS

describe.each(testDatabases)('settings and history of cameras on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let bench: CameraBench
  let camera: Camera
  let heard: Camera[]

  const add = (changes: Partial<NewCamera> = {}) =>
    bench.cameras.add(bench.call('camera.add'), {
      address: '10.0.0.5',
      username: 'admin',
      password: 'Minh-Chung-2026',
      name: 'Quầy 1',
      roomId: bench.desk.id,
      ...changes,
    })

  beforeEach(async () => {
    nowMs = START_MS
    database = await openMigrated()
    bench = await createCameraBench({
      db: database.db,
      device: { connect: async ({ address: { host } }) => fakeSession({ nowMs: () => nowMs, host }) },
      probeStream: async ({ url }) => (url.includes('/sub') ? GOOD_SUB_STREAM : GOOD_STREAM),
      nowMs: () => nowMs,
    })
    camera = await add()
    heard = []
    bench.cameras.onChange((changed) => heard.push(changed))
  })
  afterEach(async () => {
    await bench.close()
    await database.close()
  })

  it('records by a new schedule from now on, and what was scheduled before stays', async () => {
    nowMs = START_MS + DAY_MS
    const schedule = { kind: 'office-hours', preRollMs: 900_000, postRollMs: 0 } as const
    const changed = await bench.cameras.setSchedule(bench.call('camera.set-schedule'), camera.id, schedule)
    expect(changed.schedule).toEqual(schedule)
    expect(await bench.cameras.get(camera.id)).toEqual(changed)
    expect(heard).toEqual([changed])
    const before = { fromMs: START_MS, toMs: START_MS + DAY_MS }
    expect(await bench.cameras.scheduledRanges(camera.id, before)).toEqual([before])
    const [row] = await bench.audit.list({ limit: 1 })
    expect(row).toMatchObject({ verb: 'camera.set-schedule', subjectId: camera.id })
  })

  it('records the smaller stream where there is one, and says when there is none', async () => {
    const set = (id: string, stream: 'main' | 'sub') =>
      bench.cameras.setStream(bench.call('camera.set-stream'), id, stream)
    await set(camera.id, 'sub')
    expect(await bench.cameras.streamUrl(camera.id)).toContain('/sub')
    expect(heard).toMatchObject([{ recordedStream: 'sub' }])
    await set(camera.id, 'main')
    expect(await bench.cameras.streamUrl(camera.id)).toContain('/main')
    const plain = await add({ address: 'rtsp://10.0.0.7/live', name: 'RTSP' })
    await expect(set(plain.id, 'sub')).rejects.toMatchObject({
      kind: 'precondition',
      code: 'camera.no-sub-stream',
    })
    await expect(
      add({ address: 'rtsp://10.0.0.8/live', name: 'RTSP 2', recordedStream: 'sub' }),
    ).rejects.toMatchObject({ code: 'camera.no-sub-stream' })
  })

  it('records sound only while a reason stands, and the log keeps it', async () => {
    const set = (reason: string | null) =>
      bench.cameras.setAudio(bench.call('camera.set-audio'), camera.id, reason)
    const reason = 'Theo Quyết định số 12 về ghi âm tiếp dân'
    expect(await set(reason)).toMatchObject({ audioEnabled: true, audioReason: reason })
    expect(await bench.cameras.get(camera.id)).toMatchObject({ audioEnabled: true, audioReason: reason })
    expect((await bench.audit.list({ limit: 1 }))[0]?.detail).toContain(reason)
    expect(await set(null)).toMatchObject({ audioEnabled: false, audioReason: null })
    expect(heard).toHaveLength(2)
    expect((await bench.audit.check()).ok).toBe(true)
  })

  it('changes nothing on a camera that was removed', async () => {
    await bench.cameras.remove(bench.call('camera.remove'), camera.id)
    const { setSchedule, setStream, setAudio } = bench.cameras
    const removed = { code: 'camera.removed' }
    await expect(setSchedule(bench.call('x'), camera.id, { kind: 'always' })).rejects.toMatchObject(removed)
    await expect(setStream(bench.call('x'), camera.id, 'main')).rejects.toMatchObject(removed)
    await expect(setAudio(bench.call('x'), camera.id, null)).rejects.toMatchObject(removed)
  })

  it('thins clock readings evenly, oldest first, and only those of the range', async () => {
    const reading = (measuredAtMs: number) =>
      ({ offsetMs: 1, uncertaintyMs: 500, method: 'onvif-date-time', measuredAtMs }) as const
    await bench.work.bookkeep(async (transaction) => {
      for (let index = 1; index <= 4500; index += 1) {
        const source = { kind: 'camera', id: camera.id } as const
        await insertClockOffset(transaction, newId(), source, reading(START_MS + index * 1000))
      }
    })
    const all = await bench.cameras.clockReadings(camera.id, { fromMs: 0, toMs: START_MS * 2 })
    expect(all).toHaveLength(1501)
    expect(all[0]?.measuredAtMs).toBe(START_MS)
    expect(all[1]).toEqual(reading(START_MS + 3000))
    const part = { fromMs: START_MS + 1000, toMs: START_MS + 4000 }
    expect(await bench.cameras.clockReadings(camera.id, part)).toEqual(
      [1000, 2000, 3000].map((ms) => reading(START_MS + ms)),
    )
    expect(await bench.cameras.clockReadings(camera.id, { fromMs: 0, toMs: 1 })).toEqual([])
  }, 120_000)

  it('lists hints of the range, oldest first, and forgets those older than ninety days', async () => {
    const event = (atMs: number, active: boolean | null) => ({
      id: newId(),
      cameraId: camera.id,
      atMs,
      deviceAtMs: null,
      kind: 'motion' as const,
      active,
      topic: 'tns1:VideoSource/MotionAlarm',
      source: 'v1',
    })
    const rows = [event(START_MS + 2000, false), event(START_MS + 1000, true), event(START_MS + 3000, null)]
    await bench.work.bookkeep((transaction) => insertEvents(transaction, rows))
    const listed = await bench.cameras.events(camera.id, { fromMs: START_MS + 1000, toMs: START_MS + 3000 })
    expect(listed.map(({ atMs, active }) => [atMs - START_MS, active])).toEqual([
      [1000, true],
      [2000, false],
    ])
    const store = createMonitorStore({ work: bench.work, clock: { nowMs: () => nowMs }, newId })
    nowMs = START_MS + 90 * DAY_MS + 2000
    await store.forgetOldEvents([camera.id])
    const left = await bench.cameras.events(camera.id, { fromMs: 0, toMs: START_MS * 2 })
    expect(left.map(({ atMs, active }) => [atMs - START_MS, active])).toEqual([
      [2000, false],
      [3000, null],
    ])
  })

  it('notices on a running camera what is different, once, also over a restart', async () => {
    const store = () => createMonitorStore({ work: bench.work, clock: { nowMs: () => nowMs }, newId })
    const now = () => bench.cameras.get(camera.id)
    await store().noticeIdentity(await now(), { ...GOOD_IDENTITY, firmware: '2.50' })
    await store().noticeIdentity(await now(), { ...GOOD_IDENTITY, firmware: '2.50' })
    const other = [{ ...MAIN_PROFILE, codec: 'h264' as const, widthPx: 1280, heightPx: 720 }, SUB_PROFILE]
    nowMs += 1000
    await store().noticeProfiles(await now(), null, other)
    expect(await store().noticeProfiles(await now(), null, other)).toEqual([])
    expect(await now()).toMatchObject({
      codec: 'h264',
      widthPx: 1280,
      heightPx: 720,
      device: { firmware: '2.50' },
    })
    nowMs += 1000
    await store().noticeProfiles(await now(), other, [MAIN_PROFILE, SUB_PROFILE])
    const changes = await bench.cameras.changes(camera.id)
    expect(changes.map(({ field, before, after }) => `${field} ${before} ${after}`).toSorted()).toEqual([
      'codec h264 h265',
      'codec h265 h264',
      'firmware 2.40 2.50',
      'resolution 1280×720 1920×1080',
      'resolution 1920×1080 1280×720',
    ])
    expect(changes[0]?.noticedAtMs).toBe(START_MS + 2000)
    expect(heard).toEqual([])
  })

  it('tells the history to who may watch the camera and to administrators', async () => {
    const { requireListed } = bench.cameras
    await requireListed(actorOf('administrator', bench.inspectorate.id), camera.id)
    await requireListed(actorOf('office-staff', bench.office.id), camera.id)
    await expect(requireListed(actorOf('inspector', bench.inspectorate.id), camera.id)).rejects.toMatchObject(
      {
        kind: 'forbidden',
      },
    )
    await expect(requireListed(actorOf('administrator', bench.office.id), newId())).rejects.toMatchObject({
      code: 'camera.unknown',
    })
  })
})
