import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { makeFootage } from '#tests/builders/evidence-footage.ts'
import { type Laid, laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { type CommandResult, runCli } from '#tests/builders/station-process.ts'
import { addVirtualCamera, seedStation } from '#tests/builders/station-world.ts'

const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000

describe('the command line', () => {
  let folder: string
  let data: string
  let virtual: VirtualCamera
  let camera: Camera
  let laid: Laid

  const withStation = async <T>(work: (station: Station) => Promise<T>): Promise<T> => {
    const station = await openStation({ dataFolder: data })
    try {
      return await work(station)
    } finally {
      await station.close()
    }
  }
  const cli = (...args: string[]): Promise<CommandResult> => runCli([...args, '--data', data])
  /** The one JSON object on stdout; anything beside it makes this throw. */
  const objectOf = ({ stdout }: CommandResult) => JSON.parse(stdout)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-cli-'))
    data = join(folder, 'station')
    virtual = await startVirtualCamera({
      name: 'Quầy 1',
      widthPx: 320,
      heightPx: 180,
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
    await withStation(async ({ services }) => {
      const world = await seedStation(services)
      camera = await addVirtualCamera(services, world.desk, virtual)
      await services.cameras.setRecording(systemCall('test', 'camera.set-recording'), camera.id, false)
      await services.dossiers.createSource(systemCall('test', 'log-source.create'), {
        roomId: world.desk.id,
        name: 'Phần mềm một cửa',
        windowBeforeMs: 1e3,
        windowAfterMs: 1e3,
        offsetMs: 0,
        uncertaintyMs: 0,
      })
      const host = { services, recordingFiles: createNodeFileStore(join(data, 'recordings')) }
      const runId = await openRun(host, camera.id, START_MS)
      const place = { cameraId: camera.id, runId, number: 1, startAtMs: START_MS }
      laid = await laySegment(host, await makeFootage({ seconds: 8 }), place, 'finished')
    })
  })
  afterAll(async () => {
    await virtual?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    { args: ['help'], code: 0, said: 'verify GÓI.zip' },
    { args: ['explode'], code: 2, said: 'npm run cli' },
    { args: ['check', '--no-such-option'], code: 2, said: 'check [--size' },
    { args: ['verify'], code: 2, said: 'verify GÓI.zip' },
    { args: ['camera', 'explode'], code: 2, said: 'camera probe|add|list' },
    { args: ['clip', '--camera', 'x'], code: 2, said: 'clip --camera' },
  ])('ends with $code and says how it is used: $args', async ({ args, code, said }) => {
    const result = args[0] === 'camera' ? await cli(...args) : await runCli(args)
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(said)
  })

  it('doctor tells what it found and where', async () => {
    const result = await cli('doctor', '--json')
    expect(result.code).toBe(0)
    expect(objectOf(result)).toMatchObject({ ok: true, dataFolder: data, node: process.versions.node })
    expect(objectOf(result).ffmpeg.ffmpegPath).toMatch(/ffmpeg/)
    expect(result.stderr).toContain('✔ ffmpeg')
  })

  it('check says nothing is wrong of what is whole, at each level, and reads only what the level needs', async () => {
    const [presence, size, hash] = await Promise.all([
      cli('check', '--json'),
      cli('check', '--size', '--json'),
      cli('check', '--hash', '--json'),
    ])
    const clean = { segments: 1, problems: [], audit: { ok: true } }
    expect([presence, size, hash].map(({ code }) => code)).toEqual([0, 0, 0])
    expect(objectOf(presence)).toMatchObject({ ...clean, level: 'presence', readBytes: 0 })
    expect(objectOf(size)).toMatchObject({ ...clean, level: 'size', readBytes: 0 })
    expect(objectOf(hash)).toMatchObject({ ...clean, level: 'hash', readBytes: laid.segment?.sizeBytes })
  })

  it('check fails and names what is missing, and changes nothing unless it is told to repair', async () => {
    const path = join(data, 'recordings', laid.filePath)
    await rename(path, `${path}.part`)
    await copyFile(`${path}.part`, join(data, 'recordings', camera.id, 'la.mp4'))
    const broken = await cli('check', '--hash', '--json')
    expect(broken.code).toBe(1)
    expect(objectOf(broken).problems).toMatchObject([
      { code: 'file-unknown', filePath: `${camera.id}/la.mp4` },
    ])
    expect(broken.stderr).toContain('✘ file-unknown')
    const repaired = await cli('check', '--hash', '--repair', '--json')
    expect(repaired.code).toBe(0)
    expect(objectOf(repaired).repaired).toMatchObject({
      renamed: 1,
      quarantined: [`${camera.id}/la.mp4`],
      damaged: [],
    })
  })

  it('coverage sums up what the index holds, and refuses a range that ends before it begins', async () => {
    const good = await cli('coverage', '--from', `${START_MS}`, '--to', `${START_MS + 60_000}`, '--json')
    expect(good.code).toBe(0)
    expect(objectOf(good)).toEqual({ events: 0, covered: 0, partial: 0, missing: 0, missingMsByCause: {} })
    const reversed = await cli('coverage', '--from', '21/11/2026', '--to', '20/11/2026', '--json')
    expect(reversed.code).toBe(1)
    expect(objectOf(reversed)).toEqual({ error: { kind: 'invalid', code: 'range.empty', detail: {} } })
    expect((await cli('coverage', '--from', 'hôm qua')).code).toBe(1)
  })

  it('verify fails for a file that is not there and for one that is no bundle', async () => {
    const missing = await runCli(['verify', join(folder, 'khong-co.zip'), '--json'])
    expect(missing.code).toBe(1)
    expect(objectOf(missing).error).toMatchObject({ code: 'file.missing' })
    expect(missing.stderr).toContain('khong-co.zip')
    await writeFile(join(folder, 'rac.zip'), 'không phải zip')
    const noise = await runCli(['verify', join(folder, 'rac.zip'), '--json'])
    expect(noise.code).toBe(1)
    expect(objectOf(noise)).toMatchObject({ ok: false })
  })

  it('clip makes a bundle that verify accepts, and no longer with one byte changed', async () => {
    const out = join(folder, 'goi.zip')
    const range = ['--from', `${START_MS + 1000}`, '--to', `${START_MS + 5000}`]
    const made = await cli(
      'clip',
      '--camera',
      camera.id,
      ...range,
      '--purpose',
      'Thử trích xuất',
      '--out',
      out,
      '--json',
    )
    expect(made.code, made.stderr).toBe(0)
    expect(objectOf(made)).toMatchObject({
      state: 'sealed',
      actualFromMs: START_MS,
      actualToMs: START_MS + 6000,
    })
    const good = await runCli(['verify', out, '--json'])
    expect([good.code, objectOf(good).ok]).toEqual([0, true])
    const bytes = await readFile(out)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    await writeFile(out, bytes)
    const bad = await runCli(['verify', out, '--json'])
    expect(bad.code).toBe(1)
    expect(objectOf(bad).problems[0].file).toMatch(/\.mp4$/)
  })

  it('import reads and reports with --dry-run and writes nothing; without it, it writes', async () => {
    const path = join(folder, 'so.csv')
    const rows = [
      [...REGISTER_HEADERS],
      registerRow(),
      registerRow({ code: 'H42.18-261120-0002', receivedAt: 'hôm qua' }),
    ]
    await writeFile(path, csvBytes(rows))
    const count = () =>
      withStation(
        async ({ services }) => (await services.work.db.selectFrom('dossiers').select('id').execute()).length,
      )
    const dry = await cli('import', 'dossiers', path, '--dry-run', '--json')
    expect(dry.code).toBe(0)
    expect(objectOf(dry)).toMatchObject({
      rows: 2,
      accepted: 1,
      rejected: [{ row: 3, column: 'Ngày tiếp nhận', code: 'bad-date' }],
    })
    expect(dry.stderr).toContain('hôm qua')
    expect(await count()).toBe(0)
    const real = await cli('import', 'dossiers', path, '--json')
    expect([real.code, objectOf(real).accepted]).toEqual([0, 1])
    expect(await count()).toBe(1)
    expect((await cli('import', 'dossiers', join(folder, 'khong-co.csv'))).code).toBe(1)
  })

  it('camera probe tells a good camera, a wrong password and an address where nobody is apart', async () => {
    const probe = (address: string, password: string) =>
      runCli(
        [
          'camera',
          'probe',
          address,
          '--user',
          virtual.username,
          '--password-stdin',
          '--json',
          '--data',
          data,
        ],
        {
          input: `${password}\n`,
        },
      )
    const [good, wrong, nobody] = await Promise.all([
      probe(virtual.onvifUrl, virtual.password),
      probe(virtual.onvifUrl, 'sai'),
      probe('http://127.0.0.1:9/onvif/device_service', 'x'),
    ])
    expect([good.code, objectOf(good)]).toMatchObject([
      0,
      { ok: true, failedAt: null, keyframeSpacingMs: expect.any(Number) },
    ])
    expect([wrong.code, objectOf(wrong)]).toMatchObject([1, { ok: false, failedAt: 'credentials' }])
    expect([nobody.code, objectOf(nobody)]).toMatchObject([1, { ok: false, failedAt: 'reach' }])
    expect(good.stderr + good.stdout).not.toContain(virtual.password)
  })

  it('camera list prints one object', async () => {
    const list = await cli('camera', 'list', '--json')
    expect(list.code).toBe(0)
    expect(objectOf(list).cameras).toMatchObject([{ id: camera.id, state: 'stopped' }])
    expect(list.stdout).not.toContain(virtual.password)
  })

  it('refuses to write a folder that another process uses, and reads it all the same', async () => {
    await withStation(async () => {
      const writing = await cli('import', 'dossiers', join(folder, 'so.csv'), '--json')
      expect(writing.code).toBe(1)
      expect(objectOf(writing).error).toEqual({
        kind: 'conflict',
        code: 'data.in-use',
        detail: { processId: process.pid },
      })
      expect((await cli('check', '--hash')).code).toBe(0)
      expect((await cli('coverage')).code).toBe(0)
    })
  })
})
