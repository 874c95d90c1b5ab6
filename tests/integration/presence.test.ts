import { createHash } from 'node:crypto'
import { writeFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CounterPresence, Zone } from '#shared/presence/presence.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { writeHour } from '#main/features/presence/presence.repository.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import {
  filmScript,
  layFilm,
  minuteOf,
  SCRIPT_START_MS,
  SEATED_REGISTER,
  SEATED_SCRIPT,
} from '#tests/builders/presence-footage.ts'
import { CITIZEN_SEAT } from '#tests/builders/presence-truth.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { type TestDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const HOUR = { fromMs: SCRIPT_START_MS, toMs: minuteOf(60) }
/** Two pictures. */
const TOLERANCE_MS = 4000
/** Four minutes past the hour: its last file is in the index. */
const NOW_MS = minuteOf(64)

type World = {
  readonly station: AuditedStation
  readonly camera: Camera
  readonly staff: ApiClient
  readonly zone: Zone
}

/** A desk with one camera, a drawn seat, and three dossiers in its register. */
async function openWorld(database: TestDatabase): Promise<World> {
  const station = await openAuditedStation(database, { clock: { nowMs: () => NOW_MS } })
  const { host, world } = station
  const camera = await addSilentCamera(host.services, world.desk, 'Camera quầy')
  const staff = await station.clientOf('office-staff')
  const source = await staff.dossiers.createSource({
    roomId: world.desk.id,
    name: 'Một cửa',
    uncertaintyMs: 10_000,
  })
  await layDossiers(station.db, source.id, SEATED_REGISTER)
  const zone = await staff.presence.saveZone({
    cameraId: camera.id,
    kind: 'citizen-seat',
    name: 'Ghế công dân',
    counterId: world.desk.counterId,
    polygon: [...CITIZEN_SEAT],
    validFromMs: SCRIPT_START_MS - 86_400_000,
  })
  return { station, camera, staff, zone }
}

const nearly = (expectedMs: number) => ({
  asymmetricMatch: (ms: unknown) => typeof ms === 'number' && Math.abs(ms - expectedMs) <= TOLERANCE_MS,
  toString: () => `within ${TOLERANCE_MS} ms of ${expectedMs}`,
})
const nearRange = (fromMinute: number, toMinute: number) => ({
  fromMs: nearly(minuteOf(fromMinute)),
  toMs: nearly(minuteOf(toMinute)),
})
const codesOf = (events: readonly { readonly dossierCode: string }[]): string[] =>
  events.map(({ dossierCode }) => dossierCode)

/** The four cells of the script, each with its rows. */
function expectTruth(seen: CounterPresence | undefined): void {
  expect(seen?.personAndDossier.map(({ stay, events }) => ({ stay, codes: codesOf(events) }))).toEqual([
    { stay: nearRange(1, 4.5), codes: ['H42.18-261120-0001'] },
  ])
  expect(seen?.personOnly).toEqual([nearRange(5.5, 9)])
  expect(seen?.briefPersonOnly).toEqual([nearRange(10, 11)])
  expect(codesOf(seen?.dossierOnly ?? [])).toEqual(['H42.18-261120-0002'])
  expect(codesOf(seen?.notLookedAt ?? [])).toEqual(['H42.18-261120-0003'])
}

const finished = (client: ApiClient, id: string) =>
  client.jobs.list().then((jobs) => jobs.find((job) => job.id === id))

