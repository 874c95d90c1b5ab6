import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Id } from '#shared/kernel/ids.ts'
import { type AbsenceLog, createAbsenceLog } from '#main/features/recordings/absence-log.ts'
import { newId } from '#main/ports/new-id.ts'
import { addSilentCamera, seedStation } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

describe.each(testDatabases)('the log of absences on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let cameraId: Id
  let log: AbsenceLog

  beforeEach(async () => {
    opened = await openMigrated()
    host = await openTestHost({ db: opened.db })
    const world = await seedStation(host.services)
    cameraId = (await addSilentCamera(host.services, world.desk)).id
    log = createAbsenceLog(host.services.work, newId, cameraId)
  })
  afterEach(async () => {
    await host.close()
    await opened.close()
  })

  async function rows() {
    const found = await opened.db.selectFrom('absences').selectAll().orderBy('from_ms').execute()
    return found.map((row) => [row.from_ms, row.to_ms, row.cause, row.reason])
  }

  it('lets one absence stand open, and another cause go on where it ends', async () => {
    await log.begin(1000, 'camera-offline', 'stalled')
    await log.begin(2000, 'camera-offline', 'stalled')
    await log.begin(3000, 'disk-full', 'disk.full')
    await log.end(5000)
    expect(await rows()).toEqual([
      [1000, 3000, 'camera-offline', 'stalled'],
      [3000, 5000, 'disk-full', 'disk.full'],
    ])
  })

  it('leaves no row of an absence that never came', async () => {
    await log.begin(5000, 'recorder-down', 'starting')
    await log.end(4000)
    await log.begin(6000, 'recorder-down', 'starting')
    await log.begin(5500, 'camera-offline', 'timeout')
    expect(await rows()).toEqual([[6000, null, 'camera-offline', 'timeout']])
  })

  it('explains the parts of which nothing is known yet', async () => {
    await log.begin(2000, 'camera-offline', 'stalled')
    await log.end(3000)
    await log.begin(6000, 'camera-offline', 'timeout')
    const ranges = [
      { fromMs: 1000, toMs: 4000 },
      { fromMs: 5000, toMs: 7000 },
      { fromMs: 8, toMs: 8 },
    ]
    await log.explain(ranges, 'recorder-down', 'host-down')
    await log.explain(ranges, 'recorder-down', 'host-down')
    expect(await rows()).toEqual([
      [1000, 2000, 'recorder-down', 'host-down'],
      [2000, 3000, 'camera-offline', 'stalled'],
      [3000, 4000, 'recorder-down', 'host-down'],
      [5000, 6000, 'recorder-down', 'host-down'],
      [6000, null, 'camera-offline', 'timeout'],
    ])
  })

  it('forgets what a clock jumped over when it is set back, and lets what goes on go on from there', async () => {
    await log.explain([{ fromMs: 1000, toMs: 9000 }], 'recorder-down', 'clock-step')
    await log.explain([{ fromMs: 20_000, toMs: 21_000 }], 'recorder-down', 'clock-step')
    await log.begin(9500, 'camera-offline', 'stalled')
    await log.setBack(4000, 6000)
    expect(await rows()).toEqual([
      [1000, 4000, 'recorder-down', 'clock-step'],
      [4000, null, 'camera-offline', 'stalled'],
      [9500, 10_000, 'camera-offline', 'stalled'],
    ])
  })
})
