import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { generateKeyPair, exportJWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { EvidenceClip, Manifest } from '#shared/evidence/evidence.model.ts'
import { type Bundle, makeBundle } from '#main/features/evidence/bundle.ts'
import { createClipCutter, type CutFile } from '#main/features/evidence/clip-cutter.ts'
import { privateJwkSchema, type PrivateJwk, signDetached, thumbprintOf } from '#main/features/evidence/jws.ts'
import { sha256Hex } from '#main/features/evidence/digests.ts'
import { buildManifest } from '#main/features/evidence/manifest.ts'
import { readStoredZip } from '#main/features/evidence/stored-zip.ts'
import { verifyBundle } from '#main/features/evidence/verify-bundle.ts'
import {
  inTemporaryFolder,
  type MadeSegment,
  makeFootage,
  makeSegment,
  runProgram,
  samplesOf,
  splitFootage,
} from '#tests/builders/evidence-footage.ts'

const CAMERA = '01900000-0000-7000-8000-00000000c001'
const START_MS = Date.parse('2026-11-20T09:15:20+07:00')
const CLIP: EvidenceClip = {
  id: '01900000-0000-7000-8000-0000000000e1',
  bookmarkId: '01900000-0000-7000-8000-0000000000b1',
  communeUnitId: CAMERA,
  roomId: CAMERA,
  cameraIds: [CAMERA],
  dossierId: null,
  dossierCode: null,
  criterionCode: '5.4',
  purpose: 'Mở quầy muộn',
  requestedFromMs: START_MS + 3000,
  requestedToMs: START_MS + 5000,
  actualFromMs: null,
  actualToMs: null,
  state: 'making',
  bundleSha256: null,
  bundleBytes: null,
  createdAtMs: START_MS,
  createdBy: 'thanhtra',
}

async function makeKey(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return privateJwkSchema.parse(await exportJWK(privateKey))
}

function cut(segments: readonly MadeSegment[], fromMs: number, toMs: number): CutFile[] {
  const cutter = createClipCutter({ fromMs, toMs })
  for (const { stored, opened } of segments) cutter.add(stored, opened)
  return cutter.files()
}

async function pack(
  files: readonly CutFile[],
  key: PrivateJwk,
): Promise<{ zip: Uint8Array; bundle: Bundle }> {
  const named = files.map((file, index) => ({
    name: files.length === 1 ? 'clip.mp4' : `clip-${index + 1}.mp4`,
    cut: file,
  }))
  const camera = { id: CAMERA, name: 'Quầy 1', device: null, clockOffset: null }
  const facts = {
    clip: CLIP,
    station: { id: 'station', name: 'Trạm thử', version: '0.1.0' },
    communeName: 'Xã Thử',
    roomName: 'Một cửa',
    madeAtMs: START_MS + 60_000,
    logClockOffset: null,
    cameras: [{ camera, lane: null, files: named }],
  }
  const bundle = await makeBundle({
    clips: named.map((file) => ({ name: file.name, pieces: file.cut.pieces })),
    manifestFor: (manifestFiles): Manifest => buildManifest({ ...facts, files: manifestFiles }),
    sign: (bytes) => signDetached(bytes, key),
  })
  return { zip: Buffer.concat(bundle.pieces), bundle }
}

const join8 = (file: CutFile): Uint8Array => Buffer.concat(file.pieces)

async function decode(fileBytes: Uint8Array): Promise<{ frames: number; starts: number[] }> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'clip.mp4')
    await writeFile(path, fileBytes)
    const decoded = await runProgram('ffmpeg', ['-v', 'warning', '-xerror', '-i', path, '-f', 'null', '-'])
    expect(decoded.stderr).toBe('')
    const keyPackets = ['-select_streams', 'v', '-show_entries', 'packet=dts_time,flags', '-of', 'json']
    const { stdout, stderr } = await runProgram('ffprobe', ['-v', 'warning', ...keyPackets, path])
    expect(stderr).toBe('')
    const packets: { dts_time: string; flags: string }[] = JSON.parse(stdout).packets
    const starts = packets
      .filter((packet) => packet.flags.includes('K'))
      .map((packet) => Number(packet.dts_time))
    return { frames: packets.length, starts }
  })
}