describe('looking at a filmed script', () => {
  let world: World

  async function look(): Promise<string | undefined> {
    const job = await world.staff.presence.look({ cameraId: world.camera.id, ...HOUR })
    await world.station.host.services.jobs.idle()
    return (await finished(world.staff, job.id))?.state
  }
  const counters = async () => {
    const roomId = world.station.world.desk.id
    return (await world.staff.presence.counters({ roomId, ...HOUR }))[0]
  }
  const findings = async () =>
    (await world.staff.findings.list({ roomId: world.station.world.desk.id })).rows.filter(
      ({ origin }) => origin.kind === 'presence',
    )

  beforeAll(async () => {
    const [sqlite] = testDatabases
    if (!sqlite) throw new Error('no database')
    world = await openWorld(sqlite)
    const { host } = world.station
    const laid = await layFilm(host, world.camera.id, await filmScript(SEATED_SCRIPT))
    // Minutes 18 to 20: other bytes than were written; minutes 20 to 22 are whole.
    const broken = join(host.folder, 'recordings', laid[9]?.filePath ?? '')
    await writeFile(broken, Buffer.alloc((await stat(broken)).size, 0x5a))
    expect(await look()).toBe('succeeded')
  })
  afterAll(() => world.station.close())

  it('tells the four cells of the script, each with its rows', async () => {
    expectTruth(await counters())
  })

  it('finds each stay within two pictures of the script', async () => {
    const [seen] = await world.staff.presence.activity({ cameraIds: [world.camera.id], ...HOUR })
    expect(seen?.zones).toEqual([
      { zoneId: world.zone.id, stays: [nearRange(1, 4.5), nearRange(5.5, 9), nearRange(10, 11)] },
    ])
    expect(seen?.troubles).toEqual([])
  })

  it('does not claim to have looked at what could not be read', async () => {
    const [seen] = await world.staff.presence.activity({ cameraIds: [world.camera.id], ...HOUR })
    expect(seen?.looked).toEqual([
      { fromMs: minuteOf(0), toMs: minuteOf(18) },
      { fromMs: minuteOf(20), toMs: minuteOf(22) },
    ])
    const cell = await counters()
    expect(cell).toMatchObject({ openMs: 60 * 60_000, notLookedMs: 40 * 60_000 })
  })

  it('shows what zones are drawn on, and passes over a file that cannot be read', async () => {
    const { camera, staff } = world
    const at = (minute: number) => staff.presence.still({ cameraId: camera.id, atMs: minuteOf(minute) })
    const [newest, passedOver] = [await at(60), await at(20)]
    expect(newest).toMatchObject({ atMs: minuteOf(20), widthPx: 192, heightPx: 108 })
    expect(Buffer.from(newest?.pixelsBase64 ?? '', 'base64')).toHaveLength(192 * 108)
    expect(passedOver?.atMs).toBe(minuteOf(16))
    expect(await at(0)).toBeNull()
  })

  it('suggests what to look at, once, and keeps what was decided', async () => {
    const before = await findings()
    expect(before.map(({ kind }) => kind).toSorted()).toEqual([
      'dossier-without-person',
      'person-without-dossier',
    ])
    const [first] = before
    await world.staff.findings.decide({ ids: [first?.id ?? ''], state: 'dismissed', note: 'Hỏi thủ tục' })
    await world.station.host.services.presence.refreshSoon(world.station.world.desk.id, HOUR)
    await world.station.host.services.jobs.idle()
    const after = await findings()
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
    expect(after.find(({ id }) => id === first?.id)?.state).toBe('dismissed')
    expectTruth(await counters())
  })

  const allLooks = async (): Promise<number> =>
    (await world.station.host.services.jobs.list(systemCall('test', '').actor)).filter(
      ({ kind }) => kind === 'presence',
    ).length

  async function tick(): Promise<void> {
    await world.station.host.services.presence.tick()
    await world.station.host.services.jobs.idle()
  }

  it('looks on by itself where a zone or a confirmed picture asks for it, and tells the same truth', async () => {
    const { camera, staff } = world
    const before = await allLooks()
    await tick()
    expect(await allLooks()).toBe(before)
    const door = await staff.presence.saveZone({
      cameraId: camera.id,
      kind: 'door',
      name: 'Cửa',
      counterId: null,
      polygon: [...CITIZEN_SEAT],
      validFromMs: 0,
    })
    const atMs = minuteOf(0.5)
    const reference = await staff.presence.confirmReference({ cameraId: camera.id, atMs, light: 'day' })
    const pixels = Buffer.from(reference.still.pixelsBase64, 'base64')
    expect(reference).toMatchObject({ still: { atMs }, validFromMs: 0, confirmedBy: 'office-staff' })
    expect(reference.sha256).toBe(createHash('sha256').update(pixels).digest('hex'))
    expect(await staff.presence.moment({ cameraId: camera.id, atMs: atMs + 900 })).toEqual(reference.still)
    await tick()
    expect(await allLooks()).toBe(before + 1)
    await tick()
    expect(await allLooks()).toBe(before + 1)
    const [seen] = await staff.presence.activity({ cameraIds: [camera.id], ...HOUR })
    expect(seen?.zones.find(({ zoneId }) => zoneId === door.id)?.stays).toHaveLength(3)
    expect(seen?.troubles).toEqual([])
    expectTruth(await counters())
  })

  it('puts a later picture in the place of an earlier one, after a move of both, and asks for zones anew', async () => {
    const { camera, staff, zone } = world
    const take = (minute: number, light: 'day' | 'night', afterMove = false) =>
      staff.presence.confirmReference({ cameraId: camera.id, atMs: minuteOf(minute), light, afterMove })
    const setup = () => staff.presence.setup({ cameraId: camera.id })
    await take(12, 'night')
    await expect(take(0.2, 'day')).rejects.toMatchObject({ data: { code: 'reference.before-replaced' } })
    await expect(take(18.5, 'day')).rejects.toMatchObject({ data: { code: 'reference.no-picture' } })
    expect((await setup()).references.map(({ light }) => light)).toEqual(['day', 'night'])
    const moved = await take(14, 'day', true)
    const after = await setup()
    expect(after.references.map(({ id, validFromMs }) => [id, validFromMs])).toEqual([
      [moved.id, minuteOf(14)],
    ])
    expect(after.staleZoneIds).toContain(zone.id)
    await staff.presence.withdrawReference({ id: moved.id })
    expect(await setup()).toEqual({ references: [], movedSinceMs: null, staleZoneIds: [] })
    await expect(staff.presence.withdrawReference({ id: moved.id })).rejects.toMatchObject({
      data: { code: 'reference.ended' },
    })
  })

  it('ends when it is cancelled, and keeps what was known', async () => {
    const { id } = await world.staff.presence.look({ cameraId: world.camera.id, ...HOUR })
    await world.staff.jobs.cancel({ id })
    await world.station.host.services.jobs.idle()
    expect((await finished(world.staff, id))?.state).toBe('cancelled')
    expectTruth(await counters())
  })
})

