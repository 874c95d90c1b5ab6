import { appendFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import type { VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { startDeskCamera } from '#tests/builders/desk-camera.ts'
import { mountSmallDisk, type SmallDisk } from '#tests/builders/small-disk.ts'
import { addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'
import { runCli } from '#tests/builders/station-process.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 60_000
const DISK_MEBIBYTES = 24
const KIB = 1024
const MIB = KIB * KIB

const probe = await mountSmallDisk(1)
const refusal = 'refused' in probe ? probe.refused : null
if (refusal === null && !('refused' in probe)) await probe.remove()
if (refusal !== null)
  console.log(`NOT TESTED: recording onto a full disk. No small disk can be mounted here: ${refusal}`)

describe.skipIf(refusal !== null)('a disk that fills up under the recordings and the database', () => {
  let disk: SmallDisk
  let virtual: VirtualCamera
  let station: Station
  let camera: Camera
  const log: string[] = []

  beforeAll(async () => {
    virtual = await startDeskCamera()
    return () => virtual.stop()
  })

  beforeEach(async () => {
    const mounted = await mountSmallDisk(DISK_MEBIBYTES)
    if ('refused' in mounted) throw new Error(mounted.refused)
    disk = mounted
    log.length = 0
  })
  afterEach(async () => {
    await station.close()
    await disk.remove()
  })

  const ballastPath = () => join(disk.folder, 'ballast')
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(disk.folder)
    return bavail * bsize
  }
  /** Takes all but `leave` bytes of the disk, in small steps: the recorder writes meanwhile. */
  async function fill(leave: number): Promise<void> {
    for (let spare = await freeBytes(); spare > leave; spare = await freeBytes())
      await appendFile(ballastPath(), Buffer.alloc(Math.min(spare - leave, 256 * KIB)))
  }
  const free = () => rm(ballastPath())
  const status = async () => (await station.services.recordings.status([camera.id])).recorders[0]
  const untilState = (state: 'recording' | 'disk-full') =>
    until(LIMIT_MS, `${state}; it said: ${log.join(' | ')}`, async () => (await status())?.state === state)
  const untilRecordedSince = (atMs: number) =>
    until(
      LIMIT_MS,
      `footage comes; it said: ${log.join(' | ')}`,
      async () => ((await status())?.lastGroupEndMs ?? 0) > atMs,
    )

  async function start(diskReserveBytes: number): Promise<void> {
    station = await openStation({
      dataFolder: disk.folder,
      log: (message) => log.push(message),
      recorder: { diskReserveBytes, diskRetryMs: 500, retryDelaysMs: [500] },
    })
    const world = await seedStation(station.services)
    await station.start()
    camera = await addVirtualCamera(station.services, world.desk, virtual)
    await untilRecordedSince(Date.now())
  }

  /** Fifty rows in one transaction. */
  const writeMuch = (prefix: string): Promise<void> =>
    station.services.work.bookkeep(async (transaction) => {
      for (let key = 0; key < 50; key += 1) {
        const row = { key: `${prefix}-${key}`, value_json: 'x'.repeat(4000) }
        await transaction.insertInto('settings').values(row).execute()
      }
    })

  /** Long enough to be missed: a camera sends its newest keyframe group again to whoever connects. */
  async function stayFull(): Promise<void> {
    const sinceMs = Date.now()
    await until(LIMIT_MS, 'the disk stays full for a while', async () => {
      expect((await status())?.state).not.toBe('recording')
      return Date.now() - sinceMs > 3000
    })
  }

  async function expectWhole(fullFromMs: number, backAtMs: number): Promise<void> {
    await station.services.recordings.stop()
    expect(await station.services.recordings.check('hash')).toMatchObject({ problems: [] })
    const [lane] = await station.services.recordings.lanes([camera.id], {
      fromMs: fullFromMs,
      toMs: backAtMs,
    })
    const causes = new Set(lane?.spans.map((span) => span.state))
    expect(causes).toContain('disk-full')
    expect([...causes].filter((cause) => cause !== 'recorded' && cause !== 'disk-full')).toEqual([])
    const { stdout, code } = await runCli(['check', '--hash', '--json', '--data', disk.folder])
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], audit: { ok: true } })
    expect(code).toBe(0)
  }

  it('stops recording before the reserve is touched, says why, and goes on when there is room', async () => {
    const reserveBytes = 4 * MIB
    await start(reserveBytes)
    const fullFromMs = Date.now()
    await fill(reserveBytes + 100 * KIB)
    await untilState('disk-full')
    expect(await status()).toMatchObject({ reason: 'disk-reserve', bitsPerSecond: null })
    await stayFull()
    expect(await freeBytes()).toBeGreaterThan(reserveBytes - MIB)
    await free()
    await untilState('recording')
    await untilRecordedSince(Date.now())
    await expectWhole(fullFromMs, (await status())?.lastGroupEndMs ?? 0)
  })

  it('survives a disk without a byte left: nothing corrupt, no minute unexplained, and it goes on by itself', async () => {
    await start(0)
    const fullFromMs = Date.now()
    await fill(40 * KIB)
    await untilState('disk-full')
    expect((await status())?.reason).toBe('disk.full')
    // Whatever tries to change something now is told so, and leaves nothing half done.
    await fill(0)
    let attempt = 0
    await until(LIMIT_MS, 'the database has no room either', async () => {
      attempt += 1
      const refusal = await writeMuch(`k${attempt}`).catch((thrown: unknown) => thrown)
      return refusal instanceof AppError && refusal.code === 'disk.full'
    })
    const half = await station.services.work.db
      .selectFrom('settings')
      .selectAll()
      .where('key', 'like', 'k%')
      .execute()
    expect(half.length % 50).toBe(0)
    expect(log.join('\n')).toContain('disk.full')
    await stayFull()
    await free()
    await untilState('recording')
    await untilRecordedSince(Date.now())
    await expectWhole(fullFromMs, (await status())?.lastGroupEndMs ?? 0)
  })
})
