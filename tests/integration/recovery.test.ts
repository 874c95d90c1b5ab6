import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Id } from '#shared/kernel/ids.ts'
import { groupDigest, segmentRoot } from '#shared/mp4/seal.ts'
import { sha256 } from '#main/features/evidence/digests.ts'
import { findSegment, listSegmentFiles } from '#main/features/recordings/recordings.repository.ts'
import { listOpenRuns } from '#main/features/recordings/runs.repository.ts'
import { type Footage, makeFootage } from '#tests/builders/evidence-footage.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addSilentCamera, seedStation, type StationWorld } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

/** A minute ago and more: whole seconds, so that segment names are easy to read. */
const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000
const NOTHING = { salvaged: 0, renamed: 0, quarantined: [], damaged: [] }

let footage: Footage

beforeAll(async () => {
  footage = await makeFootage({ seconds: 8 })
})

describe.each(testDatabases)('recovery on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let world: StationWorld
  let cameraId: Id
  let runId: Id

  beforeEach(async () => {
    opened = await openMigrated()
    host = await openTestHost({ db: opened.db })
    world = await seedStation(host.services)
    cameraId = (await addSilentCamera(host.services, world.reception)).id
    runId = await openRun(host, cameraId, START_MS)
  })
  afterEach(async () => {
    await host.close()
    await opened.close()
  })

  const recover = () => host.services.recordings.recover()
  const diskPath = (path: string) => join(host.folder, 'recordings', path)
  const lay = (number: number, stage: Parameters<typeof laySegment>[3], previousRoot: string | null = null) =>
    laySegment(
      host,
      footage,
      { cameraId, runId, number, startAtMs: START_MS + (number - 1) * 60_000, previousRoot },
      stage,
    )
  const quarantinedFiles = () => readdir(diskPath('quarantine')).catch(() => [])

  async function expectClean(segments: number): Promise<void> {
    const report = await host.services.recordings.check('hash')
    expect(report).toMatchObject({ segments, problems: [] })
    expect(await recover()).toEqual(NOTHING)
    expect(await host.services.recordings.check('hash')).toEqual(report)
  }

  it('changes nothing after a clean stop', async () => {
    await lay(1, 'finished')
    expect(await recover()).toEqual(NOTHING)
    await expectClean(1)
  })

  it('keeps the whole groups of an unfinished file and drops the half one behind them', async () => {
    const before = await lay(1, 'finished')
    const laid = await lay(2, 'writing', before.segment?.root)
    const whole = await readFile(diskPath(laid.partPath))
    const half = footage.groups[0]?.subarray(0, 1000) ?? new Uint8Array()
    await writeFile(diskPath(laid.partPath), Buffer.concat([whole, half]))

    expect(await recover()).toEqual({ ...NOTHING, salvaged: 1 })
    const row = await findSegment(opened.db, cameraId, 2)
    const digests = footage.groups.map((bytes) => groupDigest(bytes, footage.init, sha256).digest)
    expect(row).toMatchObject({
      runId,
      startAtMs: laid.startAtMs,
      endAtMs: laid.groupEndsMs.at(-1),
      sizeBytes: whole.length,
      groupCount: 4,
      state: 'present',
      origin: 'recorded',
      codec: 'h264',
      previousRoot: before.segment?.root,
      root: Buffer.from(segmentRoot(digests, sha256)).toString('hex'),
    })
    expect(await readFile(diskPath(laid.filePath))).toEqual(whole)
    await expectClean(2)
  })

  it('makes of a file that was never finished the very row that finishing would have made', async () => {
    const finished = await lay(1, 'synced')
    await recover()
    expect(await findSegment(opened.db, cameraId, 1)).toEqual(finished.segment)
  })

  it('gives a finished file that has its row its last name', async () => {
    const laid = await lay(1, 'row-stored')
    expect(await recover()).toEqual({ ...NOTHING, renamed: 1 })
    expect(await host.recordingFiles.list(cameraId)).toEqual([laid.filePath])
    await expectClean(1)
  })

  it('keeps a row whose file is gone, says so and shows the stretch as damaged', async () => {
    const laid = await lay(1, 'finished')
    await rm(diskPath(laid.filePath))
    expect(await recover()).toEqual({ ...NOTHING, damaged: [{ cameraId, number: 1 }] })
    const range = { fromMs: laid.startAtMs, toMs: laid.groupEndsMs.at(-1) ?? 0 }
    const [lane] = await host.services.recordings.lanes([cameraId], range)
    expect(lane?.spans).toEqual([{ ...range, state: 'unknown', reason: 'segment-damaged' }])
    expect(await recover()).toEqual(NOTHING)
    const { problems } = await host.services.recordings.check('hash')
    expect(problems).toEqual([{ cameraId, number: 1, filePath: laid.filePath, code: 'marked-damaged' }])
    expect(await host.services.recordings.playlist(cameraId, range)).not.toContain('segments/1.mp4')
  })

  it('marks a finished file that was cut short as damaged and leaves it where it is', async () => {
    const laid = await lay(1, 'finished')
    await truncate(diskPath(laid.filePath), 5000)
    expect(await recover()).toEqual({ ...NOTHING, damaged: [{ cameraId, number: 1 }] })
    expect(await host.recordingFiles.sizeBytes(laid.filePath)).toBe(5000)
    expect(await recover()).toEqual(NOTHING)
  })

  it('finds a single altered byte only where every byte is read', async () => {
    const laid = await lay(1, 'finished')
    const bytes = await readFile(diskPath(laid.filePath))
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await writeFile(diskPath(laid.filePath), bytes)
    const problemsAt = async (level: 'presence' | 'size' | 'hash') =>
      (await host.services.recordings.check(level)).problems.map((problem) => problem.code)
    expect([await problemsAt('presence'), await problemsAt('size'), await problemsAt('hash')]).toEqual([
      [],
      [],
      ['hash-differs'],
    ])
    await expect(host.services.recordings.openSegment(cameraId, 1)).rejects.toMatchObject({
      code: 'segment.damaged',
    })
  })

  const strangers: readonly {
    readonly what: string
    readonly name: string
    readonly bytes: () => Uint8Array
  }[] = [
    { what: 'a file that nobody knows', name: 'ghi-chu.txt', bytes: () => Buffer.from('của ai đó') },
    {
      what: 'a finished file without a row',
      name: '2026-11-20/09-15-00_7.mp4',
      bytes: () => footage.fileBytes,
    },
    {
      what: 'an unfinished file of noise',
      name: '2026-11-20/09-15-00_1.mp4.part',
      bytes: () => Buffer.alloc(4096, 0x5a),
    },
    {
      what: 'an unfinished file of zeros',
      name: '2026-11-20/09-15-00_1.mp4.part',
      bytes: () => Buffer.alloc(4096),
    },
    {
      what: 'an empty unfinished file',
      name: '2026-11-20/09-15-00_1.mp4.part',
      bytes: () => new Uint8Array(),
    },
    {
      what: 'an unfinished file with no whole group',
      name: '2026-11-20/09-15-00_1.mp4.part',
      bytes: () =>
        Buffer.concat([footage.initBytes, (footage.groups[0] ?? new Uint8Array()).subarray(0, 999)]),
    },
    {
      what: 'an unfinished file whose header is broken',
      name: '2026-11-20/09-15-00_1.mp4.part',
      bytes: () => {
        const bytes = Buffer.concat([footage.initBytes, ...footage.groups])
        return bytes.fill(0xff, 60, footage.initBytes.length - 8)
      },
    },
    {
      what: 'an unfinished file that is not the next in number',
      name: '2026-11-20/09-15-00_5.mp4.part',
      bytes: () => Buffer.concat([footage.initBytes, ...footage.groups]),
    },
  ]

  it.each(strangers)('puts $what aside and deletes nothing', async ({ name, bytes }) => {
    const path = `${cameraId}/${name}`
    const writer = await host.recordingFiles.create(path)
    await writer.write([bytes()])
    await writer.close()
    expect(await recover()).toEqual({ ...NOTHING, quarantined: [path] })
    const [kept] = await quarantinedFiles()
    expect(await readFile(diskPath(`quarantine/${kept}`))).toEqual(Buffer.from(bytes()))
    await expectClean(0)
  })

  it.each([
    { what: 'zeros, as a power cut leaves them', tail: () => Buffer.alloc(5000) },
    { what: 'noise', tail: () => Buffer.alloc(5000, 0x5a) },
    {
      what: 'a group whose inside is noise',
      tail: () => {
        const [group = new Uint8Array()] = footage.groups
        const time = Buffer.alloc(32)
        time.writeUInt32BE(32)
        time.write('prft', 4)
        return Buffer.concat([time, Buffer.from(group).fill(0xff, 8, 60)])
      },
    },
  ])('keeps the whole groups before $what', async ({ tail }) => {
    const laid = await lay(1, 'writing')
    const whole = await readFile(diskPath(laid.partPath))
    await writeFile(diskPath(laid.partPath), Buffer.concat([whole, tail()]))
    expect(await recover()).toEqual({ ...NOTHING, salvaged: 1 })
    expect(await readFile(diskPath(laid.filePath))).toEqual(whole)
    await expectClean(1)
  })

  it('sets aside an unfinished file whose row tells of other bytes, and marks the row', async () => {
    const laid = await lay(1, 'row-stored')
    await truncate(diskPath(laid.partPath), 5000)
    expect(await recover()).toEqual({
      ...NOTHING,
      quarantined: [laid.partPath],
      damaged: [{ cameraId, number: 1 }],
    })
    expect(await quarantinedFiles()).toHaveLength(1)
    expect(await recover()).toEqual(NOTHING)
  })

  it('ends runs that were open at the end of their own footage', async () => {
    const first = await lay(1, 'finished')
    const laterRunId = await openRun(host, cameraId, START_MS + 60_000)
    await lay(2, 'finished', first.segment?.root)
    const second = await laySegment(
      host,
      footage,
      { cameraId, runId: laterRunId, number: 3, startAtMs: START_MS + 120_000 },
      'finished',
    )
    await recover()
    expect(await listOpenRuns(opened.db, cameraId)).toEqual([])
    const runs = await opened.db.selectFrom('recording_runs').selectAll().orderBy('started_at_ms').execute()
    expect(runs.map((run) => [run.id, run.ended_at_ms, run.end_reason])).toEqual([
      [runId, START_MS + 68_000, 'recovered'],
      [laterRunId, second.segment?.endAtMs, 'recovered'],
    ])
  })

  it('mends several cameras and several faults in one start, and then has nothing left to do', async () => {
    const other = (await addSilentCamera(host.services, world.desk, 'Camera hai')).id
    const otherRun = await openRun(host, other, START_MS)
    const first = await lay(1, 'finished')
    await lay(2, 'row-stored', first.segment?.root)
    await laySegment(
      host,
      footage,
      { cameraId: other, runId: otherRun, number: 1, startAtMs: START_MS },
      'writing',
    )
    await writeFile(diskPath(`${other}/la.bin`), 'lạ')
    expect(await recover()).toEqual({ ...NOTHING, salvaged: 1, renamed: 1, quarantined: [`${other}/la.bin`] })
    expect((await listSegmentFiles(opened.db, cameraId)).map((row) => row.number)).toEqual([1, 2])
    await expectClean(3)
  })
})