const stay = (fromMinute: number, toMinute: number): TimeRange => ({
  fromMs: minuteOf(fromMinute),
  toMs: minuteOf(toMinute),
})

describe.each(testDatabases)('zones and who was in them on $name', (database) => {
  let world: World

  beforeAll(async () => {
    world = await openWorld(database)
  })
  afterAll(() => world.station.close())

  const newZone = (changes: Partial<Zone> = {}) => ({
    cameraId: world.camera.id,
    kind: 'waiting-area' as const,
    name: 'Ghế chờ',
    counterId: null,
    polygon: [...CITIZEN_SEAT],
    validFromMs: SCRIPT_START_MS,
    ...changes,
  })

  it('reads packed hours back as they were written, joined over the hours', async () => {
    const { station, camera, staff, zone } = world
    for (const hour of [0, 1])
      await station.host.services.work.bookkeep((transaction) =>
        writeHour(
          transaction,
          {
            cameraId: camera.id,
            hourStartMs: minuteOf(hour * 60),
            looked: [stay(hour * 60, hour * 60 + 60)],
            pictures: 1800,
            troubles: [],
            algorithm: 1,
            lookedAtMs: 1,
            recordedMs: 3_600_000,
          },
          new Map([[zone.id, [stay(55, 65)]]]),
        ),
      )
    const [seen] = await staff.presence.activity({ cameraIds: [camera.id], ...stay(0, 120) })
    expect(seen?.zones).toEqual([{ zoneId: zone.id, stays: [stay(55, 65)] }])
    expect(seen?.looked).toEqual([stay(0, 120)])
    // Asked by the hour: whoever sits over the border is told once, whole, where the stay begins.
    const roomId = station.world.desk.id
    const [first] = await staff.presence.counters({ roomId, ...stay(0, 60) })
    const [second] = await staff.presence.counters({ roomId, ...stay(60, 120) })
    expect(first?.personOnly).toEqual([stay(55, 65)])
    expect(second?.personOnly).toEqual([])
    // Before 08:00 nobody looked: the person of 08:04 may have left then.
    expect(codesOf(first?.notLookedAt ?? [])).toEqual(['H42.18-261120-0001'])
    expect(codesOf(first?.dossierOnly ?? [])).toEqual(['H42.18-261120-0002', 'H42.18-261120-0003'])
  })

  it('puts a changed zone in the place of the old one, and ends one once', async () => {
    const { camera, staff } = world
    const zone = await staff.presence.saveZone(newZone({ validFromMs: SCRIPT_START_MS - 1 }))
    const changed = await staff.presence.saveZone({ ...newZone(), replacesId: zone.id })
    const ends = new Map(
      (await staff.presence.zones({ cameraId: camera.id })).map(({ id, validToMs }) => [id, validToMs]),
    )
    expect([ends.get(zone.id), ends.get(changed.id)]).toEqual([SCRIPT_START_MS, null])
    await expect(
      staff.presence.saveZone({ ...newZone({ validFromMs: 5 }), replacesId: changed.id }),
    ).rejects.toMatchObject({ data: { code: 'zone.before-replaced' } })
    await staff.presence.endZone({ id: changed.id })
    await expect(staff.presence.endZone({ id: changed.id })).rejects.toMatchObject({
      data: { code: 'zone.ended' },
    })
    await expect(staff.presence.endZone({ id: camera.id })).rejects.toMatchObject({
      data: { code: 'zone.unknown' },
    })
    const speck: Zone['polygon'] = [
      [0.5, 0.5],
      [0.501, 0.5],
      [0.5, 0.501],
    ]
    await expect(staff.presence.saveZone(newZone({ polygon: speck }))).rejects.toMatchObject({
      data: { code: 'zone.too-small' },
    })
  })

  it('shows and changes nothing of another unit’s room', async () => {
    const { station, camera, zone } = world
    const stranger = await station.clientOf('inspector')
    const refused = { code: 'FORBIDDEN', data: { code: 'room.not-yours' } }
    const { presence } = stranger
    await expect(presence.zones({ cameraId: camera.id })).rejects.toMatchObject(refused)
    await expect(presence.still({ cameraId: camera.id, atMs: 5 })).rejects.toMatchObject(refused)
    await expect(presence.saveZone(newZone())).rejects.toMatchObject(refused)
    await expect(presence.endZone({ id: zone.id })).rejects.toMatchObject(refused)
    await expect(presence.look({ cameraId: camera.id, ...HOUR })).rejects.toMatchObject(refused)
    await expect(presence.activity({ cameraIds: [camera.id], ...HOUR })).rejects.toMatchObject(refused)
    await expect(presence.counters({ roomId: station.world.desk.id, ...HOUR })).rejects.toMatchObject(refused)
  })

  it('looks at no more than a week at once, and at some time at all', async () => {
    const { camera, staff } = world
    const week = { fromMs: SCRIPT_START_MS, toMs: SCRIPT_START_MS + 7 * 86_400_000 + 1 }
    await expect(staff.presence.look({ cameraId: camera.id, ...week })).rejects.toMatchObject({
      data: { code: 'presence.too-long' },
    })
    await expect(staff.presence.look({ cameraId: camera.id, fromMs: 5, toMs: 5 })).rejects.toMatchObject({
      data: { code: 'range.empty' },
    })
  })
})
