import { toHex } from '#shared/kernel/hex.ts'
import { equalBytes, inclusionPath } from '#shared/kernel/merkle.ts'
import type { ManifestSegment } from '#shared/evidence/evidence.model.ts'
import { groupDigest, segmentRoot } from '#shared/mp4/seal.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { overlaps, type TimeRange } from '#shared/kernel/time-range.ts'
import { readBoxes } from '#shared/mp4/boxes.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import { createClipTimeline, type ClipTimeline } from './clip-timeline.ts'
import { sha256, totalBytes } from './digests.ts'
import type { OpenedGroup, OpenedSegment, StoredSegment } from './evidence.ports.ts'

/** One playable file of a clip: whole keyframe groups behind one init segment. */
export type CutFile = {
  /** In pieces that follow one another. */
  readonly pieces: readonly Uint8Array[]
  readonly sizeBytes: number
  readonly init: InitSegment
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  readonly segments: readonly ManifestSegment[]
  /** Time that the groups cover, for telling gaps. */
  readonly covered: readonly TimeRange[]
}

type OpenFile = {
  readonly initBytes: Uint8Array
  readonly init: InitSegment
  readonly timeline: ClipTimeline
  readonly pieces: Uint8Array[]
  readonly segments: ManifestSegment[]
  readonly covered: TimeRange[]
}

/** Boxes of a group without the recorder's `prft`: the clip writes its own. */
function fragmentOf(group: OpenedGroup): Uint8Array {
  const moof = readBoxes(group.bytes).find((box) => box.type === 'moof')
  if (!moof) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
  return group.bytes.subarray(moof.offset)
}

function sealedGroups(segment: StoredSegment, opened: OpenedSegment, init: InitSegment) {
  const seals = opened.groups.map((group) => groupDigest(fragmentOf(group), init, sha256))
  const digests = seals.map((seal) => seal.digest)
  const root = toHex(segmentRoot(digests, sha256))
  if (root !== segment.root) throw new AppError('data-loss', 'segment.damaged', { number: segment.number })
  return { seals, digests }
}

/** What the manifest says of the part of a segment that lies in the range. */
function proveSegment(
  segment: StoredSegment,
  opened: OpenedSegment,
  init: InitSegment,
  range: TimeRange,
): ManifestSegment {
  const { seals, digests } = sealedGroups(segment, opened, init)
  const groups = opened.groups.flatMap((group, place) => {
    const seal = seals[place]
    if (!seal || !overlaps(group, range)) return []
    const path = inclusionPath(place, digests, sha256)
    return {
      index: group.index,
      fromMs: group.fromMs,
      toMs: group.toMs,
      samples: seal.samples,
      digest: toHex(seal.digest),
      inclusionPath: path.map(toHex),
    }
  })
  return {
    number: segment.number,
    fromMs: segment.startAtMs,
    toMs: segment.endAtMs,
    fileSha256: segment.fileSha256,
    root: segment.root,
    previousRoot: segment.previousRoot,
    treeSize: digests.length,
    groups,
  }
}

function openFile(initBytes: Uint8Array, init: InitSegment): OpenFile {
  return {
    initBytes,
    init,
    timeline: createClipTimeline(init),
    pieces: [initBytes],
    segments: [],
    covered: [],
  }
}

function closeFile(file: OpenFile): CutFile[] {
  const first = file.covered[0]
  const last = file.covered.at(-1)
  if (!first || !last) return []
  const { pieces, init, segments, covered } = file
  return [
    { pieces, sizeBytes: totalBytes(pieces), init, fromMs: first.fromMs, toMs: last.toMs, segments, covered },
  ]
}

export type ClipCutter = {
  /** Takes the groups of the next segment that overlap the range. @throws AppError `data-loss segment.damaged` */
  readonly add: (segment: StoredSegment, opened: OpenedSegment) => void
  /** One file, or more where the stream's set-up changed on the way; none when nothing overlapped. */
  readonly files: () => CutFile[]
}

/**
 * Cuts one camera's clip: every whole keyframe group that overlaps the range, the coded samples byte for byte as they
 * were recorded, no edit list. Add the segments in order.
 */
export function createClipCutter(range: TimeRange): ClipCutter {
  const files: OpenFile[] = []

  function fileFor(initBytes: Uint8Array, init: InitSegment): OpenFile {
    const current = files.at(-1)
    if (current && equalBytes(current.initBytes, initBytes)) return current
    const created = openFile(initBytes, init)
    files.push(created)
    return created
  }

  function add(segment: StoredSegment, opened: OpenedSegment): void {
    const init = readInitSegment(opened.initBytes)
    const proof = proveSegment(segment, opened, init, range)
    if (proof.groups.length === 0) return
    const file = fileFor(opened.initBytes, init)
    file.segments.push(proof)
    for (const group of opened.groups.filter((candidate) => overlaps(candidate, range))) {
      file.pieces.push(...file.timeline.place(group.fromMs, fragmentOf(group)))
      file.covered.push({ fromMs: group.fromMs, toMs: group.toMs })
    }
  }

  return { add, files: () => files.flatMap(closeFile) }
}
