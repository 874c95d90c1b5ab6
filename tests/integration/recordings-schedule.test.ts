import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Camera, CameraSchedule } from '#shared/cameras/cameras.model.ts'
import { type Footage, makeFootage } from '#tests/builders/evidence-footage.ts'
import { createMemoryFiles, type MemoryFiles } from '#tests/builders/memory-files.ts'
import { createSimulatedCameras, type SimulatedCamera } from '#tests/builders/simulated-cameras.ts'
import { createSimulatedStation, type SimulatedStation } from '#tests/builders/simulated-station.ts'
import { createSimulatedTime, type SimulatedTime } from '#tests/builders/simulated-time.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** A Friday; offices are open 7:30–11:30 and 13:30–17:00. */
const DAY_MS = Date.parse('2026-11-20T00:00:00+07:00')
const at = (hours: number, minutes = 0, seconds = 0): number =>
  DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
const OFFICE: CameraSchedule = { kind: 'office-hours', preRollMs: 0, postRollMs: 0 }
const ALWAYS: CameraSchedule = { kind: 'always' }
const GROUP_MS = 2000
const database = testDatabases.find(({ name }) => name === 'sqlite')

let footage: Footage

beforeAll(async () => {
  footage = await makeFootage({ size: '64x48', framesPerSecond: 5 })
})

