import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFfmpeg, outsideArchive } from './find-ffmpeg.ts'

let folder = ''

async function putProgram(name: string, mode = 0o755): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, '#!/bin/sh\n')
  await chmod(path, mode)
  return path
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minh-chung-ffmpeg-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(process.platform === 'win32')('findFfmpeg', () => {
  test('takes the program that MINH_CHUNG_FFMPEG names, and the ffprobe beside it', async () => {
    const ffmpegPath = await putProgram('own/ffmpeg')
    const ffprobePath = await putProgram('own/ffprobe')
    await putProgram('path/ffmpeg')
    const found = await findFfmpeg({ MINH_CHUNG_FFMPEG: ffmpegPath, PATH: join(folder, 'path') }, 'linux')
    expect(found).toEqual({ ffmpegPath, ffprobePath, source: 'environment', tried: [] })
  })

  test('passes over a wrong MINH_CHUNG_FFMPEG and says why', async () => {
    const missing = join(folder, 'nowhere', 'ffmpeg')
    await putProgram('path/ffmpeg')
    const found = await findFfmpeg({ MINH_CHUNG_FFMPEG: missing, PATH: join(folder, 'path') }, 'linux')
    expect(found.source).not.toBe('environment')
    expect(found.ffmpegPath).not.toBeNull()
    expect(found.tried[0]).toEqual({ where: `MINH_CHUNG_FFMPEG: ${missing}`, why: 'no such file' })
  })

  test('passes over a file that may not be run', async () => {
    const path = await putProgram('own/ffmpeg', 0o644)
    const found = await findFfmpeg({ MINH_CHUNG_FFMPEG: path, PATH: '' }, 'linux')
    expect(found.tried[0]?.why).toContain('no execute permission')
  })

  test('finds ffprobe on PATH when none stands beside ffmpeg', async () => {
    const ffmpegPath = await putProgram('own/ffmpeg')
    const ffprobePath = await putProgram('path/ffprobe')
    const found = await findFfmpeg({ MINH_CHUNG_FFMPEG: ffmpegPath, PATH: join(folder, 'path') }, 'linux')
    expect(found.ffprobePath).toBe(ffprobePath)
  })

  test('gives null for ffprobe, not an error, when there is none', async () => {
    const ffmpegPath = await putProgram('own/ffmpeg')
    const found = await findFfmpeg({ MINH_CHUNG_FFMPEG: ffmpegPath, PATH: folder }, 'linux')
    expect(found).toMatchObject({ ffmpegPath, ffprobePath: null })
    expect(found.tried.map(({ where }) => where)).toContain('PATH')
  })
})

test.each([
  [
    '/opt/Minh Chứng/resources/app.asar/node_modules/x/ffmpeg',
    '/opt/Minh Chứng/resources/app.asar.unpacked/node_modules/x/ffmpeg',
  ],
  ['C:\\app\\resources\\app.asar\\x\\ffmpeg.exe', 'C:\\app\\resources\\app.asar.unpacked\\x\\ffmpeg.exe'],
  ['/r/app.asar.unpacked/x/ffmpeg', '/r/app.asar.unpacked/x/ffmpeg'],
  ['/usr/bin/ffmpeg', '/usr/bin/ffmpeg'],
])('reads %s outside the archive', (path, expected) => {
  expect(outsideArchive(path)).toBe(expected)
})
