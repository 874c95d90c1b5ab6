import { AppError } from '#shared/kernel/app-error.ts'
import { groupDigest } from '#shared/mp4/seal.ts'
import { boxHeader } from '#shared/mp4/boxes.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import { readProducerReferenceTime } from '#shared/mp4/prft.ts'
import { mediaRate } from './group-clock.ts'
import type { GroupEntry } from './group-index.ts'
import { sha256 } from './sha256.ts'

/** What an unfinished file still holds. */
export type Salvage = {
  readonly init: InitSegment
  /** Length of `ftyp moov`. */
  readonly initBytes: number
  readonly groups: readonly GroupEntry[]
  /** Group digests, in order. */
  readonly digests: readonly Uint8Array[]
  readonly mediaMs: number
  readonly endAtMs: number
  /** Up to here the file is whole. */
  readonly sizeBytes: number
}

type FoundGroup = {
  readonly entry: GroupEntry
  readonly digest: Uint8Array
  readonly durationMs: number
  readonly end: number
}

/** null where the bytes are no MP4: after a power cut a file ends in anything. */
function unlessMalformed<T>(read: () => T): T | null {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'mp4.malformed') return null
    throw thrown
  }
}

/** Up to `count` boxes from `offset`, as far as they are whole. */
function wholeBoxes(bytes: Uint8Array, offset: number, count: number) {
  const boxes = []
  let cursor = offset
  while (boxes.length < count) {
    const header = boxHeader(bytes, cursor)
    if (!header || cursor + header.size > bytes.length) break
    boxes.push({ type: header.type, offset: cursor, end: cursor + header.size })
    cursor += header.size
  }
  return boxes
}

/** Header and its length at the front of a file; null when it is not whole. */
function readHeader(bytes: Uint8Array): Pick<Salvage, 'init' | 'initBytes'> | null {
  const [ftyp, moov] = wholeBoxes(bytes, 0, 2)
  if (ftyp?.type !== 'ftyp' || moov?.type !== 'moov') return null
  return { init: readInitSegment(bytes.subarray(0, moov.end)), initBytes: moov.end }
}

/** The group whose `prft` begins at `offset`; null when it is not whole. */
function readGroup(bytes: Uint8Array, offset: number, init: InitSegment): FoundGroup | null {
  const [time, moof, mdat] = wholeBoxes(bytes, offset, 3)
  if (time?.type !== 'prft' || moof?.type !== 'moof' || mdat?.type !== 'mdat') return null
  const group = bytes.subarray(moof.offset, mdat.end)
  const startAtMs = readProducerReferenceTime(bytes.subarray(time.offset, moof.offset))?.ntpMs
  if (startAtMs === undefined) return null
  const seal = groupDigest(group, init, sha256)
  return {
    entry: { offsetBytes: moof.offset, sizeBytes: group.length, startAtMs, sampleCount: seal.samples },
    digest: seal.digest,
    durationMs: readFragment(group, init).durationMs,
    end: mdat.end,
  }
}

/** The last group's end was not written down: by its media time, at the rate at which that of the others passed. */
function endOf(found: readonly FoundGroup[]): number {
  const last = found.at(-1)
  if (!last) return 0
  let mediaMs = 0
  const begun = found.map(({ entry, durationMs }) => {
    const arrival = { arrivedAtMs: entry.startAtMs, mediaMs }
    mediaMs += durationMs
    return arrival
  })
  const lastedMs = Math.round(last.durationMs * mediaRate(begun))
  return last.entry.startAtMs + Math.max(1, lastedMs)
}

/**
 * The whole groups at the front of an unfinished file; what follows the last one is what the stop cost. null when not
 * even the header is there.
 */
export function salvageGroups(bytes: Uint8Array): Salvage | null {
  const header = unlessMalformed(() => readHeader(bytes))
  if (!header) return null
  const found: FoundGroup[] = []
  let sizeBytes = header.initBytes
  for (;;) {
    const group = unlessMalformed(() => readGroup(bytes, sizeBytes, header.init))
    if (!group) break
    found.push(group)
    sizeBytes = group.end
  }
  return {
    ...header,
    groups: found.map((group) => group.entry),
    digests: found.map((group) => group.digest),
    mediaMs: found.reduce((sum, group) => sum + group.durationMs, 0),
    endAtMs: endOf(found),
    sizeBytes,
  }
}
