import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { overlaps } from '#shared/kernel/time-range.ts'
import { buildLane, type FootagePiece } from '#shared/recordings/lanes.rules.ts'
import { buildPlaylist, buildProxyPlaylist, type PlaylistGroup } from '#shared/recordings/playlist.rules.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { VideoTool } from '#main/ports/video-tool.ts'
import type { CameraRecorder } from './camera-recorder.ts'
import type { GroupEntry } from './group-index.ts'
import type { RecordedCameras } from './recordings.ports.ts'
import { findAbsences, findSegment, findSegments, findSegmentsWithGroups } from './recordings.repository.ts'
import type { OpenSegment, Segment, SegmentWithGroups } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'

/** A chunk of the stand-in is short enough to be ready soon, long enough to be worth a process. */
const PROXY_CHUNK_MS = 6000

export type FootageDeps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly clock: Clock
  readonly video: VideoTool
  readonly cameras: RecordedCameras
  readonly recorderOf: (cameraId: Id) => CameraRecorder | null
}

export type FootageService = ReturnType<typeof createFootageService>

export type OpenedSegment = {
  readonly initBytes: Uint8Array
  readonly groups: readonly {
    readonly index: number
    readonly fromMs: number
    readonly toMs: number
    readonly bytes: Uint8Array
  }[]
}

type Playable = Pick<Segment, 'number' | 'runId' | 'startAtMs' | 'endAtMs' | 'initBytes'> & {
  readonly groups: readonly GroupEntry[]
}

function pieceOf(segment: Segment): FootagePiece {
  const range = { fromMs: segment.startAtMs, toMs: segment.endAtMs }
  if (segment.state === 'present') return { ...range, state: 'recorded', reason: null }
  if (segment.state === 'damaged') return { ...range, state: 'unknown', reason: 'segment-damaged' }
  return { ...range, state: segment.state, reason: null }
}

/** Groups with their ends: each ends where the next begins, the last with the segment. */
function playlistGroups(segment: Playable): PlaylistGroup[] {
  return segment.groups.map((group, index) => ({
    startAtMs: group.startAtMs,
    endAtMs: segment.groups[index + 1]?.startAtMs ?? segment.endAtMs,
    offsetBytes: group.offsetBytes,
    sizeBytes: group.sizeBytes,
  }))
}

/** Neighbouring groups up to the chunk's length, as [first, last] places. */
function chunksOf(groups: readonly PlaylistGroup[]): { first: number; last: number }[] {
  const chunks: { first: number; last: number }[] = []
  for (const [index, group] of groups.entries()) {
    const chunk = chunks.at(-1)
    const startAtMs = chunk ? (groups[chunk.first]?.startAtMs ?? 0) : 0
    if (chunk && group.endAtMs - startAtMs <= PROXY_CHUNK_MS) chunk.last = index
    else chunks.push({ first: index, last: index })
  }
  return chunks
}

