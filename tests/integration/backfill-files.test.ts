import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportPreview, ImportRequestInput } from '#shared/backfill/backfill.model.ts'
import { importRequestSchema } from '#shared/backfill/backfill.model.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import { BACKFILL_NUMBERS_FROM } from '#main/features/recordings/segment.model.ts'
import { systemCall } from '#main/ports/call.ts'
import {
  type BackfillWorld,
  digitsOf,
  HOLE,
  MORNING,
  MORNING_MS,
  openBackfillWorld,
  playingFaults,
  segmentsOf,
} from '#tests/builders/backfill-world.ts'
import { burnFile } from '#tests/builders/burned-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

describe.each(testDatabases)('backfill from files on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: BackfillWorld

  beforeEach(async () => {
    opened = await openMigrated()
    world = await openBackfillWorld(opened.db)
  })
  afterEach(async () => {
    await world.close()
    await opened.close()
  })

  const backfill = () => world.host.services.backfill
  const preview = (wish: Partial<ImportRequestInput> = {}): Promise<ImportPreview> =>
    backfill().importPreview(
      importRequestSchema.parse({ cameraId: world.camera.id, folder: world.folder, ...wish }),
    )

  /** Consents to all that the preview finds good. */
  async function importAll(wish: Partial<ImportRequestInput> = {}) {
    const { rows } = await preview(wish)
    const files = rows.flatMap(({ path, startMs, timeSource, problems }) =>
      startMs === null || problems.length > 0 ? [] : [{ path, startMs, timeSource }],
    )
    const call = systemCall('test', 'backfill.import')
    const started = await backfill().importStart(call, {
      cameraId: world.camera.id,
      folder: world.folder,
      files,
    })
    await world.host.services.jobs.idle()
    const done = (await backfill().list(call.actor)).find(({ id }) => id === started.id)
    return { done, files: await backfill().files(call.actor, started.id) }
  }

  const nvrFile = (fromSecond: number, seconds: number) => {
    const startMs = MORNING_MS + fromSecond * 1000
    const name = `NVR_ch1_main_${digitsOf(startMs)}_${digitsOf(startMs + seconds * 1000)}.mp4`
    return burnFile({ path: join(world.folder, name), startMs, seconds })
  }

  it('fills a hole from a file that reaches over both edges, and it plays through without a break', async () => {
    await nvrFile(5, 20)
    expect((await preview()).rows).toMatchObject([
      {
        codec: 'h264',
        durationMs: 20_000,
        timeSource: 'name',
        fillsMs: 12_000,
        overlapMs: 8000,
        problems: [],
      },
    ])
    const { done, files } = await importAll()
    expect(done).toMatchObject({ state: 'done', filledMs: 12_000, files: { imported: 1 }, errorCode: null })
    expect(files).toMatchObject([{ outcome: 'imported', filledMs: 12_000, fromMs: MORNING_MS + 5000 }])

    const segments = await segmentsOf(world)
    expect(segments.map(({ number, origin }) => [number, origin])).toEqual([
      [1, 'recorded'],
      [BACKFILL_NUMBERS_FROM, 'backfilled'],
      [2, 'recorded'],
    ])
    // One group of two seconds over each edge, and no more.
    expect(segments[1]).toMatchObject({ startAtMs: MORNING_MS + 7000, endAtMs: MORNING_MS + 21_000 })
    expect(await playingFaults(world.host, segments, 1)).toEqual([])
    expect(await world.host.services.recordings.check('hash')).toMatchObject({ segments: 3, problems: [] })

    const [lane] = await world.host.services.recordings.lanes([world.camera.id], MORNING)
    expect(lane?.spans.map(({ state, fromMs, toMs }) => [state, (toMs - fromMs) / 1000])).toEqual([
      ['recorded', 8],
      ['backfilled', 12],
      ['recorded', 8],
    ])
    expect(totalMs(lane?.spans ?? [])).toBe(28_000)
  })

  it('names the playlist entries of the hole in one unbroken line', async () => {
    await nvrFile(4, 18)
    await importAll()
    const playlist = await world.host.services.recordings.playlist(world.camera.id, MORNING)
    const starts = [...playlist.matchAll(/#EXT-X-PROGRAM-DATE-TIME:(\S+)\n#EXTINF:([\d.]+),/g)].map(
      (match) => ({
        fromMs: Date.parse(match[1] ?? ''),
        toMs: Date.parse(match[1] ?? '') + Math.round(Number(match[2]) * 1000),
      }),
    )
    expect(starts).toHaveLength(14)
    expect(starts.map(({ toMs }) => toMs).slice(0, -1)).toEqual(starts.slice(1).map(({ fromMs }) => fromMs))
    expect(playlist.match(/#EXT-X-DISCONTINUITY/g)).toHaveLength(2)
  })

  it('imports the good files of a half-good folder and names the bad ones', async () => {
    const flags = { startMs: MORNING_MS + 8000, seconds: 6 }
    await burnFile({ path: join(world.folder, `a_${digitsOf(flags.startMs)}.mkv`), ...flags })
    await burnFile({
      path: join(world.folder, 'b_20261120080014.avi'),
      startMs: MORNING_MS + 14_000,
      seconds: 6,
    })
    await burnFile({ path: join(world.folder, 'c_20261120090000.avi'), ...flags, codec: 'mpeg4' })
    await burnFile({ path: join(world.folder, 'd_20261120090100.avi'), ...flags, codec: 'mjpeg' })
    await burnFile({ path: join(world.folder, 'hiv00012.mp4'), ...flags })
    await writeFile(join(world.folder, 'e_20261120100000.mp4'), 'no film at all')
    await writeFile(join(world.folder, 'player.exe'), 'MZ')
    await copyFile(join(world.folder, 'b_20261120080014.avi'), join(world.folder, 'z_20261120113000.avi'))

    const { rows, ignored, fillsMs } = await preview()
    expect(Object.fromEntries(rows.map(({ path, problems }) => [path, problems]))).toEqual({
      'a_20261120080008.mkv': [],
      'b_20261120080014.avi': [],
      'c_20261120090000.avi': ['media.unsupported-codec'],
      'd_20261120090100.avi': ['media.unsupported-codec'],
      'e_20261120100000.mp4': ['media.unreadable'],
      'hiv00012.mp4': ['backfill.time-unknown'],
      'z_20261120113000.avi': ['backfill.duplicate'],
    })
    expect({ ignored, fillsMs }).toEqual({ ignored: 1, fillsMs: 12_000 })
    const { done } = await importAll()
    expect(done).toMatchObject({ state: 'done', filledMs: 12_000, files: { imported: 2 } })
    expect(await playingFaults(world.host, await segmentsOf(world), 1)).toEqual([])
  })

  it('reads transport and program streams and H.265, by their own file', async () => {
    for (const [name, codec, flags] of [
      ['ts_20261120080008.ts', 'libx264', []],
      ['ps_20261120080012.ps', 'libx264', ['-f', 'vob']],
      ['hevc_20261120080016.mp4', 'libx265', []],
    ] as const) {
      const startMs = MORNING_MS + Number(/(\d\d)\./.exec(name)?.[1]) * 1000
      await burnFile({ path: join(world.folder, name), startMs, seconds: 4, codec, flags })
    }
    const { done } = await importAll()
    expect(done?.files).toEqual({ imported: 3 })
    const segments = (await segmentsOf(world)).filter(({ origin }) => origin === 'backfilled')
    expect(segments.map(({ codec }) => codec)).toEqual(['h264', 'h264', 'h265'])
    expect(done?.filledMs).toBe(12_000)
    expect(await playingFaults(world.host, await segmentsOf(world), 60)).toEqual([])
  })

  it('finds the same bytes again under another name, and the same pictures in another container', async () => {
    const path = await nvrFile(6, 16)
    await importAll()
    await mkdir(join(world.folder, 'again'))
    await copyFile(path, join(world.folder, 'again', '20261120080006.mp4'))
    await burnFile({
      path: join(world.folder, '20261120080006.mkv'),
      startMs: MORNING_MS + 6000,
      seconds: 16,
    })
    const { rows } = await preview()
    expect(rows.map(({ problems, fillsMs }) => [problems, fillsMs])).toEqual([
      [[], 0],
      [['backfill.duplicate'], 0],
      [['backfill.duplicate'], 0],
    ])
    const before = await segmentsOf(world)
    const { done, files } = await importAll()
    expect(files).toMatchObject([{ outcome: 'covered', filledMs: 0 }])
    expect(done).toMatchObject({ state: 'done', filledMs: 0, bytes: 0 })
    expect(await segmentsOf(world)).toEqual(before)
  })

  it('salvages a file that breaks off, up to the damage, and says so', async () => {
    const path = join(world.folder, '20261120080008.mp4')
    await burnFile({ path, startMs: HOLE.fromMs, seconds: 12, flags: ['-movflags', '+faststart'] })
    await truncate(path, Math.round((await readFile(path)).length * 0.6))
    const { done, files } = await importAll()
    expect(files).toMatchObject([{ outcome: 'salvaged', code: 'media.truncated' }])
    expect(done?.filledMs).toBeGreaterThanOrEqual(4000)
    expect(done?.filledMs).toBeLessThan(12_000)
    expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
  })

  it('refuses times that cannot be', async () => {
    await burnFile({ path: join(world.folder, '20261121080000.mp4'), startMs: MORNING_MS, seconds: 2 })
    expect((await preview()).rows).toMatchObject([{ problems: ['backfill.future'], fillsMs: 0 }])
    const files = [
      { path: '20261121080000.mp4', startMs: MORNING_MS + 86_400_000, timeSource: 'name' as const },
    ]
    const wish = { cameraId: world.camera.id, folder: world.folder, files }
    await expect(backfill().importStart(systemCall('test', 'backfill.import'), wish)).rejects.toMatchObject({
      code: 'backfill.future',
    })
    const outside = {
      ...wish,
      files: [{ path: '../camera.mp4', startMs: MORNING_MS, timeSource: 'typed' as const }],
    }
    await expect(
      backfill().importStart(systemCall('test', 'backfill.import'), outside),
    ).rejects.toMatchObject({
      code: 'file.outside',
    })
    await expect(preview({ folder: join(world.folder, 'nowhere') })).rejects.toMatchObject({
      code: 'folder.missing',
    })
    await expect(preview({ folder: 'relative' })).rejects.toMatchObject({ code: 'folder.not-absolute' })
    await expect(preview({ pattern: '(?<year>\\d' })).rejects.toMatchObject({
      code: 'backfill.pattern-broken',
    })
  })

  it('takes the time from what was typed, an own pattern, or the container, and turns the camera clock', async () => {
    const creation = new Date(HOLE.fromMs).toISOString()
    await burnFile({
      path: join(world.folder, 'hiv00001.mp4'),
      startMs: HOLE.fromMs,
      seconds: 4,
      flags: ['-metadata', `creation_time=${creation}`],
    })
    await burnFile({
      path: join(world.folder, 'quay2-20.11.2026-08h00m12.mp4'),
      startMs: MORNING_MS + 12_000,
      seconds: 4,
    })
    expect((await preview()).rows).toMatchObject([
      { startMs: HOLE.fromMs, timeSource: 'container' },
      { startMs: null, timeSource: 'unknown' },
    ])
    expect((await preview({ startMs: MORNING_MS })).rows[1]).toMatchObject({
      startMs: MORNING_MS,
      timeSource: 'typed',
    })
    const startOverrides = { 'hiv00001.mp4': MORNING_MS + 1 }
    expect((await preview({ startOverrides })).rows[0]).toMatchObject({
      startMs: MORNING_MS + 1,
      timeSource: 'typed',
    })
    const pattern =
      '-(?<day>\\d\\d)\\.(?<month>\\d\\d)\\.(?<year>\\d{4})-(?<hour>\\d\\d)h(?<minute>\\d\\d)m(?<second>\\d\\d)'
    expect((await preview({ pattern })).rows[1]).toMatchObject({
      startMs: MORNING_MS + 12_000,
      timeSource: 'name',
      fillsMs: 4000,
    })
    expect((await preview({ containerZone: 'vietnam' })).rows[0]?.startMs).toBe(HOLE.fromMs - 7 * 3_600_000)
    expect((await preview({ applyClockOffset: true })).rows[0]?.warnings).toEqual(['clock-unmeasured'])
  })
})
