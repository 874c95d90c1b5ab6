import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, HOUR_MS, startOfVietnamDay, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { type Footage, makeFootage } from '#tests/builders/evidence-footage.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { type Laid, laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const TODAY_MS = startOfVietnamDay(Date.now())
/** Three days back at 09:00. */
const dueAt = (daysAgo: number): number => TODAY_MS - daysAgo * DAY_MS + 9 * HOUR_MS
const RANGE = { fromMs: dueAt(3) - HOUR_MS, toMs: dueAt(1) + HOUR_MS }

const EMPTIED = ['board_pictures', 'board_schedules', 'segment_groups', 'segments', 'recording_runs'] as const

describe.each(testDatabases)('notice boards on $name', (database) => {
  let film: Footage
  let station: AuditedStation
  let camera: Camera
  let staff: ApiClient
  let zone: Zone

  beforeAll(async () => {
    film = await makeFootage({ seconds: 4, size: '640x360', framesPerSecond: 5 })
    station = await openAuditedStation(database)
    camera = await addSilentCamera(station.host.services, station.world.desk)
    staff = await station.clientOf('office-staff')
    zone = await staff.presence.saveZone({
      cameraId: camera.id,
      kind: 'notice-board',
      name: 'Bảng niêm yết thủ tục',
      counterId: null,
      polygon: [
        [0.5, 0.25],
        [0.75, 0.25],
        [0.75, 0.5],
        [0.5, 0.5],
      ],
      validFromMs: 0,
    })
  })
  beforeEach(async () => {
    for (const table of EMPTIED) await station.db.deleteFrom(table).execute()
  })
  afterAll(() => station.close())

  const lay = async (number: number, startAtMs: number): Promise<Laid> => {
    const runId = await openRun(station.host, camera.id, startAtMs)
    return laySegment(station.host, film, { cameraId: camera.id, runId, number, startAtMs }, 'finished')
  }
  const schedule = () =>
    staff.noticeBoards.setSchedule({ zoneId: zone.id, every: 'day', weekday: null, minuteOfDay: 540 })
  async function take() {
    await staff.noticeBoards.take({ zoneId: zone.id, ...RANGE })
    await station.host.services.jobs.idle()
    return staff.noticeBoards.pictures({ zoneId: zone.id })
  }

  it('takes what the schedule asks for out of old footage, and says why there is nothing', async () => {
    await lay(1, dueAt(3) - 1000)
    const broken = await lay(2, dueAt(2) + 60_000)
    await schedule()
    const path = join(station.host.folder, 'recordings', broken.filePath)
    await writeFile(
      path,
      Buffer.alloc((await station.host.recordingFiles.sizeBytes(broken.filePath)) ?? 0, 1),
    )
    const pictures = await take()
    expect(pictures.map(({ dueAtMs, takenAtMs, cause }) => [dueAtMs, takenAtMs, cause])).toEqual([
      [dueAt(1), null, expect.any(String)],
      [dueAt(2), null, 'unreadable'],
      [dueAt(3), dueAt(3) - 1000, null],
    ])
    const shown = pictures[2]
    expect(shown).toMatchObject({ widthPx: 186, heightPx: 104, deletedAtMs: null })
    const session = await logIn(station.host.fetch, 'office-staff')
    const answer = await session.get(`/media/boards/${shown?.id}.jpg`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect([bytes[0], bytes[1], bytes.length]).toEqual([0xff, 0xd8, shown?.sizeBytes])
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(shown?.sha256)
    // Who looked at it stands in the log.
    expect((await station.auditRows()).at(-1)).toMatchObject({
      actor: 'office-staff',
      verb: 'recording.view',
    })
    const board = (await staff.noticeBoards.list()).find((each) => each.zone.id === zone.id)
    expect(board).toMatchObject({ due: 3, pictures: 1, cameraName: camera.name, job: { state: 'succeeded' } })
  })

  it('puts a picture in the place of a cause when the footage came later, and takes none twice', async () => {
    await schedule()
    expect((await take()).map(({ takenAtMs }) => takenAtMs)).toEqual([null, null, null])
    await lay(1, dueAt(2) + 30_000)
    const [, second] = await take()
    expect(second).toMatchObject({ dueAtMs: dueAt(2), takenAtMs: dueAt(2) + 30_000, cause: null })
    expect((await take())[1]?.id).toBe(second?.id)
  })

  it('takes by itself what became due, and deletes what is older than two years', async () => {
    await schedule()
    await station.db.updateTable('board_schedules').set({ from_ms: RANGE.fromMs }).execute()
    await lay(1, dueAt(1) + 1000)
    await station.host.services.noticeBoards.tick()
    await station.host.services.jobs.idle()
    const kept = await staff.noticeBoards.pictures({ zoneId: zone.id })
    const picture = kept.find(({ dueAtMs }) => dueAtMs === dueAt(1))
    expect(picture?.takenAtMs).toBe(dueAt(1) + 1000)
    const { year } = toVietnamDateTime(Date.now())
    await station.db
      .updateTable('board_pictures')
      .set({ due_at_ms: Date.UTC(year - 3, 0, 1) })
      .where('id', '=', picture?.id ?? '')
      .execute()
    await station.host.services.noticeBoards.tick()
    await station.host.services.jobs.idle()
    const gone = (await staff.noticeBoards.pictures({ zoneId: zone.id })).find(({ id }) => id === picture?.id)
    expect(gone).toMatchObject({ sha256: picture?.sha256, deletedAtMs: expect.any(Number) })
    const session = await logIn(station.host.fetch, 'office-staff')
    expect((await session.get(`/media/boards/${picture?.id}.jpg`)).status).toBe(404)
    expect((await station.auditRows()).map(({ verb }) => verb)).toContain('board.expire')
  })

  it('refuses what is no board, has no schedule, or belongs to another unit', async () => {
    const seat = await staff.presence.saveZone({ ...zone, kind: 'kiosk', counterId: null })
    const times = { every: 'day', weekday: null, minuteOfDay: 0 } as const
    const code = (text: string) => ({ data: { code: text } })
    await expect(staff.noticeBoards.setSchedule({ zoneId: seat.id, ...times })).rejects.toMatchObject(
      code('board.not-a-board'),
    )
    await expect(staff.noticeBoards.take({ zoneId: zone.id, ...RANGE })).rejects.toMatchObject(
      code('board.no-schedule'),
    )
    await expect(staff.noticeBoards.stopSchedule({ zoneId: zone.id })).rejects.toMatchObject(
      code('board.no-schedule'),
    )
    await schedule()
    await expect(staff.noticeBoards.take({ zoneId: zone.id, fromMs: 5, toMs: 5 })).rejects.toMatchObject(
      code('range.empty'),
    )
    await expect(
      staff.noticeBoards.take({ zoneId: zone.id, fromMs: 0, toMs: RANGE.toMs }),
    ).rejects.toMatchObject(code('board.range-too-long'))
    expect(await staff.noticeBoards.stopSchedule({ zoneId: zone.id })).toEqual({ stopped: true })
    const stranger = await station.clientOf('inspector')
    const refused = { code: 'FORBIDDEN', ...code('room.not-yours') }
    expect(await stranger.noticeBoards.list()).toEqual([])
    await expect(stranger.noticeBoards.pictures({ zoneId: zone.id })).rejects.toMatchObject(refused)
    await expect(stranger.noticeBoards.setSchedule({ zoneId: zone.id, ...times })).rejects.toMatchObject(
      refused,
    )
    await expect(stranger.noticeBoards.stopSchedule({ zoneId: zone.id })).rejects.toMatchObject(refused)
    await expect(stranger.noticeBoards.take({ zoneId: zone.id, ...RANGE })).rejects.toMatchObject(refused)
  })
})
