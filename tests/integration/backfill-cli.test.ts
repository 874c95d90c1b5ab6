import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { digitsOf } from '#tests/builders/backfill-world.ts'
import { BURNED_SIZE, burnFile } from '#tests/builders/burned-files.ts'
import { type CommandResult, runCli } from '#tests/builders/station-process.ts'
import { addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'

const LIMIT_MS = 120_000
const START_MS = Math.floor((Date.now() - 3_600_000) / 60_000) * 60_000

describe('recordings import', () => {
  let folder: string
  let data: string
  let brought: string
  let virtual: VirtualCamera
  let cameraId: string

  const withStation = async <T>(work: (station: Station) => Promise<T>): Promise<T> => {
    const station = await openStation({ dataFolder: data })
    try {
      return await work(station)
    } finally {
      await station.close()
    }
  }
  const run = (...args: string[]): Promise<CommandResult> =>
    runCli(['recordings', 'import', brought, '--camera', cameraId, '--data', data, '--json', ...args])
  /** The one JSON object on stdout; anything beside it makes this throw. */
  const objectOf = ({ stdout }: CommandResult) => JSON.parse(stdout)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-import-'))
    data = join(folder, 'station')
    brought = join(folder, 'brought')
    virtual = await startVirtualCamera({
      name: 'Quay 1',
      ...BURNED_SIZE,
      keyframeSpacingSeconds: 1,
      script: createScript({
        seed: 1,
        startMs: START_MS,
        durationMs: 3_600_000,
        room: 'one-stop-desk',
        unitCode: 'H42.18',
        firstCounter: 1,
      }),
    })
    cameraId = await withStation(async ({ services }) => {
      const world = await seedStation(services)
      return (await addVirtualCamera(services, world.desk, virtual)).id
    })
    await burnFile({
      path: join(brought, `NVR_ch1_main_${digitsOf(START_MS)}_${digitsOf(START_MS + 10_000)}.mp4`),
      startMs: START_MS,
      seconds: 10,
    })
    await burnFile({ path: join(brought, 'hiv00012.mp4'), startMs: START_MS + 10_000, seconds: 6 })
  }, LIMIT_MS)
  afterAll(async () => {
    await virtual.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it(
    'says first what it would do, then does it, then finds that it is done',
    async () => {
      const dry = await run('--dry-run')
      expect(dry.code).toBe(1)
      expect(objectOf(dry)).toMatchObject({
        dryRun: true,
        filledMs: 10_000,
        files: [
          { file: 'hiv00012.mp4', outcome: 'refused', code: 'backfill.time-unknown', fromMs: null },
          {
            outcome: 'would-import',
            fromMs: START_MS,
            toMs: START_MS + 10_000,
            filledMs: 10_000,
            code: null,
          },
        ],
      })

      const start = formatVietnamDateTime(START_MS + 10_000)
      const first = await run('--start', start)
      expect(first.code, first.stderr).toBe(0)
      const done = objectOf(first)
      expect(done).toMatchObject({ filledMs: 16_000, errorCode: null })
      expect(done.bytes).toBeGreaterThan(1000)
      expect(done.files).toMatchObject([
        { file: 'hiv00012.mp4', outcome: 'imported', fromMs: START_MS + 10_000, filledMs: 6000 },
        { outcome: 'imported', fromMs: START_MS, toMs: START_MS + 10_000, filledMs: 10_000 },
      ])

      const again = await run('--start', start)
      expect(again.code, again.stderr).toBe(0)
      expect(objectOf(again)).toMatchObject({
        filledMs: 0,
        files: [{ outcome: 'duplicate', code: 'backfill.duplicate' }, { outcome: 'duplicate' }],
      })
      const checked = await runCli(['check', '--hash', '--data', data, '--json'])
      expect(objectOf(checked)).toMatchObject({ problems: [] })
    },
    LIMIT_MS,
  )

  it(
    'names what is wrong with how it is called',
    async () => {
      expect((await runCli(['recordings', 'import', brought, '--data', data])).code).toBe(2)
      const nowhere = await runCli([
        'recordings',
        'import',
        join(folder, 'no'),
        '--camera',
        cameraId,
        '--data',
        data,
      ])
      expect(nowhere.stderr).toContain('Không có thư mục')
      await writeFile(join(folder, 'pattern.txt'), '(?<year>\n')
      const pattern = await run('--pattern-file', join(folder, 'pattern.txt'))
      expect(objectOf(pattern)).toMatchObject({ error: { code: 'backfill.pattern-broken' } })
    },
    LIMIT_MS,
  )
})
