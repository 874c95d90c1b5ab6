import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ClipSource, OpenedSegment, StoredSegment } from '#main/features/evidence/evidence.ports.ts'
import { sha256, sha256Hex } from '#main/features/evidence/digests.ts'
import { toHex } from '#shared/kernel/hex.ts'
import { groupDigest, segmentRoot } from '#shared/mp4/seal.ts'
import { overlaps } from '#shared/kernel/time-range.ts'
import { readBoxes } from '#shared/mp4/boxes.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { producerReferenceTime } from '#shared/mp4/prft.ts'
import { filmOnce } from './films.ts'

export const runProgram = promisify(execFile)

export type FootageOptions = {
  readonly codec?: 'libx264' | 'libx265'
  readonly bFrames?: number
  readonly audio?: boolean
  readonly seconds?: number
  readonly size?: string
  readonly framesPerSecond?: number
  readonly groupSeconds?: number
}

export type Footage = {
  readonly fileBytes: Uint8Array
  readonly initBytes: Uint8Array
  readonly init: InitSegment
  /** `moof` + `mdat` of each keyframe group. */
  readonly groups: readonly Uint8Array[]
}

export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-evidence-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fragmented MP4 as a recorder's ffmpeg writes it: 25 fps and a keyframe every 2 s unless told. */
export function makeFootage(options: FootageOptions = {}): Promise<Footage> {
  const { codec = 'libx264', bFrames = 0, audio = false, seconds = 8, size = '160x96' } = options
  const { framesPerSecond = 25, groupSeconds = 2 } = options
  const keyint = `${framesPerSecond * groupSeconds}`
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'footage.mp4')
    const video = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${framesPerSecond}:duration=${seconds}`]
    const sound = audio ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-c:a', 'aac'] : []
    const gop =
      codec === 'libx264'
        ? [
            '-bf',
            `${bFrames}`,
            '-g',
            keyint,
            '-keyint_min',
            keyint,
            '-sc_threshold',
            '0',
            '-preset',
            'ultrafast',
          ]
        : [
            '-preset',
            'ultrafast',
            '-x265-params',
            `keyint=${keyint}:min-keyint=${keyint}:scenecut=0:bframes=${bFrames}:log-level=none`,
          ]
    const fragments = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']
    const args = [...video, ...sound, '-c:v', codec, ...gop, ...fragments]
    await filmOnce(path, args, async (place) => {
      await runProgram('ffmpeg', ['-v', 'error', ...args, place])
    })
    return splitFootage(await readFile(path))
  })
}

export function splitFootage(fileBytes: Uint8Array): Footage {
  const boxes = readBoxes(fileBytes)
  const moov = boxes.find((box) => box.type === 'moov')
  const initBytes = fileBytes.subarray(0, (moov?.offset ?? 0) + (moov?.size ?? 0))
  const groups = boxes.flatMap((box, index) => {
    const mdat = boxes[index + 1]
    return box.type === 'moof' && mdat ? [fileBytes.subarray(box.offset, mdat.offset + mdat.size)] : []
  })
  return { fileBytes, initBytes, init: readInitSegment(initBytes), groups }
}

/** The coded samples of groups, in the order in which a group digest takes them. */
export function samplesOf(groups: readonly Uint8Array[], init: InitSegment): Uint8Array[] {
  return groups.flatMap((bytes) =>
    readFragment(bytes, init)
      .tracks.toSorted((left, right) => left.trackId - right.trackId)
      .flatMap((track) =>
        track.samples.map((sample) => bytes.subarray(sample.offset, sample.offset + sample.size)),
      ),
  )
}

export type MadeSegment = { readonly stored: StoredSegment; readonly opened: OpenedSegment }

/** Groups of 2 s from `startAtMs` on as one sealed segment. */
export function makeSegment(
  footage: Footage,
  groups: readonly Uint8Array[],
  place: {
    readonly cameraId: string
    readonly number: number
    readonly startAtMs: number
    readonly previousRoot?: string
  },
): MadeSegment {
  const video = videoTrackOf(footage.init)
  const written = groups.map((bytes, index) => {
    const fromMs = place.startAtMs + index * 2000
    const prft = producerReferenceTime({ trackId: video.id, ntpMs: fromMs, mediaTicks: 0 })
    return { index, fromMs, toMs: fromMs + 2000, bytes: Buffer.concat([prft, bytes]) }
  })
  const digests = groups.map((bytes) => groupDigest(bytes, footage.init, sha256).digest)
  const stored: StoredSegment = {
    cameraId: place.cameraId,
    number: place.number,
    runId: 'run',
    previousRoot: place.previousRoot ?? null,
    startAtMs: place.startAtMs,
    endAtMs: place.startAtMs + groups.length * 2000,
    fileSha256: sha256Hex(footage.initBytes, ...written.map((group) => group.bytes)),
    root: toHex(segmentRoot(digests, sha256)),
    groupCount: groups.length,
    codec: video.codec,
    widthPx: video.widthPx,
    heightPx: video.heightPx,
  }
  return { stored, opened: { initBytes: footage.initBytes, groups: written } }
}

/** A {@link ClipSource} over sealed segments; what lies between them was lost to a camera that was offline. */
export function clipSourceOf(segments: readonly MadeSegment[]): ClipSource {
  const rangeOf = ({ stored }: MadeSegment) => ({ fromMs: stored.startAtMs, toMs: stored.endAtMs })
  const of = (cameraId: string) => segments.filter(({ stored }) => stored.cameraId === cameraId)
  return {
    segmentsIn: async (cameraId, range) =>
      of(cameraId)
        .filter((segment) => overlaps(rangeOf(segment), range))
        .map((segment) => segment.stored),
    openSegment: async (cameraId, number) => {
      const found = of(cameraId).find(({ stored }) => stored.number === number)
      if (!found) throw new Error(`no segment ${number}`)
      return found.opened
    },
    lanes: async (cameraIds, range) =>
      cameraIds.map((cameraId) => ({
        cameraId,
        spans: [{ ...range, state: 'camera-offline' as const, reason: 'rtsp-timeout' }],
      })),
  }
}