describe('a clip', () => {
  it.each([
    ['H.264', {}],
    ['H.264 with B-frames and sound', { bFrames: 2, audio: true }],
    ['H.265 with B-frames and sound', { codec: 'libx265', bFrames: 3, audio: true }],
  ] as const)('holds whole groups across segments, sample for sample, and plays: %s', async (_, options) => {
    const footage = await makeFootage({ ...options, seconds: 8 })
    const first = makeSegment(footage, footage.groups.slice(0, 2), {
      cameraId: CAMERA,
      number: 1,
      startAtMs: START_MS,
    })
    // Half a minute without footage between the two.
    const place = {
      cameraId: CAMERA,
      number: 2,
      startAtMs: START_MS + 34_000,
      previousRoot: first.stored.root,
    }
    const second = makeSegment(footage, footage.groups.slice(2), place)

    const [file, ...others] = cut([first, second], START_MS + 3000, START_MS + 35_000)
    expect(others).toEqual([])
    if (!file) throw new Error('a file expected')
    expect(file).toMatchObject({ fromMs: START_MS + 2000, toMs: START_MS + 36_000 })
    const clip = splitFootage(join8(file))
    const before = samplesOf(footage.groups.slice(1, 3), footage.init).map((sample) => Buffer.from(sample))
    expect(samplesOf(clip.groups, clip.init).map((sample) => Buffer.from(sample))).toEqual(before)

    const { frames, starts } = await decode(join8(file))
    expect(frames).toBe(100)
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeCloseTo(32, 1)
  })

  it('has one file for each set-up of the stream', async () => {
    const [small, large] = [
      await makeFootage({ seconds: 2 }),
      await makeFootage({ seconds: 2, size: '320x192' }),
    ]
    const first = makeSegment(small, small.groups, { cameraId: CAMERA, number: 1, startAtMs: START_MS })
    const second = makeSegment(large, large.groups, {
      cameraId: CAMERA,
      number: 2,
      startAtMs: START_MS + 2000,
    })
    const files = cut([first, second], START_MS, START_MS + 4000)
    expect(files.map((file) => file.init.tracks[0]?.widthPx)).toEqual([160, 320])
    for (const file of files) await decode(join8(file))
    const { zip } = await pack(files, await makeKey())
    expect(await verifyBundle(zip)).toMatchObject({ ok: true, files: 6, groups: 2 })
  })

  it('follows at once where the camera ran ahead of the wall clock', async () => {
    const footage = await makeFootage({ seconds: 4, audio: true })
    const groups = footage.groups.map((bytes, index) => ({
      index,
      fromMs: START_MS + index * 1900,
      toMs: START_MS + (index + 1) * 1900,
      bytes,
    }))
    const { stored } = makeSegment(footage, footage.groups, {
      cameraId: CAMERA,
      number: 1,
      startAtMs: START_MS,
    })
    const files = cut(
      [{ stored, opened: { initBytes: footage.initBytes, groups } }],
      START_MS,
      START_MS + 4000,
    )
    for (const file of files) expect((await decode(join8(file))).frames).toBe(100)
  })

  it('is refused when the groups are not those that the segment was sealed with', async () => {
    const footage = await makeFootage({ seconds: 4 })
    const { stored, opened } = makeSegment(footage, footage.groups, {
      cameraId: CAMERA,
      number: 7,
      startAtMs: START_MS,
    })
    const altered = { ...stored, root: '0'.repeat(64) }
    expect(() => cut([{ stored: altered, opened }], START_MS, START_MS + 4000)).toThrow('segment.damaged')
  })
})

