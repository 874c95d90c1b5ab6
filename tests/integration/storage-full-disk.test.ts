import { execFile } from 'node:child_process'
import { appendFile, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { createRecordingStore } from '#main/adapters/files/recording-store.ts'
import { systemCall } from '#main/ports/call.ts'
import { folderPrefix } from '#main/ports/file-store.ts'
import { openStation } from '#main/serve/open-station.ts'
import type { VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { startDeskCamera } from '#tests/builders/desk-camera.ts'
import { createFileLayer } from '#tests/builders/laid-files.ts'
import { layCamera } from '#tests/builders/laid-rows.ts'
import { mountSmallDisk, type SmallDisk } from '#tests/builders/small-disk.ts'
import { addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 120_000
const KIB = 1024
const MIB = KIB * KIB
const DISK_MEBIBYTES = 32
const RESERVE_BYTES = 4 * MIB
const run = promisify(execFile)

const probe = await mountSmallDisk(1)
const refusal = 'refused' in probe ? probe.refused : null
if (refusal === null && !('refused' in probe)) await probe.remove()
if (refusal !== null)
  console.log(
    `NOT TESTED: retention on a full or failing disk. No small disk can be mounted here: ${refusal}`,
  )

async function smallDisk(): Promise<SmallDisk> {
  const mounted = await mountSmallDisk(DISK_MEBIBYTES)
  if ('refused' in mounted) throw new Error(mounted.refused)
  return mounted
}

/** A station on a small disk of its own, and what a test does to it. */
async function openBench(virtual: VirtualCamera) {
  const disk = await smallDisk()
  const log: string[] = []
  const station = await openStation({
    dataFolder: disk.folder,
    log: (message) => log.push(message),
    recorder: { diskReserveBytes: RESERVE_BYTES, diskRetryMs: 300, retryDelaysMs: [300] },
    retention: { everyMs: 500, settleMs: 5000 },
  })
  const world = await seedStation(station.services)
  const silentId = await layCamera(station.services.work.db, {
    roomId: world.desk.id,
    name: 'Camera cũ',
    createdAtMs: 0,
  })
  await station.start()
  let camera: Camera | null = null
  const cameraId = (): string => camera?.id ?? ''

  const status = async () => (await station.services.recordings.status([cameraId()])).recorders[0]
  const saying = (what: string): string => `${what}; it said: ${log.join(' | ')}`
  const untilRecordedSince = (atMs: number): Promise<void> =>
    until(LIMIT_MS, saying('footage comes'), async () => ((await status())?.lastGroupEndMs ?? 0) > atMs)
  const segmentsOf = (id: string) =>
    station.services.work.db
      .selectFrom('segments')
      .selectAll()
      .where('camera_id', '=', id)
      .orderBy('number')
      .execute()
  return {
    disk,
    log,
    services: station.services,
    /** A camera that records no more. */
    silentId,
    status,
    saying,
    untilRecordedSince,
    untilState: (state: 'recording' | 'disk-full'): Promise<void> =>
      until(LIMIT_MS, saying(state), async () => (await status())?.state === state),
    statesOfOld: async () => (await segmentsOf(silentId)).map(({ state }) => state),
    record: async (): Promise<void> => {
      camera = await addVirtualCamera(station.services, world.desk, virtual)
      await untilRecordedSince(Date.now())
    },
    /** Takes all but `leave` bytes of the disk. */
    fill: async (leave: number): Promise<void> => {
      const { bavail, bsize } = await statfs(disk.folder)
      await appendFile(join(disk.folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - leave)))
    },
    /** Files of a mebibyte, a hundred days old, of the camera that records no more. */
    layOld: (minutes: number, other?: { readonly id: string; readonly path: string }) => {
      const files = createRecordingStore(join(disk.folder, 'recordings'))
      if (other) files.useFolders([other])
      return createFileLayer(files, station.services.work).lay({
        cameraId: silentId,
        fromMs: Math.floor((Date.now() - 100 * DAY_MS) / MINUTE_MS) * MINUTE_MS,
        minutes,
        sizeBytes: MIB,
        ...(other ? { folder: folderPrefix(other.id) } : {}),
      })
    },
    addFolder: async (path: string) => {
      const wish = { path, first: true, reserveBytes: MIB }
      const { id } = await station.services.retention.addFolder(
        systemCall('test', 'storage.add-folder'),
        wish,
      )
      return { id: id ?? '', path }
    },
    /** Whether what is being recorded now lies in the folder. */
    isRecordingIn: async (prefix: string): Promise<boolean> => {
      const number = ((await segmentsOf(cameraId())).at(-1)?.number ?? 0) + 1
      const path = await station.services.recordings.segmentFile(cameraId(), number).then(
        (file) => file.path,
        () => null,
      )
      return path !== null && (prefix === '' ? !path.startsWith('@') : path.startsWith(prefix))
    },
    closeStation: () => station.close(),
    close: async (): Promise<void> => {
      await station.close()
      await disk.remove()
    },
  }
}

type Bench = Awaited<ReturnType<typeof openBench>>

// All at once: they wait for disks and for the full minute at which a file ends.
describe
  .skipIf(refusal !== null)
  .concurrent('recordings on disks that fill up, refuse or go away', { timeout: 300_000 }, () => {
    let virtual: VirtualCamera

    beforeAll(async () => {
      virtual = await startDeskCamera()
      return () => virtual.stop()
    })

    const onBench = (work: (bench: Bench) => Promise<void>) => async (): Promise<void> => {
      const bench = await openBench(virtual)
      try {
        await work(bench)
      } finally {
        await bench.close()
      }
    }

    it(
      'never deletes a lock on a disk full of locks, stops recording loudly, and goes on when one is released',
      onBench(async (bench) => {
        const { services } = bench
        const laid = await bench.layOld(3)
        const { retention, recordings } = services
        const lock = await retention.lock(systemCall('test', 'lock.create'), {
          cameraIds: [bench.silentId],
          fromMs: laid[0]?.startAtMs ?? 0,
          toMs: laid[2]?.endAtMs ?? 0,
          reason: 'Giữ toàn bộ để xác minh',
        })
        await bench.record()
        await bench.fill(RESERVE_BYTES - 100 * KIB)
        await bench.untilState('disk-full')
        await until(LIMIT_MS, bench.saying('it says so'), async () =>
          bench.log.join().includes('nothing-deletable'),
        )
        expect((await bench.status())?.reason).toBe('disk-reserve')
        expect(await bench.statesOfOld()).toEqual(['present', 'present', 'present'])
        expect(await recordings.check('hash')).toMatchObject({ problems: [] })
        await retention.releaseLock(systemCall('test', 'lock.release'), lock.id, 'Đã xác minh xong vụ việc')
        await bench.untilState('recording')
        await bench.untilRecordedSince(Date.now())
        expect(await bench.statesOfOld()).toContain('expired')
        await recordings.stop()
        expect(await recordings.check('hash')).toMatchObject({ problems: [] })
      }),
    )

    it(
      'makes room from old footage that nobody keeps, the oldest first, and recording never stops',
      onBench(async (bench) => {
        const { services } = bench
        await bench.layOld(6)
        await bench.record()
        const seen = new Set<string>()
        await bench.fill(RESERVE_BYTES + 200 * KIB)
        await until(LIMIT_MS, bench.saying('an old file goes'), async () => {
          seen.add((await bench.status())?.state ?? '')
          return (await bench.statesOfOld()).includes('expired')
        })
        await bench.untilRecordedSince(Date.now())
        seen.add((await bench.status())?.state ?? '')
        expect([...seen]).toEqual(['recording'])
        const states = await bench.statesOfOld()
        expect(states[0]).toBe('expired')
        expect(states.at(-1)).toBe('present')
        expect(states.toSorted()).toEqual(states)
        await services.recordings.stop()
        expect(await services.recordings.check('hash')).toMatchObject({ problems: [] })
      }),
    )

    it(
      'goes on in the next folder when a disk turns read only, and comes back to it when it is well',
      onBench(async (bench) => {
        const { services } = bench
        const other = await smallDisk()
        try {
          const folder = await bench.addFolder(other.folder)
          // Files that are open for writing keep a mount writable: the disk refuses before the camera comes.
          await run('mount', ['-o', 'remount,ro', other.folder])
          await until(LIMIT_MS, bench.saying('it is noticed'), async () =>
            (await services.retention.folders()).some(({ code }) => code === 'disk.read-only'),
          )
          expect(bench.log.join()).toContain('disk.read-only')
          await bench.record()
          expect(await bench.isRecordingIn('')).toBe(true)
          await run('mount', ['-o', 'remount,rw', other.folder])
          await until(LIMIT_MS, bench.saying('recording moves to the first folder'), () =>
            bench.isRecordingIn(folderPrefix(folder.id)),
          )
          await services.recordings.stop()
          expect(await services.recordings.check('hash')).toMatchObject({ problems: [] })
        } finally {
          await bench.closeStation()
          await other.remove()
        }
      }),
    )

    it(
      'goes on in the next folder when a disk vanishes in the middle, and loses no finished file of it',
      onBench(async (bench) => {
        const { services } = bench
        const other = await smallDisk()
        const folder = await bench.addFolder(other.folder)
        await bench.layOld(1, folder)
        await bench.record()
        expect(await bench.isRecordingIn(folderPrefix(folder.id))).toBe(true)
        await run('umount', ['-l', other.folder])
        await until(LIMIT_MS, bench.saying('it is missed'), async () =>
          (await services.storage.lost()).some(({ id }) => id === folder.id),
        )
        await until(LIMIT_MS, bench.saying('the log says so'), async () =>
          bench.log.join().includes('folder.missing'),
        )
        await until(LIMIT_MS, bench.saying('recording goes on in the own folder'), () =>
          bench.isRecordingIn(''),
        )
        // Nothing was written where the disk had been.
        expect(await readdir(other.folder)).toEqual([])
        const { recordings } = services
        await recordings.stop()
        await recordings.recover()
        expect(await bench.statesOfOld()).toEqual(['present'])
        const check = await recordings.check('hash')
        expect(check.problems).toEqual([])
        expect(check.unreachable).toBeGreaterThan(0)
        await rm(other.folder, { recursive: true })
      }),
    )
  })