/** Reading what was recorded: lanes, playlists, files, whole segments. Checks no rights: its callers do. */
export function createFootageService(deps: FootageDeps) {
  const { work, files, clock, video, cameras, recorderOf } = deps

  const openSegmentOf = (cameraId: Id): OpenSegment | null => {
    const open = recorderOf(cameraId)?.openSegment() ?? null
    return open && open.groups.length > 0 ? open : null
  }

  async function lane(cameraId: Id, range: TimeRange): Promise<FootageLane> {
    const camera = await cameras.get(cameraId)
    const recorder = recorderOf(cameraId)
    // Read before the index: a segment that is finished in between is then seen twice, never lost.
    const open = openSegmentOf(cameraId)
    const status = recorder?.status()
    const segments = await findSegments(work.db, cameraId, range)
    const footage = segments.map(pieceOf)
    if (open) footage.push({ fromMs: open.startAtMs, toMs: open.endAtMs, state: 'recorded', reason: null })
    const spans = buildLane({
      range,
      nowMs: clock.nowMs(),
      cameraFromMs: camera.createdAtMs,
      footage,
      absences: await findAbsences(work.db, cameraId, range),
      recordedUntilMs: status?.state === 'recording' ? status.lastGroupEndMs : null,
    })
    return { cameraId, spans }
  }

  const lanes = (cameraIds: readonly Id[], range: TimeRange): Promise<FootageLane[]> =>
    Promise.all(cameraIds.map((cameraId) => lane(cameraId, range)))

  async function playable(cameraId: Id, range: TimeRange): Promise<Playable[]> {
    const open = openSegmentOf(cameraId)
    const segments: Playable[] = await findSegmentsWithGroups(work.db, cameraId, range)
    const isKnown = open && segments.some((segment) => segment.number === open.number)
    if (open && !isKnown && overlaps({ fromMs: open.startAtMs, toMs: open.endAtMs }, range))
      segments.push(open)
    return segments
  }

  /** HLS of the recorded files; the groups that overlap the range. */
  async function playlist(cameraId: Id, range: TimeRange): Promise<string> {
    const segments = await playable(cameraId, range)
    return buildPlaylist(
      segments.map((segment) => ({
        uri: `segments/${segment.number}.mp4`,
        runId: segment.runId,
        initBytes: segment.initBytes,
        groups: playlistGroups(segment).filter(
          (group) => group.startAtMs < range.toMs && group.endAtMs > range.fromMs,
        ),
      })),
    )
  }

  /** The same as H.264, for a computer that cannot decode the original. */
  async function proxyPlaylist(cameraId: Id, range: TimeRange): Promise<string> {
    const segments = await playable(cameraId, range)
    const chunks = segments.flatMap((segment) => {
      const groups = playlistGroups(segment)
      return chunksOf(groups).map(({ first, last }) => ({
        uri: `proxy/${segment.number}/${first}-${last}.ts`,
        runId: segment.runId,
        startAtMs: groups[first]?.startAtMs ?? segment.startAtMs,
        endAtMs: groups[last]?.endAtMs ?? segment.endAtMs,
      }))
    })
    return buildProxyPlaylist(
      chunks.filter((chunk) => chunk.startAtMs < range.toMs && chunk.endAtMs > range.fromMs),
    )
  }

  async function requireSegment(cameraId: Id, number: number): Promise<SegmentWithGroups | OpenSegment> {
    const open = openSegmentOf(cameraId)
    const stored = open?.number === number ? null : await findSegment(work.db, cameraId, number)
    const segment = stored ?? (open?.number === number ? open : null)
    if (!segment) throw new AppError('not-found', 'segment.unknown', { number })
    return segment
  }

  /** The file of a segment, finished or under way, as it lies on the disk now. */
  async function segmentFile(
    cameraId: Id,
    number: number,
  ): Promise<{ path: string; sizeBytes: number; range: TimeRange }> {
    const { filePath, startAtMs, endAtMs } = await requireSegment(cameraId, number)
    // The recorder may finish it between the first two looks.
    for (const path of [filePath, filePath + PART_SUFFIX, filePath]) {
      const sizeBytes = await files.sizeBytes(path)
      if (sizeBytes !== null) return { path, sizeBytes, range: { fromMs: startAtMs, toMs: endAtMs } }
    }
    throw new AppError('not-found', 'file.missing', { path: filePath })
  }

  /** Groups `first`–`last` of a segment as H.264 in MPEG-TS. */
  async function proxyChunk(cameraId: Id, number: number, first: number, last: number, signal: AbortSignal) {
    const segment = await requireSegment(cameraId, number)
    const [from, to] = [segment.groups[first], segment.groups[last]]
    if (!from || !to || first > last) throw new AppError('not-found', 'segment.unknown', { number })
    const { path } = await segmentFile(cameraId, number)
    const init = await files.readRange(path, 0, segment.initBytes)
    const groups = await files.readRange(path, from.offsetBytes, to.offsetBytes + to.sizeBytes)
    const bytes = await video.transcodeToH264(Buffer.concat([init, groups]), signal)
    return {
      bytes,
      range: { fromMs: from.startAtMs, toMs: segment.groups[last + 1]?.startAtMs ?? segment.endAtMs },
    }
  }

  /** Finished segments with footage in the range, oldest first. */
  async function segmentsIn(cameraId: Id, range: TimeRange) {
    const segments = await findSegments(work.db, cameraId, range)
    return segments
      .filter((segment) => segment.state === 'present')
      .map((segment) => ({ ...segment, fileSha256: segment.sha256 }))
  }

  /** @throws AppError `data-loss segment.damaged` when the file is not what was sealed. */
  async function openSegment(cameraId: Id, number: number): Promise<OpenedSegment> {
    const segment = await findSegment(work.db, cameraId, number)
    if (!segment) throw new AppError('not-found', 'segment.unknown', { number })
    if ((await files.sha256(segment.filePath)) !== segment.sha256) {
      throw new AppError('data-loss', 'segment.damaged', { number })
    }
    const bytes = await files.read(segment.filePath)
    return {
      initBytes: bytes.subarray(0, segment.initBytes),
      groups: playlistGroups(segment).map((group, index) => ({
        index,
        fromMs: group.startAtMs,
        toMs: group.endAtMs,
        bytes: bytes.subarray(group.offsetBytes, group.offsetBytes + group.sizeBytes),
      })),
    }
  }

  return { lanes, playlist, proxyPlaylist, segmentFile, proxyChunk, segmentsIn, openSegment }
}
