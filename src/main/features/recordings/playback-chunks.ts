import type { PlaylistGroup } from '#shared/recordings/playlist.rules.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { keyframesFragment, videoInit } from '#shared/mp4/keyframe-fragment.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { Segment } from './segment.model.ts'
import type { GroupEntry } from './group-index.ts'

/** A chunk of the stand-in is short enough to be ready soon, long enough to be worth a process. */
export const PROXY_CHUNK_MS = 6000
/** A second of watching at 16×. */
export const KEYFRAME_CHUNK_MS = 16_000

type Playable = Pick<Segment, 'startAtMs' | 'endAtMs' | 'initBytes'> & {
  readonly groups: readonly GroupEntry[]
}

/** Groups with their ends: each ends where the next begins, the last with the segment. */
export function playlistGroups(segment: Playable): PlaylistGroup[] {
  return segment.groups.map((group, index) => ({
    startAtMs: group.startAtMs,
    endAtMs: segment.groups[index + 1]?.startAtMs ?? segment.endAtMs,
    offsetBytes: group.offsetBytes,
    sizeBytes: group.sizeBytes,
  }))
}

/** Neighbouring groups up to the chunk's length, as [first, last] places. */
export function chunksOf(
  groups: readonly PlaylistGroup[],
  longestMs: number,
): { first: number; last: number }[] {
  const chunks: { first: number; last: number }[] = []
  for (const [index, group] of groups.entries()) {
    const chunk = chunks.at(-1)
    const startAtMs = chunk ? (groups[chunk.first]?.startAtMs ?? 0) : 0
    if (chunk && group.endAtMs - startAtMs <= longestMs) chunk.last = index
    else chunks.push({ first: index, last: index })
  }
  return chunks
}

/** `ftyp moov` of a segment's file with the video track alone. */
export async function keyframesInit(files: FileStore, path: string, initBytes: number): Promise<Uint8Array> {
  const init = await files.readRange(path, 0, initBytes)
  return videoInit(init, readInitSegment(init))
}

/** The first pictures of neighbouring groups of one file. @throws AppError `data-loss mp4.malformed` */
export async function keyframesOf(
  files: FileStore,
  path: string,
  initBytes: number,
  groups: readonly GroupEntry[],
): Promise<Uint8Array> {
  const init = readInitSegment(await files.readRange(path, 0, initBytes))
  const [first, last] = [groups[0], groups.at(-1)]
  if (!first || !last) return new Uint8Array(0)
  const from = first.offsetBytes
  const bytes = await files.readRange(path, from, last.offsetBytes + last.sizeBytes)
  const parts = groups.map(({ offsetBytes, sizeBytes }) =>
    bytes.subarray(offsetBytes - from, offsetBytes - from + sizeBytes),
  )
  return keyframesFragment(parts, init)
}
