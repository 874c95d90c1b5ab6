import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

/** Friday 20/11/2026, and the week before it. */
const DAY = Date.parse('2026-11-20T00:00:00+07:00')
const WEEK = { fromMs: DAY - 6 * DAY_MS, toMs: DAY + DAY_MS }
const GAPS = 40

describe.each(testDatabases)('what a timeline reads from far on $name', (database) => {
  let station: AuditedStation
  let staff: ApiClient
  let cameraId: string

  beforeAll(async () => {
    station = await openAuditedStation(database)
    staff = await station.clientOf('office-staff')
    const { db, world } = station
    cameraId = await layCamera(db, { roomId: world.desk.id, name: 'Quầy', createdAtMs: WEEK.fromMs })
    const layer = createRowLayer(db)
    // From eight o'clock on the camera stumbles each minute for a second.
    for (let index = 0; index < GAPS; index += 1) {
      const fromMs = DAY + 8 * HOUR_MS + index * MINUTE_MS
      await layer.footage(cameraId, { fromMs, toMs: fromMs + 59 * SECOND_MS })
      await layer.absence(
        cameraId,
        fromMs + 59 * SECOND_MS,
        fromMs + MINUTE_MS,
        'camera-offline',
        'rtsp-timeout',
      )
    }
    await layer.footage(cameraId, { fromMs: DAY + 9 * HOUR_MS, toMs: DAY + 11 * HOUR_MS })
    const source = await staff.dossiers.createSource({
      roomId: world.desk.id,
      name: 'Một cửa',
      uncertaintyMs: 1000,
    })
    await layDossiers(db, source.id, [
      { code: 'H42.18-261120-0001', received: '20/11/2026 08:20' },
      { code: 'H42.18-261120-0002', received: '20/11/2026 08:25' },
      { code: 'H42.18-261120-0003', received: '18/11/2026 09:00' },
    ])
  })
  afterAll(() => station.close())

  it('a lane whose short absences are told together, none of them lost and all of its time still there', async () => {
    const ask = (cellMs?: number) =>
      staff.recordings.lanes({ cameraIds: [cameraId], ...WEEK, ...(cellMs === undefined ? {} : { cellMs }) })
    const [exact] = await ask()
    const [far] = await ask(10 * MINUTE_MS)
    expect(exact?.spans.filter(({ state }) => state === 'camera-offline')).toHaveLength(GAPS)
    expect(totalMs(far?.spans ?? [])).toBe(totalMs(exact?.spans ?? []))
    expect(far?.spans.length).toBeLessThan(15)
    const stumbling = { state: 'camera-offline', reason: 'rtsp-timeout' }
    for (const minute of [5, 15, 35])
      expect(
        far?.spans.find(({ fromMs, toMs }) => {
          const atMs = DAY + 8 * HOUR_MS + minute * MINUTE_MS
          return fromMs <= atMs && atMs < toMs
        }),
      ).toMatchObject(stumbling)
    expect(far?.spans).toContainEqual(
      expect.objectContaining({ fromMs: DAY + 9 * HOUR_MS, toMs: DAY + 11 * HOUR_MS, state: 'recorded' }),
    )
  })

  it('events by the hour, as many as there are one by one', async () => {
    const input = { roomId: station.world.desk.id, ...WEEK }
    const events = await staff.coverage.events(input)
    const overview = await staff.coverage.overview({ ...input, cellMs: HOUR_MS })
    const counts = overview.groups.map(({ covered, partial, missing }) => covered + partial + missing)
    expect(counts).toEqual([1, 2])
    expect(events).toHaveLength(3)
    expect(totalMs(overview.missing)).toBeGreaterThan(0)
    await expect(
      staff.coverage.overview({ ...input, fromMs: DAY - 100 * DAY_MS, cellMs: HOUR_MS }),
    ).rejects.toMatchObject({ message: 'range.too-long' })
  })

  it('office hours of the room, a weekend without any', async () => {
    const ask = (fromMs: number) =>
      staff.units.officeHours({ roomId: station.world.desk.id, fromMs, toMs: fromMs + DAY_MS })
    expect(await ask(DAY)).toEqual([
      { fromMs: DAY + 7.5 * HOUR_MS, toMs: DAY + 11.5 * HOUR_MS },
      { fromMs: DAY + 13.5 * HOUR_MS, toMs: DAY + 17 * HOUR_MS },
    ])
    expect(await ask(DAY + DAY_MS)).toEqual([])
  })

  it('how busy the zones were, and whether there are any', async () => {
    const input = { cameraIds: [cameraId], fromMs: DAY, toMs: DAY + DAY_MS, cellMs: 30 * MINUTE_MS }
    expect(await staff.presence.density(input)).toEqual({ hasZones: false, cells: [] })
    await staff.presence.saveZone({
      cameraId,
      kind: 'citizen-seat',
      name: 'Ghế',
      counterId: station.world.desk.counterId,
      polygon: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      validFromMs: WEEK.fromMs,
    })
    // Nobody has looked at the pictures: that is not the same as nobody being there.
    expect(await staff.presence.density(input)).toEqual({ hasZones: true, cells: [] })
  })

  it('is refused to those who may not look into the room', async () => {
    const stranger = await station.clientOf('inspector')
    const forbidden = { message: 'room.not-yours' }
    const cell = { cellMs: HOUR_MS }
    await expect(
      stranger.coverage.overview({ roomId: station.world.desk.id, ...WEEK, ...cell }),
    ).rejects.toMatchObject(forbidden)
    await expect(
      stranger.presence.density({ cameraIds: [cameraId], ...WEEK, ...cell }),
    ).rejects.toMatchObject(forbidden)
  })
})
