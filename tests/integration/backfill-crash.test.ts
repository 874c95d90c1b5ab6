import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { totalMs } from '#shared/kernel/time-range.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { BACKFILL_NUMBERS_FROM } from '#main/features/recordings/segment.model.ts'
import { recoverUnfinished } from '#main/features/recordings/recovery.ts'
import { PART_SUFFIX, QUARANTINE_FOLDER } from '#main/features/recordings/segment-paths.ts'
import { systemCall } from '#main/ports/call.ts'
import type { RecordingStore } from '#main/ports/file-store.ts'
import {
  type BackfillWorld,
  MORNING_MS,
  openBackfillWorld,
  playingFaults,
  segmentsOf,
} from '#tests/builders/backfill-world.ts'
import { burnFile } from '#tests/builders/burned-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 60_000
/** From the hole on over three full minutes: it becomes four segments. */
const FILE = { startMs: MORNING_MS + 8000, seconds: 150 }

/** Where the program is gone: before the third segment's file is synced, after its row, or between two segments. */
type Death = 'writing' | 'row-stored'

/** A store whose calls never come back once a chosen moment is reached, as after a kill. */
function dyingStore(store: RecordingStore, death: Death) {
  let isDead = false
  let files = 0
  const never = <T>(): Promise<T> => {
    isDead = true
    return new Promise<T>(() => undefined)
  }
  const dying: RecordingStore = {
    ...store,
    create: async (path) => {
      if (isDead) return never()
      const writer = await store.create(path)
      files += 1
      const isLast = files === 3 && death === 'writing'
      let writes = 0
      return {
        ...writer,
        write: (pieces) => {
          writes += 1
          return isLast && writes > 3 ? writer.close().then(() => never<void>()) : writer.write(pieces)
        },
      }
    },
    rename: (from, to) =>
      isDead || (files === 3 && death === 'row-stored') ? never() : store.rename(from, to),
  }
  return { store: dying, isDead: () => isDead }
}

describe.each(testDatabases)('a backfill that is killed on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let folder: string
  let store: RecordingStore
  let second: TestHost | null

  beforeEach(async () => {
    opened = await openMigrated()
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-backfill-'))
    store = createRecordingStore(join(folder, 'recordings'))
    second = null
  })
  afterEach(async () => {
    await second?.close()
    await rm(folder, { recursive: true, force: true })
    await opened.close()
  })

  /** Begins an import and dies in it. */
  async function dieImporting(death: Death): Promise<BackfillWorld> {
    const name = '20261120080008.mp4'
    await burnFile({ path: join(folder, 'brought', name), ...FILE })
    const dying = dyingStore(store, death)
    // The morning's two files are laid by the whole store.
    const adapters: { recordingFiles: RecordingStore } = { recordingFiles: store }
    const world = await openBackfillWorld(opened.db, { adapters })
    const first = await openTestHost({
      db: opened.db,
      adapters: { clock: { nowMs: () => MORNING_MS + 4 * 3_600_000 }, recordingFiles: dying.store },
    })
    await first.services.backfill.importStart(systemCall('test', 'backfill.import'), {
      cameraId: world.camera.id,
      folder: join(folder, 'brought'),
      files: [{ path: name, startMs: FILE.startMs, timeSource: 'name' }],
    })
    await until(LIMIT_MS, 'it dies', async () => dying.isDead())
    return world
  }

  it.each([
    ['writing', 2, 1],
    ['row-stored', 3, 0],
  ] as const)(
    'goes on where it was when it died %s',
    async (death, stored, quarantined) => {
      const world = await dieImporting(death)
      expect((await segmentsOf(world)).filter(({ origin }) => origin === 'backfilled')).toHaveLength(stored)
      const parts = (await store.list(world.camera.id)).filter((path) => path.endsWith(PART_SUFFIX))
      expect(parts).toHaveLength(1)

      second = await openTestHost({
        db: opened.db,
        adapters: { clock: { nowMs: () => MORNING_MS + 5 * 3_600_000 }, recordingFiles: store },
      })
      const report = await second.start()
      expect(report).toMatchObject({ quarantined: { length: quarantined }, renamed: 1 - quarantined })
      await second.services.jobs.idle()

      const { actor } = systemCall('test', 'backfill.read')
      const [done] = await second.services.backfill.list(actor)
      expect(done).toMatchObject({ state: 'done', filledMs: 142_000, files: { imported: 1 } })
      const again = { host: second, camera: world.camera }
      const backfilled = (await segmentsOf(again)).filter(({ origin }) => origin === 'backfilled')
      expect(backfilled.map(({ number }) => number)).toEqual(
        backfilled.map((_, index) => BACKFILL_NUMBERS_FROM + index),
      )
      expect(backfilled.map(({ previousRoot }) => previousRoot)).toEqual([
        null,
        ...backfilled.slice(0, -1).map(({ root }) => root),
      ])
      expect(await playingFaults(second, await segmentsOf(again), 1)).toEqual([])
      expect(await second.services.recordings.check('hash')).toMatchObject({ problems: [] })
      expect(await store.list(QUARANTINE_FOLDER)).toHaveLength(quarantined)
      const range = { fromMs: MORNING_MS, toMs: MORNING_MS + 158_000 }
      const [lane] = await second.services.recordings.lanes([world.camera.id], range)
      expect(totalMs((lane?.spans ?? []).filter(({ state }) => state === 'backfilled'))).toBe(142_000)
      await world.close()
    },
    LIMIT_MS,
  )

  it(
    'keeps its unfinished file from the recorder, which mends only its own',
    async () => {
      const world = await dieImporting('writing')
      const { work } = world.host.services
      const storage = { isReachable: async () => true }
      await recoverUnfinished({ work, files: store, clock: { nowMs: Date.now }, storage }, world.camera.id)
      expect((await store.list(world.camera.id)).filter((path) => path.endsWith(PART_SUFFIX))).toHaveLength(1)
      await world.close()
    },
    LIMIT_MS,
  )
})
