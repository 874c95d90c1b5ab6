import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStation } from '#main/serve/open-station.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { type CommandResult, runCli } from '#tests/builders/station-process.ts'
import { seedStation } from '#tests/builders/station-world.ts'

describe('cameras on the command line', () => {
  let folder: string
  let data: string
  let virtual: VirtualCamera

  /** The one JSON object on stdout; anything beside it makes this throw. */
  const objectOf = ({ stdout }: CommandResult) => JSON.parse(stdout)
  const placeOf = (url: string): string => new URL(url).host

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-cameras-cli-'))
    data = join(folder, 'station')
    virtual = await startVirtualCamera({
      name: 'Quầy 1',
      widthPx: 480,
      heightPx: 270,
      sub: true,
      clockOffsetMs: 90_000,
      keyframeSpacingSeconds: 1,
      script: createScript({
        seed: 1,
        startMs: Date.now(),
        durationMs: 6e5,
        room: 'one-stop-desk',
        unitCode: 'H42.18',
        firstCounter: 1,
      }),
    })
  })
  afterAll(async () => {
    await virtual.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('probes a device without any data folder and prints the report’s own words', async () => {
    const nowhere = join(folder, 'nowhere')
    const args = ['camera', 'probe', placeOf(virtual.onvifUrl), '--user', virtual.username]
    const result = await runCli([...args, '--password-stdin', '--json'], {
      input: `${virtual.password}\n`,
      env: { MINH_CHUNG_DATA: nowhere },
    })
    const report = objectOf(result)
    expect(Object.keys(report)).toEqual([
      'ok',
      'failedAt',
      'clockOffsetMs',
      'uncertaintyMs',
      'auth',
      'profiles',
      'keyframeSpacingMs',
      'recordings',
      'warnings',
    ])
    expect(report).toMatchObject({ ok: true, failedAt: null, auth: 'wsse', recordings: null })
    expect(Math.abs(report.clockOffsetMs - 90_000)).toBeLessThanOrEqual(report.uncertaintyMs + 1)
    expect(Math.abs(report.keyframeSpacingMs - 1000)).toBeLessThan(300)
    expect(report.profiles).toHaveLength(2)
    expect(report.warnings).toEqual(expect.arrayContaining(['device-time.far-off', 'security.plain-http']))
    expect(result.stderr).toContain('✔ reach.ok')
    expect(result.stdout + result.stderr).not.toContain(virtual.password)
    await expect(access(nowhere)).rejects.toThrow()
  })

  it('finds a camera at a typed address and refuses a range beyond the limit', async () => {
    const search = (...ranges: string[]) =>
      runCli([
        'camera',
        'discover',
        '--seconds',
        '0.5',
        '--json',
        ...ranges.flatMap((range) => ['--range', range]),
      ])
    const found = await search(placeOf(virtual.onvifUrl), '127.0.0.1:9')
    expect(found.code).toBe(0)
    expect(objectOf(found).devices).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: virtual.onvifUrl })]),
    )
    const tooMany = await search('10.0.0.0/16')
    expect([tooMany.code, objectOf(tooMany).error]).toMatchObject([
      1,
      { code: 'camera.range-too-long', detail: { count: 65_534, max: 1024 } },
    ])
    expect((await runCli(['camera', 'discover', '--seconds', '900'])).code).toBe(2)
  })

  it('tries a list without adding anything, then adds what passed and tells why the rest did not', async () => {
    const station = await openStation({ dataFolder: data })
    await seedStation(station.services)
    await station.close()
    const list = join(folder, 'cameras.csv')
    const login = `${virtual.username};${virtual.password}`
    await writeFile(
      list,
      `\ufeffTên;Địa chỉ/IP;Tài khoản;Mật khẩu;Xã;Phòng;Quầy;Luồng ghi\r\n` +
        `Quầy 1;${virtual.onvifUrl};${login};Tân Sơn;một cửa;1;phụ\r\n` +
        `Quầy 2;127.0.0.1:9;${login};Tân Sơn;một cửa;1;\r\n` +
        `Quầy 3;10.0.0.999;${login};Tân Sơn;Kho;;\r\n`,
    )
    const add = (...more: string[]) =>
      runCli(['camera', 'add', '--csv', list, '--json', '--data', data, ...more])
    const cameras = async () => objectOf(await runCli(['camera', 'list', '--json', '--data', data])).cameras

    const dry = await add('--dry-run')
    expect(dry.code).toBe(1)
    expect(objectOf(dry)).toMatchObject({
      dryRun: true,
      total: 3,
      good: 1,
      rows: [
        { row: 2, outcome: 'passed', cameraId: null },
        { row: 3, outcome: 'failed', failedAt: 'reach', code: 'reach.refused' },
        { row: 4, outcome: 'bad', problems: [{ code: 'address-bad' }, { code: 'room-unknown' }] },
      ],
    })
    expect(await cameras()).toEqual([])

    const real = await add()
    expect(objectOf(real)).toMatchObject({ good: 1, rows: [{ outcome: 'added' }, { outcome: 'failed' }, {}] })
    expect(await cameras()).toMatchObject([{ name: 'Quầy 1', recordedStream: 'sub', state: 'recording' }])
    const again = await add()
    expect(objectOf(again).rows[0]).toMatchObject({ outcome: 'bad', problems: [{ code: 'address-known' }] })
    expect(dry.stderr + real.stderr + again.stdout).not.toContain(virtual.password)
  })
})
