import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { type Footage, makeFootage } from '#tests/builders/evidence-footage.ts'
import { createFakeVideo, type FakeConnection, type FakeVideo } from '#tests/builders/fake-video.ts'
import { addSilentCamera, seedStation } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'

const GROUP_MS = 2000
const STALL_MS = 15_000
const LIMIT_MS = 20_000
/** Ten seconds into a minute: the groups of a test lie in one segment. */
const START_MS = Date.parse('2026-11-20T02:15:10Z')

let footage: Footage

beforeAll(async () => {
  footage = await makeFootage({ seconds: 8 })
})

describe.each(testDatabases)('a recorder on $name', ({ name: database, openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let camera: Camera
  let video: FakeVideo
  const time = { nowMs: START_MS, steadyMs: 0 }
  const adapters = () => ({
    video: video.tool,
    clock: { nowMs: () => time.nowMs },
    steadyMs: () => time.steadyMs,
    secrets: { seal: async (plain: string) => plain, open: async (sealed: string) => sealed },
  })

  beforeEach(async () => {
    Object.assign(time, { nowMs: START_MS, steadyMs: 0 })
    opened = await openMigrated()
    video = createFakeVideo()
    host = await openTestHost({
      db: opened.db,
      adapters: adapters(),
      recorder: { stallMs: STALL_MS, retryDelaysMs: [20], diskRetryMs: 20 },
    })
    const world = await seedStation(host.services)
    camera = await addSilentCamera(host.services, world.desk)
    await host.start()
    await host.services.cameras.setRecording(systemCall('test', 'camera.set-recording'), camera.id, true)
  })
  afterEach(async () => {
    await host.close()
    await opened.close()
  })

  const advance = (byMs: number): void => {
    time.nowMs += byMs
    time.steadyMs += byMs
  }
  const status = async (): Promise<RecorderStatus | undefined> =>
    (await host.services.recordings.status([camera.id])).recorders[0]

  /** The n-th connection, from 1, as soon as the recorder makes it. */
  async function connection(number: number): Promise<FakeConnection> {
    await until(LIMIT_MS, `connection ${number}`, async () => video.connections().length >= number)
    const found = video.connections()[number - 1]
    if (!found) throw new Error('no connection')
    return found
  }

  async function untilState(state: RecorderStatus['state'], reason: string | null): Promise<void> {
    await until(LIMIT_MS, `${state} ${reason}; it said ${host.log.join(' | ')}`, async () => {
      const now = await status()
      return now?.state === state && now.reason === reason
    })
  }

  /** Sends groups, each two seconds after the one before, and waits until they are footage. */
  async function film(to: FakeConnection, groups: readonly number[]): Promise<void> {
    for (const index of groups) {
      advance(GROUP_MS)
      to.send(footage.groups[index] ?? new Uint8Array())
      await until(
        LIMIT_MS,
        `group ${index} is footage`,
        async () => (await status())?.lastGroupEndMs === time.nowMs,
      )
    }
  }

  async function spans() {
    const range = { fromMs: START_MS, toMs: time.nowMs }
    const [lane] = await host.services.recordings.lanes([camera.id], range)
    return lane?.spans.map(({ fromMs, toMs, state, reason }) => [
      fromMs - START_MS,
      toMs - START_MS,
      state,
      reason,
    ])
  }

  it('keeps a connection whose pictures come though keyframes are far apart', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    for (let pictures = 1; pictures <= 3; pictures += 1) {
      first.seePictures(pictures)
      const looks = first.looks()
      // Twice at every look.
      await until(LIMIT_MS, 'the recorder looked', async () => first.looks() >= looks + 2)
      advance(STALL_MS - 1000)
    }
    expect([first.isStopped(), (await status())?.state]).toEqual([false, 'connecting'])
    await film(first, [0])
    expect((await status())?.state).toBe('recording')
  })

  it('gives up a connection that brings no picture, and says so', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    first.seePictures(1)
    await film(first, [0])
    const looks = first.looks()
    await until(LIMIT_MS, 'the recorder saw that picture', async () => first.looks() >= looks + 2)
    await until(LIMIT_MS, 'given up', async () => {
      // Later than the limit, whenever the recorder looks.
      advance(STALL_MS)
      return first.isStopped()
    })
    const second = await connection(2)
    second.send(footage.initBytes)
    await film(second, [1])
    const found = await spans()
    expect(found?.map(([, , state, reason]) => [state, reason])).toEqual([
      ['recorded', null],
      ['camera-offline', 'stalled'],
      ['recorded', null],
    ])
  })

  it('lets an outage keep its own cause when a person ends the recording meanwhile', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    await film(first, [0, 1])
    first.lose('connection-lost')
    await untilState('retrying', 'connection-lost')
    advance(10_000)
    await host.services.cameras.setRecording(systemCall('test', 'camera.set-recording'), camera.id, false)
    await untilState('stopped', null)
    await until(LIMIT_MS, 'the stop is noted', async () => {
      const open = await opened.db.selectFrom('absences').selectAll().where('to_ms', 'is', null).execute()
      return open[0]?.reason === 'stopped-by-person'
    })
    advance(5000)
    expect(await spans()).toEqual([
      [0, 4000, 'recorded', null],
      [4000, 14_000, 'camera-offline', 'connection-lost'],
      [14_000, 19_000, 'recorder-down', 'stopped-by-person'],
    ])
  })

  /** A table of absences that takes no row, as on a full disk. */
  async function forbidAbsences(isForbidden: boolean): Promise<void> {
    const create =
      database === 'sqlite'
        ? "create trigger no_absences before insert on absences begin select raise(abort, 'no room'); end"
        : "create trigger no_absences before insert on absences for each statement execute function refuse_change('no room')"
    const drop = `drop trigger no_absences${database === 'sqlite' ? '' : ' on absences'}`
    await sql.raw(isForbidden ? create : drop).execute(opened.db)
  }

  it('writes an absence that could not be written later, from where it really began', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    await film(first, [0, 1])
    await forbidAbsences(true)
    first.lose('timeout')
    await until(LIMIT_MS, 'it could not write', async () =>
      host.log.some((line) => line.includes('absence not written yet')),
    )
    advance(30_000)
    await forbidAbsences(false)
    const second = await connection(2)
    second.send(footage.initBytes)
    await film(second, [0])
    const found = await spans()
    expect(found?.map(([fromMs, , state]) => [fromMs, state])).toEqual([
      [0, 'recorded'],
      [4000, 'camera-offline'],
      [34_000, 'recorded'],
    ])
    expect(found?.[1]?.[3]).toBe('timeout')
  })

  it('keeps what came before a broken stream, names the cause and connects anew', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    await film(first, [0, 1])
    first.send(Buffer.alloc(64))
    const second = await connection(2)
    expect(first.isStopped()).toBe(true)
    advance(3000)
    second.send(footage.initBytes)
    await film(second, [2])
    await host.services.recordings.stop()
    expect(await host.services.recordings.check('hash')).toMatchObject({ segments: 2, problems: [] })
    const absences = await opened.db.selectFrom('absences').select(['cause', 'reason']).execute()
    expect(absences).toContainEqual({ cause: 'recorder-down', reason: 'mp4.malformed' })
  })

  it.each([
    {
      what: 'the stream begins anew',
      change: (to: FakeConnection) => to.send(footage.initBytes),
      reason: 'new-stream-header',
    },
    {
      what: 'the station’s clock is set forward',
      change: () => {
        time.nowMs += 60_000
      },
      reason: 'clock-step',
    },
  ])('ends the run when $what, and the player is told', async ({ change, reason }) => {
    const first = await connection(1)
    first.send(footage.initBytes)
    await film(first, [0, 1])
    change(first)
    await film(first, [2, 3])
    await host.services.recordings.stop()
    const runs = await opened.db.selectFrom('recording_runs').selectAll().orderBy('started_at_ms').execute()
    expect(runs.map((run) => run.end_reason)).toEqual([reason, 'stopped'])
    const range = { fromMs: START_MS, toMs: time.nowMs }
    const playlist = await host.services.recordings.playlist(camera.id, range)
    expect(playlist.match(/#EXT-X-DISCONTINUITY/g)).toHaveLength(1)
    expect(playlist.match(/#EXTINF/g)).toHaveLength(4)
    expect(await host.services.recordings.check('hash')).toMatchObject({ segments: 2, problems: [] })
  })

  it('ends at once when it is stopped while it waits for its next try', async () => {
    const slow = await openTestHost({
      db: opened.db,
      adapters: adapters(),
      recorder: { retryDelaysMs: [600_000] },
    })
    await host.services.recordings.stop()
    const before = video.connections().length
    await slow.start()
    const refused = await connection(before + 1)
    refused.lose('connection-refused')
    await until(
      LIMIT_MS,
      'it waits',
      async () => (await slow.services.recordings.status([camera.id])).recorders[0]?.state === 'retrying',
    )
    // Ends within the test's own limit, or not for ten minutes.
    await slow.close()
  })

  it('shows footage of the segment under way, and plays it', async () => {
    const first = await connection(1)
    first.send(footage.initBytes)
    await film(first, [0, 1, 2])
    const range = { fromMs: START_MS, toMs: time.nowMs }
    expect(await spans()).toEqual([[0, 6000, 'recorded', null]])
    expect((await host.services.recordings.playlist(camera.id, range)).match(/#EXTINF/g)).toHaveLength(3)
    const { path } = await host.services.recordings.segmentFile(camera.id, 1)
    expect(path).toMatch(/\.mp4\.part$/)
    // Another process may look meanwhile: an unfinished file is no problem.
    expect(await host.services.recordings.check('hash')).toMatchObject({ segments: 0, problems: [] })
  })
})