describe('a bundle', () => {
  let zip: Uint8Array
  let key: PrivateJwk
  let bundle: Bundle
  const names = ['HOW-TO-VERIFY.txt', 'SHA256SUMS', 'clip.mp4', 'manifest.json', 'manifest.jws']

  beforeAll(async () => {
    // Few bytes: each test below verifies the bundle many thousand times.
    const footage = await makeFootage({ seconds: 8, audio: true, size: '64x48', framesPerSecond: 5 })
    const segment = makeSegment(footage, footage.groups, { cameraId: CAMERA, number: 1, startAtMs: START_MS })
    key = await makeKey()
    const packed = await pack(cut([segment], CLIP.requestedFromMs, CLIP.requestedToMs), key)
    zip = packed.zip
    bundle = packed.bundle
  })

  const flipped = (at: number, mask: number): Uint8Array => {
    const copy = Uint8Array.from(zip)
    copy[at] = (copy[at] ?? 0) ^ mask
    return copy
  }

  it('passes by its bytes alone, and names its key', async () => {
    const keyThumbprint = await thumbprintOf(key)
    const passed = { ok: true, problems: [], clipId: CLIP.id, keyThumbprint, files: 5, groups: 2 }
    expect(await verifyBundle(zip)).toMatchObject(passed)
    expect(await verifyBundle(zip, { expectedKeyThumbprint: keyThumbprint })).toMatchObject(passed)
    const other = await verifyBundle(zip, { expectedKeyThumbprint: 'another' })
    expect(other.problems).toEqual([
      { file: 'manifest.jws', code: 'signature.other-key', detail: keyThumbprint },
    ])
  })

  it('is a ZIP for other readers too, the same each time', async () => {
    expect(Object.keys(unzipSync(zip))).toEqual(names)
    expect(bundle.manifest.requested.from).toBe('2026-11-20T09:15:23.000+07:00')
    expect(bundle.manifest.cameras[0]?.actual.from).toBe('2026-11-20T09:15:22.000+07:00')
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'bundle.zip'), zip)
      const test = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))'
      expect((await runProgram('python3', ['-c', test, join(folder, 'bundle.zip')])).stdout.trim()).toBe(
        'None 5',
      )
    })
  })

  it.each(names)('fails and names %s when any byte of it is another', async (name) => {
    const entry = readStoredZip(zip).find((candidate) => candidate.name === name)
    if (!entry) throw new Error(`no ${name}`)
    const some = Array.from({ length: 60 }, (_, index) => Math.floor((index * 7919 * 104_729) % entry.size))
    const middle = Math.floor(entry.size / 2)
    const places =
      name === 'clip.mp4'
        ? [0, 1, middle, middle + 1, entry.size - 2, entry.size - 1, ...some]
        : Array.from({ length: entry.size }, (_, index) => index)
    const wrong: string[] = []
    for (const place of places) {
      for (const mask of place % 16 === 0 ? [0x01, 0x20, 0x80] : [1 << (place % 8)]) {
        const { ok, problems } = await verifyBundle(flipped(entry.offset + place, mask))
        const blamed = [...new Set(problems.map(({ file }) => file))]
        if (ok || blamed.join() !== name) wrong.push(`${place}^${mask}: ${blamed.join()}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('fails when any byte of the container is another, and names the container', async () => {
    const inside = readStoredZip(zip)
    const wrong: number[] = []
    for (let place = 0; place < zip.length; place += 1) {
      if (inside.some(({ offset, size }) => offset <= place && place < offset + size)) continue
      const { ok, problems } = await verifyBundle(flipped(place, 1 << (place % 8)))
      if (ok || !problems.some(({ file }) => file === '(zip)')) wrong.push(place)
    }
    expect(wrong).toEqual([])
  })

  it('fails when cut off or lengthened anywhere', async () => {
    for (let length = 0; length < zip.length; length += 997) {
      expect((await verifyBundle(zip.subarray(0, length))).ok).toBe(false)
    }
    expect((await verifyBundle(Buffer.concat([zip, Buffer.of(0)]))).ok).toBe(false)
    expect((await verifyBundle(Buffer.concat([Buffer.of(0), zip]))).ok).toBe(false)
    expect((await verifyBundle(Buffer.from('not a bundle'))).problems[0]).toMatchObject({ file: '(zip)' })
  })

  it('fails by its proofs when a forger signs other pictures with another key', async () => {
    const footage = await makeFootage({ seconds: 4, size: '64x48' })
    const segment = makeSegment(footage, footage.groups, { cameraId: CAMERA, number: 1, startAtMs: START_MS })
    const [file] = cut([segment], START_MS, START_MS + 4000)
    if (!file) throw new Error('a file expected')
    const digest = '0'.repeat(64)
    const lied = file.segments.map((one) => ({
      ...one,
      groups: one.groups.map((group) => ({ ...group, digest })),
    }))
    const { zip: forged } = await pack([{ ...file, segments: lied }], await makeKey())
    const { problems } = await verifyBundle(forged, { expectedKeyThumbprint: await thumbprintOf(key) })
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set(['group.inclusion', 'group.digest', 'signature.other-key']),
    )
  })

  it('can be checked as HOW-TO-VERIFY.txt says, with sha256sum, openssl and ffmpeg alone', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(folder, { recursive: true })
      const files = unzipSync(zip)
      for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
      const text = Buffer.from(files['HOW-TO-VERIFY.txt'] ?? []).toString('utf8')
      const english = text.slice(text.indexOf('[1] No file'))
      const script = english
        .split('\n')
        .filter((line) => line.startsWith('    ') && !/^ {4}(is |For |"|minh-chung|has |root)/.test(line))
      const commands = script.filter((line) =>
        /^ {4}(sha256sum|HEADER|decode|printf|KEY|\{|cut|openssl|ffmpeg)/.test(line),
      )
      const { stdout } = await runProgram('bash', ['-ec', commands.join('\n')], { cwd: folder })
      for (const name of ['clip.mp4', 'manifest.json', 'manifest.jws', 'HOW-TO-VERIFY.txt'])
        expect(stdout).toContain(`${name}: OK`)
      expect(stdout).toContain('Signature Verified Successfully')
      expect(stdout).toContain(await thumbprintOf(key))
      const hashes = stdout
        .split('\n')
        .flatMap((line) => /^(\d+),.*,\s*([0-9a-f]{64})$/.exec(line)?.slice(1, 3).join(' ') ?? [])
      const clip = splitFootage(files['clip.mp4'] ?? new Uint8Array())
      const ours = samplesOf(clip.groups, clip.init).map((sample) => sha256Hex(sample))
      expect(new Set(hashes.map((line) => line.split(' ')[1]))).toEqual(new Set(ours))
      expect(hashes).toHaveLength(ours.length)
    })
  })
})
