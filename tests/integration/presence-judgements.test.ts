import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { HOUR_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ZoneKind } from '#shared/presence/presence.model.ts'
import { type HourLook, writeHour } from '#main/features/presence/presence.repository.ts'
import { systemCall } from '#main/ports/call.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { minuteOf, SCRIPT_START_MS } from '#tests/builders/presence-footage.ts'
import { CITIZEN_SEAT } from '#tests/builders/presence-truth.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const DAY_MS = startOfVietnamDay(SCRIPT_START_MS)
const DAY = { fromMs: DAY_MS, toMs: DAY_MS + 24 * HOUR_MS }
const minutes = (from: number, to: number): TimeRange => ({ fromMs: minuteOf(from), toMs: minuteOf(to) })

describe.each(testDatabases)('what presence suggests on $name', (database) => {
  let station: AuditedStation

  beforeAll(async () => {
    station = await openAuditedStation(database)
  })
  afterAll(() => station.close())

  const addCamera = (name: string, room: 'desk' | 'reception' = 'desk'): Promise<Camera> =>
    addSilentCamera(station.host.services, station.world[room], name)

  const draw = ({ id: cameraId }: Camera, kind: ZoneKind, counterId: Id | null = null) =>
    station.host.services.presence.saveZone(systemCall('test', 'zone.save'), {
      cameraId,
      kind,
      name: kind,
      counterId,
      polygon: [...CITIZEN_SEAT],
      validFromMs: 0,
      replacesId: null,
    })

  /** That an hour was looked at, with who was in its zones. */
  async function laidHour(
    camera: Camera,
    hourStartMs: number,
    seen: Partial<HourLook>,
    stays: ReadonlyMap<Id, readonly TimeRange[]> = new Map(),
  ): Promise<void> {
    const look = {
      cameraId: camera.id,
      hourStartMs,
      looked: [{ fromMs: hourStartMs, toMs: hourStartMs + HOUR_MS }],
      pictures: 1800,
      troubles: [],
      algorithm: 2,
      lookedAtMs: 1,
      recordedMs: HOUR_MS,
      ...seen,
    }
    await station.host.services.work.bookkeep((transaction) => writeHour(transaction, look, stays))
  }

  async function judge(roomId: Id): Promise<void> {
    await station.host.services.presence.refreshSoon(roomId, DAY)
    await station.host.services.jobs.idle()
  }

  it('counts what people decided by camera and kind, and flags what cries wolf', async () => {
    const camera = await addCamera('Camera hay báo')
    const staff = await station.clientOf('office-staff')
    const roomId = station.world.desk.id
    const told = Array.from({ length: 12 }, (_, index) =>
      someFinding(roomId, {
        kind: 'opened-late',
        dedupeKey: `late ${index}`,
        atMs: minuteOf(index),
        fromMs: minuteOf(index),
        toMs: minuteOf(index + 1),
        cameraId: camera.id,
      }),
    )
    await station.host.services.work.bookkeep((transaction) =>
      station.host.services.findings.log.record(transaction, told),
    )
    const { rows } = await staff.findings.list({ roomId, kinds: ['opened-late'] })
    expect(rows.every(({ cameraId }) => cameraId === camera.id)).toBe(true)
    const ids = rows.map(({ id }) => id)
    const rate = async (role: 'office-staff' | 'administrator' | 'inspector') =>
      (await (await station.clientOf(role)).presence.detectors(DAY)).filter(
        ({ cameraId }) => cameraId === camera.id,
      )
    await staff.findings.decide({ ids: ids.slice(0, 5), state: 'dismissed' })
    await staff.findings.decide({ ids: ids.slice(5, 9), state: 'accepted' })
    const few = { kind: 'opened-late', open: 3, accepted: 4, dismissed: 5, criesWolf: false, silence: null }
    expect(await rate('office-staff')).toMatchObject([few])
    await staff.findings.decide({ ids: ids.slice(9, 11), state: 'dismissed' })
    const many = { ...few, open: 1, dismissed: 7, criesWolf: true, cameraName: 'Camera hay báo' }
    expect(await rate('office-staff')).toMatchObject([many])
    expect(await rate('administrator')).toMatchObject([many])
    expect(await rate('inspector')).toEqual([])
    expect(await staff.presence.detectors({ fromMs: 0, toMs: DAY_MS })).toEqual([])
  })

  it('keeps a silenced detector silent until it is switched on again, and says who did it and why', async () => {
    const camera = await addCamera('Camera đứng hình')
    const roomId = station.world.desk.id
    await draw(camera, 'door')
    const trouble = { trouble: 'frozen', ...minutes(10, 20), confidence: 1 } as const
    await laidHour(camera, SCRIPT_START_MS, { troubles: [trouble] })
    const staff = await station.clientOf('office-staff')
    const frozen = async () =>
      (await staff.findings.list({ roomId, kinds: ['camera-frozen'] })).rows.map(({ cameraId, fromMs }) => ({
        cameraId,
        fromMs,
      }))
    await judge(roomId)
    const suggested = [{ cameraId: camera.id, fromMs: minuteOf(10) }]
    expect(await frozen()).toEqual(suggested)

    const detector = { cameraId: camera.id, kind: 'camera-frozen' as const }
    await expect(
      staff.presence.silence({ ...detector, reason: 'Không phải việc này' }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const administrator = await station.clientOf('administrator')
    await administrator.presence.silence({ ...detector, reason: 'Bộ mã hóa cũ, đã báo thay' })
    await station.host.services.jobs.idle()
    expect(await frozen()).toEqual([])
    await judge(roomId)
    expect(await frozen()).toEqual([])
    const silent = (await staff.presence.detectors(DAY)).find((each) => each.cameraId === camera.id)
    expect(silent?.silence).toMatchObject({
      reason: 'Bộ mã hóa cũ, đã báo thay',
      silencedBy: 'administrator',
    })
    await expect(administrator.presence.silence({ ...detector, reason: 'Lần nữa' })).rejects.toMatchObject({
      data: { code: 'detector.silent' },
    })

    await administrator.presence.unsilence(detector)
    await station.host.services.jobs.idle()
    expect(await frozen()).toEqual(suggested)
    await expect(administrator.presence.unsilence(detector)).rejects.toMatchObject({
      data: { code: 'detector.not-silent' },
    })
    const verbs = (await station.auditRows())
      .map(({ verb }) => verb)
      .filter((verb) => verb.startsWith('detector'))
    expect(verbs).toEqual(['detector.silence', 'detector.unsilence'])
  })

  it('calls a reception table empty where all of the session was seen, and says so where it was not', async () => {
    const camera = await addCamera('Camera phòng', 'reception')
    const { id: roomId } = station.world.reception
    const inspector = await station.clientOf('inspector')
    for (const [fromMinute, toMinute] of [
      [480, 540],
      [540, 600],
      [600, 660],
    ] as const)
      await inspector.receptions.addSession({
        roomId,
        dayMs: DAY_MS,
        session: 'morning',
        fromMinute,
        toMinute,
        regime: 'head',
        hostName: null,
        hostRole: 'chair',
      })
    const states = async () =>
      (await inspector.presence.receptionTables({ roomId, ...DAY })).map(({ state }) => state)
    expect(await states()).toEqual(['no-zone', 'no-zone', 'no-zone'])
    const seat = await draw(camera, 'officer-seat')
    // Nobody is seen through the first hour; half of the second was not recorded; in the third somebody sits there.
    await laidHour(camera, minuteOf(0), {}, new Map([[seat.id, []]]))
    await laidHour(camera, minuteOf(60), { looked: [minutes(60, 90)] }, new Map([[seat.id, []]]))
    await laidHour(camera, minuteOf(120), {}, new Map([[seat.id, [minutes(125, 170)]]]))
    expect(await states()).toEqual(['empty', 'not-seen', 'somebody'])
    await judge(roomId)
    const found = await inspector.findings.list({ roomId, kinds: ['reception-table-empty'] })
    expect(found.rows).toMatchObject([
      { ...minutes(0, 60), cameraId: camera.id, subject: { kind: 'reception-session' } },
    ])
    // What was covered was not seen.
    const trouble = { trouble: 'covered', ...minutes(20, 30), confidence: 1 } as const
    await laidHour(camera, minuteOf(0), { troubles: [trouble] }, new Map([[seat.id, []]]))
    expect(await states()).toEqual(['not-seen', 'not-seen', 'somebody'])
    await judge(roomId)
    expect((await inspector.findings.list({ roomId, kinds: ['reception-table-empty'] })).total).toBe(0)
  })

  it('calls a desk unattended while somebody waits and nobody in the room serves', async () => {
    const camera = await addCamera('Camera sảnh')
    const { id: roomId, counterId: first } = station.world.desk
    const call = systemCall('test', 'counter.create')
    const second = (
      await station.host.services.units.createCounter(call, { roomId, code: '2', name: 'Quầy 2' })
    ).id
    const hall = await draw(camera, 'waiting-area')
    const [one, other] = [
      await draw(camera, 'officer-seat', first),
      await draw(camera, 'officer-seat', second),
    ]
    const stays = new Map([
      [hall.id, [minutes(65, 95)]],
      [one.id, [minutes(60, 80)]],
      [other.id, []],
    ])
    await laidHour(camera, minuteOf(60), {}, stays)
    await judge(roomId)
    const staff = await station.clientOf('office-staff')
    const { rows } = await staff.findings.list({ roomId, kinds: ['desk-unattended'] })
    expect(new Map(rows.map(({ subject, fromMs, toMs }) => [subject.id, { fromMs, toMs }]))).toEqual(
      new Map([first, second].map((id) => [id, minutes(80, 95)])),
    )
    const [counter] = await staff.presence.counters({ roomId, ...DAY })
    expect(counter?.waits).toMatchObject({ count: 1, cut: 0, p50Ms: 30 * MINUTE_MS, within15: 0, over30: 0 })
  })

  it('asks for a new picture and new zones while a camera looks elsewhere, and not after it was turned back', async () => {
    const camera = await addCamera('Camera bị xoay')
    const staff = await station.clientOf('office-staff')
    await draw(camera, 'door')
    const hourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS
    const moved = (toMs: number) => ({
      troubles: [{ trouble: 'moved' as const, fromMs: hourMs + 10 * MINUTE_MS, toMs, confidence: 0.9 }],
    })
    const setup = () => staff.presence.setup({ cameraId: camera.id })
    expect(await setup()).toEqual({ references: [], movedSinceMs: null, staleZoneIds: [] })
    await laidHour(camera, hourMs, moved(hourMs + HOUR_MS))
    expect((await setup()).movedSinceMs).toBe(hourMs + 10 * MINUTE_MS)
    await laidHour(camera, hourMs, moved(hourMs + 30 * MINUTE_MS))
    expect((await setup()).movedSinceMs).toBeNull()
    await expect(
      staff.presence.confirmReference({ cameraId: camera.id, atMs: hourMs, light: 'day' }),
    ).rejects.toMatchObject({ data: { code: 'reference.no-picture' } })
  })

  it('shows and changes nothing of another unit’s room', async () => {
    const camera = await addCamera('Camera của người khác')
    const { presence } = await station.clientOf('inspector')
    const refused = { code: 'FORBIDDEN', data: { code: 'room.not-yours' } }
    const { id: cameraId } = camera
    await expect(presence.setup({ cameraId })).rejects.toMatchObject(refused)
    await expect(presence.moment({ cameraId, atMs: 5 })).rejects.toMatchObject(refused)
    await expect(presence.confirmReference({ cameraId, atMs: 5, light: 'day' })).rejects.toMatchObject(
      refused,
    )
    await expect(presence.receptionTables({ roomId: station.world.desk.id, ...DAY })).rejects.toMatchObject(
      refused,
    )
    await expect(presence.withdrawReference({ id: cameraId })).rejects.toMatchObject({
      data: { code: 'reference.unknown' },
    })
  })
})
