import type { InstantMs } from '../kernel/instant.ts'

/** One keyframe group as a playlist entry. */
export type PlaylistGroup = {
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
  readonly offsetBytes: number
  readonly sizeBytes: number
}

export type PlaylistSegment = {
  /** Address of the file, relative to the playlist. */
  readonly uri: string
  readonly runId: string
  /** Length of `ftyp moov` at the front of the file. */
  readonly initBytes: number
  readonly groups: readonly PlaylistGroup[]
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

function header(longestMs: number): string[] {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longestMs / 1000))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ]
}

const groupMs = (group: PlaylistGroup): number => group.endAtMs - group.startAtMs

/**
 * An HLS playlist (RFC 8216) that plays segment files as they are: a map for each file, a byte range for each keyframe
 * group, the station time of every group, and a discontinuity wherever media time breaks off.
 */
export function buildPlaylist(segments: readonly PlaylistSegment[]): string {
  const groups = segments.flatMap((segment) => segment.groups)
  const lines = header(Math.max(0, ...groups.map(groupMs)))
  let runId: string | null = null
  for (const segment of segments) {
    if (segment.groups.length === 0) continue
    if (runId !== null && runId !== segment.runId) lines.push('#EXT-X-DISCONTINUITY')
    runId = segment.runId
    lines.push(`#EXT-X-MAP:URI="${segment.uri}",BYTERANGE="${segment.initBytes}@0"`)
    for (const group of segment.groups) {
      lines.push(
        `#EXT-X-PROGRAM-DATE-TIME:${new Date(group.startAtMs).toISOString()}`,
        `#EXTINF:${seconds(groupMs(group))},`,
        `#EXT-X-BYTERANGE:${group.sizeBytes}@${group.offsetBytes}`,
        segment.uri,
      )
    }
  }
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n')
}

/** One chunk that is made when it is fetched: a few neighbouring groups of one segment. */
export type MadeChunk = {
  readonly uri: string
  /** Address of the header that it needs; null for MPEG-TS, which needs none. */
  readonly initUri: string | null
  readonly runId: string
  readonly startAtMs: InstantMs
  readonly endAtMs: InstantMs
}

/** The same for made chunks: the H.264 stand-in, and keyframes alone for fast playing. */
export function buildChunkPlaylist(chunks: readonly MadeChunk[]): string {
  const lines = header(Math.max(0, ...chunks.map((chunk) => chunk.endAtMs - chunk.startAtMs)))
  let runId: string | null = null
  let initUri: string | null = null
  for (const chunk of chunks) {
    if (runId !== null && runId !== chunk.runId) lines.push('#EXT-X-DISCONTINUITY')
    if (chunk.initUri !== null && chunk.initUri !== initUri) lines.push(`#EXT-X-MAP:URI="${chunk.initUri}"`)
    runId = chunk.runId
    initUri = chunk.initUri
    lines.push(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(chunk.startAtMs).toISOString()}`,
      `#EXTINF:${seconds(chunk.endAtMs - chunk.startAtMs)},`,
      chunk.uri,
    )
  }
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n')
}
