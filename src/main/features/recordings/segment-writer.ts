import { createHash } from 'node:crypto'
import type { VideoCodec } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { sealOf, segmentRoot } from '#shared/mp4/seal.ts'
import { type Fragment, readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { producerReferenceTime } from '#shared/mp4/prft.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { GroupEntry } from './group-index.ts'
import type { OpenSegment, SegmentWithGroups } from './segment.model.ts'
import { PART_SUFFIX, segmentPath } from './segment-paths.ts'
import { sha256 } from './sha256.ts'

export type SegmentStart = {
  readonly cameraId: Id
  readonly number: number
  readonly runId: Id
  readonly previousRoot: string | null
  readonly startAtMs: InstantMs
  readonly initBytes: Uint8Array
  readonly init: InitSegment
  /** Prefix of the storage folder; the data folder's own when absent. */
  readonly folder?: string
}

export type Group = {
  readonly bytes: Uint8Array
  readonly range: TimeRange
  readonly mediaDurationMs: number
  /** What its bytes hold, where that was read already. */
  readonly fragment?: Fragment
}

export type SegmentWriter = {
  readonly open: () => OpenSegment
  readonly append: (group: Group) => Promise<void>
  /** Syncs and closes the `.part` file; the caller stores the row and then renames the file. */
  readonly finish: () => Promise<SegmentWithGroups>
  /** Closes the file and leaves it for recovery: after a failed write. */
  readonly abandon: () => Promise<void>
}

/** Codec and size of the picture, as a row of `segments` holds them. */
export function videoFactsOf(init: InitSegment): { codec: VideoCodec; widthPx: number; heightPx: number } {
  const { codec, widthPx, heightPx } = videoTrackOf(init)
  return { codec: codec === 'h264' || codec === 'h265' ? codec : 'other', widthPx, heightPx }
}

/**
 * Writes one segment file, hashing and sealing on the way, so that no byte is read again.
 * Each group is preceded by a `prft` box with its station time: the file alone tells when it was filmed.
 */
export async function startSegment(files: FileStore, start: SegmentStart): Promise<SegmentWriter> {
  const { cameraId, number, runId, startAtMs, initBytes, init } = start
  const filePath = segmentPath(cameraId, number, startAtMs, start.folder)
  const videoTrack = videoTrackOf(init)
  const video = videoFactsOf(init)
  const writer = await files.create(filePath + PART_SUFFIX)
  const fileHash = createHash('sha256')
  const groups: GroupEntry[] = []
  const digests: Uint8Array[] = []
  let sizeBytes = 0
  let endAtMs = startAtMs
  let mediaDurationMs = 0

  async function write(pieces: readonly Uint8Array[]): Promise<void> {
    await writer.write(pieces)
    for (const piece of pieces) {
      fileHash.update(piece)
      sizeBytes += piece.length
    }
  }

  async function append(group: Group): Promise<void> {
    const fragment = group.fragment ?? readFragment(group.bytes, init)
    const track = fragment.tracks.find((candidate) => candidate.trackId === videoTrack.id)
    const time = producerReferenceTime({
      trackId: videoTrack.id,
      ntpMs: group.range.fromMs,
      mediaTicks: track?.baseDecodeTicks ?? 0,
    })
    const offsetBytes = sizeBytes + time.length
    await write([time, group.bytes])
    const seal = sealOf(fragment, group.bytes, sha256)
    digests.push(seal.digest)
    groups.push({
      offsetBytes,
      sizeBytes: group.bytes.length,
      startAtMs: group.range.fromMs,
      sampleCount: seal.samples,
    })
    endAtMs = group.range.toMs
    mediaDurationMs += group.mediaDurationMs
  }

  const shared = {
    cameraId,
    number,
    runId,
    startAtMs,
    filePath,
    initBytes: initBytes.length,
    ...video,
  } as const

  async function finish(): Promise<SegmentWithGroups> {
    await writer.sync()
    await writer.close()
    return {
      ...shared,
      endAtMs,
      mediaDurationMs: Math.round(mediaDurationMs),
      sizeBytes,
      sha256: fileHash.digest('hex'),
      root: Buffer.from(segmentRoot(digests, sha256)).toString('hex'),
      previousRoot: start.previousRoot,
      groupCount: groups.length,
      state: 'present',
      origin: 'recorded',
      groups,
    }
  }

  await write([initBytes])
  return {
    open: () => ({ ...shared, endAtMs, sizeBytes, groups: [...groups] }),
    append,
    finish,
    // It may be closed already; what it holds is recovered from the disk.
    abandon: () => writer.close().catch(() => undefined),
  }
}
