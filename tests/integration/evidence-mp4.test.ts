import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFragment } from '#shared/mp4/fragment.ts'
import { rebaseFragment } from '#shared/mp4/rebase-fragment.ts'
import {
  type FootageOptions,
  inTemporaryFolder,
  makeFootage,
  runProgram,
  samplesOf,
  splitFootage,
} from '#tests/builders/evidence-footage.ts'

const KINDS: readonly (readonly [string, FootageOptions, string])[] = [
  ['H.264', {}, 'avc1.42'],
  ['H.264 with B-frames and AAC', { bFrames: 2, audio: true }, 'avc1.'],
  ['H.265', { codec: 'libx265' }, 'hvc1|hev1'],
  ['H.265 with B-frames and AAC', { codec: 'libx265', bFrames: 3, audio: true }, 'hvc1|hev1'],
]

async function packetsOf(
  fileBytes: Uint8Array,
): Promise<{ stream_index: number; pos: string; size: string; dts: number; pts: number; flags: string }[]> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'footage.mp4')
    await writeFile(path, fileBytes)
    const entries = ['-show_entries', 'packet=stream_index,pos,size,dts,pts,flags', '-of', 'json']
    const { stdout } = await runProgram(
      'ffprobe',
      ['-v', 'error', '-ignore_editlist', '1', ...entries, path],
      { maxBuffer: 1e8 },
    )
    return JSON.parse(stdout).packets
  })
}

describe.each(KINDS)('fragmented MP4 of real ffmpeg: %s', (_, options, codecString) => {
  it('reads tracks and every sample as ffprobe does', async () => {
    const footage = await makeFootage({ ...options, seconds: 7 })
    const video = footage.init.tracks.find((track) => track.handler === 'video')
    expect(video).toMatchObject({
      widthPx: 160,
      heightPx: 96,
      codec: options.codec === 'libx265' ? 'h265' : 'h264',
    })
    expect(video?.codecString).toMatch(new RegExp(codecString))
    expect(footage.init.tracks.slice(1).map((track) => track.codecString)).toEqual(
      options.audio ? ['mp4a.40.2'] : [],
    )
    expect(footage.groups).toHaveLength(4)

    const packets = await packetsOf(footage.fileBytes)
    const ours = footage.groups.flatMap((bytes) => {
      const fragment = readFragment(bytes, footage.init)
      expect(fragment.startsWithKeyframe).toBe(true)
      return fragment.tracks.flatMap((track) => {
        let dts = track.baseDecodeTicks
        return track.samples.map((sample) => {
          const at = dts
          dts += sample.durationTicks
          return {
            stream: track.trackId - 1,
            pos: bytes.byteOffset - footage.fileBytes.byteOffset + sample.offset,
            size: sample.size,
            dts: at,
            pts: at + sample.compositionOffsetTicks,
            key: sample.isSync,
          }
        })
      })
    })
    const theirs = packets.map((packet) => ({
      stream: packet.stream_index,
      pos: Number(packet.pos),
      size: Number(packet.size),
      dts: packet.dts,
      pts: packet.pts,
      key: packet.flags.includes('K'),
    }))
    const byPlace = (a: { pos: number }, b: { pos: number }) => a.pos - b.pos
    expect(ours.toSorted(byPlace)).toEqual(theirs.toSorted(byPlace))
    const durationsMs = footage.groups.map((bytes) => readFragment(bytes, footage.init).durationMs)
    // x265's reordering shifts the first decode times by a frame.
    expect(durationsMs.reduce((sum, duration) => sum + duration, 0)).toBe(7000)
    for (const duration of durationsMs.slice(0, 3)) expect(Math.abs(duration - 2000)).toBeLessThanOrEqual(40)
  })

  it('moves a fragment without touching a sample', async () => {
    const footage = await makeFootage({ ...options, seconds: 4 })
    const [, second] = footage.groups
    if (!second) throw new Error('two groups expected')
    const places = new Map(footage.init.tracks.map((track) => [track.id, 5_000_000_000 + track.id]))
    const moved = rebaseFragment(second, { sequenceNumber: 77, baseTicksByTrack: places })
    expect(moved.byteLength).toBe(second.byteLength)
    expect(readFragment(moved, footage.init).tracks.map((track) => track.baseDecodeTicks)).toEqual([
      ...places.values(),
    ])
    const [before, after] = [second, moved].map((bytes) =>
      samplesOf([bytes], footage.init).map((sample) => Buffer.from(sample)),
    )
    expect(after).toEqual(before)
  })
})

describe('damaged fragmented MP4', () => {
  it('is an AppError wherever it is cut off', async () => {
    const footage = await makeFootage({ seconds: 2 })
    const [group] = footage.groups
    if (!group) throw new Error('a group expected')
    for (let length = 0; length < footage.initBytes.length; length += 1) {
      expect(() => splitFootage(footage.initBytes.subarray(0, length))).toThrow('mp4.malformed')
    }
    for (let length = 0; length < group.length; length += 7) {
      expect(() => readFragment(group.subarray(0, length), footage.init)).toThrow('mp4.malformed')
    }
  })

  it('ends with samples inside the mdat or AppError when any byte of the moof is another', async () => {
    const footage = await makeFootage({ seconds: 2, audio: true })
    const [group] = footage.groups
    if (!group) throw new Error('a group expected')
    const moofBytes = Buffer.from(group).indexOf('mdat') - 4
    for (let at = 0; at < moofBytes; at += 1) {
      const broken = Uint8Array.from(group)
      broken[at] = (broken[at] ?? 0) ^ 0xff
      try {
        for (const sample of samplesOf([broken], footage.init))
          expect(sample.length).toBeGreaterThanOrEqual(0)
      } catch (thrown) {
        expect(String(thrown)).toContain('mp4.malformed')
      }
    }
  })
})