/** In simulated time, so on SQLite alone: see simulated-time.ts. */
describe('a camera in simulated time', () => {
  let opened: OpenDatabase
  let time: SimulatedTime
  let files: MemoryFiles
  let station: SimulatedStation
  let simulated: SimulatedCamera
  let camera: Camera

  beforeEach(async () => {
    if (!database) throw new Error('no database')
    opened = await database.openMigrated()
  })
  afterEach(() => opened.close())

  async function begin(atMs: number, schedule: CameraSchedule): Promise<void> {
    time = createSimulatedTime(atMs)
    files = createMemoryFiles()
    const cameras = createSimulatedCameras(time)
    station = await createSimulatedStation({
      db: opened.db,
      time,
      files,
      video: cameras.tool,
      random: () => 0.5,
    })
    simulated = cameras.add('rtsp://10.0.0.1/main', footage, GROUP_MS)
    cameras.add('rtsp://10.0.0.1/sub', footage, GROUP_MS)
    camera = await station.addCamera('rtsp://10.0.0.1/main', schedule)
    await station.start()
  }

  const passUntil = (wallMs: number): Promise<void> => time.pass(wallMs - time.clock.nowMs())
  const status = async () => (await station.recordings().status([camera.id])).recorders[0]

  /** `state reason hh:mm:ss–hh:mm:ss` of everything that is no footage. */
  async function gaps(fromMs: number, toMs: number): Promise<string[]> {
    const clock = (ms: number): string => new Date(ms + 7 * HOUR_MS).toISOString().slice(11, 19)
    const [lane] = await station.recordings().lanes([camera.id], { fromMs, toMs })
    return (lane?.spans ?? [])
      .filter((span) => span.state !== 'recorded')
      .map((span) => `${span.state} ${span.reason} ${clock(span.fromMs)}–${clock(span.toMs)}`)
  }
  async function absences(): Promise<string[]> {
    const clock = (ms: number): string => new Date(ms + 7 * HOUR_MS).toISOString().slice(11, 19)
    const rows = await opened.db.selectFrom('absences').selectAll().orderBy('from_ms').execute()
    return rows.map(
      (row) => `${row.reason} ${clock(row.from_ms)}–${row.to_ms === null ? '' : clock(row.to_ms)}`,
    )
  }
  async function runs(): Promise<(string | null)[]> {
    const found = await opened.db.selectFrom('recording_runs').selectAll().orderBy('id').execute()
    return found.map((run) => run.end_reason)
  }

  it('is there when office hours begin, and leaves after they end', async () => {
    await begin(at(6), OFFICE)
    await passUntil(at(7, 29, 40))
    expect(await status()).toMatchObject({ state: 'off-schedule', lastGroupEndMs: null })
    await passUntil(at(7, 29, 59))
    expect(await status()).toMatchObject({ state: 'recording', keyframeSpacingMs: GROUP_MS, retries: 0 })
    await passUntil(at(12))
    expect(await status()).toMatchObject({ state: 'off-schedule' })
    expect((await status())?.lastGroupEndMs).toBeGreaterThanOrEqual(at(11, 30))
    expect((await status())?.lastGroupEndMs).toBeLessThan(at(11, 31))
    await passUntil(at(17, 10))
    expect(await gaps(at(7, 30), at(11, 30))).toEqual([])
    expect(await gaps(at(13, 30), at(17))).toEqual([])
    expect(await absences()).toEqual([])
    expect(await runs()).toEqual(['schedule-ended', 'schedule-ended'])
  })

  it('closes an outage with the schedule and opens it again with the next', async () => {
    await begin(at(11), OFFICE)
    await passUntil(at(11, 20))
    simulated.turn('connection-refused')
    await passUntil(at(13, 40))
    simulated.turn('up')
    await passUntil(at(14))
    expect(await absences()).toEqual([
      expect.stringMatching(/^host-down 11:00:00–/),
      expect.stringMatching(/^connection-lost 11:19:/),
      expect.stringMatching(/^connection-refused 11:2.*–11:30:00$/),
      expect.stringMatching(/^connection-refused 13:30:00–13:40/),
    ])
    expect(await gaps(at(11, 31), at(13, 29))).toEqual(['unknown not-scheduled 11:31:00–13:29:00'])
  })

  it('begins an outage again with the second of two stretches that are seconds apart', async () => {
    // Until 12:30:00, and from 12:30:05 on.
    const rolls = { preRollMs: HOUR_MS - 5 * SECOND_MS, postRollMs: HOUR_MS }
    await begin(at(12), { kind: 'office-hours', ...rolls })
    await passUntil(at(12, 10))
    simulated.turn('unreachable')
    await passUntil(at(12, 40))
    simulated.turn('up')
    await passUntil(at(12, 50))
    expect(await gaps(at(12, 15), at(12, 45))).toEqual([
      'camera-offline unreachable 12:15:00–12:30:00',
      'unknown not-scheduled 12:30:00–12:30:05',
      expect.stringMatching(/^camera-offline unreachable 12:30:05–12:40:/),
    ])
  })

  it('says that a person stopped it, for the hours in which it should have recorded', async () => {
    await begin(at(11), OFFICE)
    await passUntil(at(11, 20))
    station.change(camera.id, { state: 'stopped' })
    await passUntil(at(13, 45))
    expect(await status()).toMatchObject({ state: 'stopped' })
    station.change(camera.id, { state: 'recording' })
    await passUntil(at(14))
    expect(await gaps(at(11, 10), at(13, 50))).toEqual([
      'recorder-down stopped-by-person 11:20:00–11:30:00',
      'unknown not-scheduled 11:30:00–13:30:00',
      'recorder-down stopped-by-person 13:30:00–13:45:00',
    ])
  })

  it('explains the scheduled hours alone after a station that was off overnight', async () => {
    await begin(at(11), OFFICE)
    await passUntil(at(11, 20))
    station.kill(0)
    await passUntil(at(13, 40))
    await station.start()
    await passUntil(at(13, 50))
    expect(await gaps(at(11, 10), at(13, 45))).toEqual([
      expect.stringMatching(/^recorder-down host-down 11:19:\d\d–11:30:00$/),
      'unknown not-scheduled 11:30:00–13:30:00',
      expect.stringMatching(/^recorder-down host-down 13:30:00–13:40:/),
    ])
  })

  it('ends the run when another stream is chosen, and records that one', async () => {
    await begin(at(9), ALWAYS)
    await passUntil(at(9, 5))
    station.change(camera.id, { name: 'Tên khác' })
    await time.pass(10 * SECOND_MS)
    expect(await runs()).toEqual([null])
    station.change(camera.id, { streamUri: 'rtsp://10.0.0.1/sub' })
    await time.pass(MINUTE_MS)
    expect(await runs()).toEqual(['stream-changed', null])
    expect(await gaps(at(9, 4), at(9, 6))).toEqual([
      expect.stringMatching(/^recorder-down stream-changed 09:05:1/),
    ])
  })

  it('loses nothing when the clock is set forward by an hour, and says what was jumped over', async () => {
    await begin(at(9), ALWAYS)
    await passUntil(at(9, 5))
    time.stepClock(HOUR_MS)
    await time.pass(5 * MINUTE_MS)
    expect(await gaps(at(9, 1), at(10, 9))).toEqual([
      expect.stringMatching(/^recorder-down clock-step 09:0[45]:\d\d–10:0[45]:\d\d$/),
    ])
    expect(await runs()).toEqual(['clock-step', null])
  })

  it('loses nothing when the clock is set back by an hour, and counts no instant twice', async () => {
    await begin(at(9), ALWAYS)
    await passUntil(at(10, 30))
    time.stepClock(-HOUR_MS)
    await time.pass(90 * MINUTE_MS)
    expect(await gaps(at(9, 1), at(10, 59))).toEqual([])
    expect(await runs()).toEqual(['clock-step', null])
    const recordings = station.recordings()
    await recordings.stop()
    expect(await recordings.check('hash')).toMatchObject({ problems: [] })
  })

  it.each(['disk.full', 'disk.read-only', 'disk.failed'] as const)(
    'is loud about a disk that says %s, and heals when the disk does',
    async (code) => {
      await begin(at(9), ALWAYS)
      await passUntil(at(9, 5))
      files.failWrites(code)
      await passUntil(at(9, 7))
      expect(await status()).toMatchObject({ state: 'disk-full', reason: code })
      expect((await status())?.nextTryAtMs).toBeGreaterThanOrEqual(at(9, 7))
      files.failWrites(null)
      await passUntil(at(9, 10))
      const [gap, ...others] = await gaps(at(9, 2), at(9, 9))
      expect(gap).toMatch(new RegExp(`^disk-full ${code} 09:0[45]:\\d\\d–09:07:`))
      expect(others).toEqual([])
      await station.recordings().stop()
      expect(await station.recordings().check('hash')).toMatchObject({ problems: [] })
    },
  )
})
