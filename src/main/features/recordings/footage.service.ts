import { setImmediate } from 'node:timers/promises'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { overlaps } from '#shared/kernel/time-range.ts'
import { buildProvenLane, withoutProof } from '#shared/recordings/lanes.rules.ts'
import { buildChunkPlaylist, buildPlaylist } from '#shared/recordings/playlist.rules.ts'
import type { FootageLane, ProvenSpan } from '#shared/recordings/recordings.model.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { VideoTool } from '#main/ports/video-tool.ts'
import type { CameraRecorder } from './camera-recorder.ts'
import type { GroupEntry } from './group-index.ts'
import type { RecordedCameras } from './recordings.ports.ts'
import { findAbsencePieces, findDeviceSpans, findFilePieces } from './lanes.repository.ts'
import { tailElsewhere, tailHere } from './lane-tail.ts'
import {
  chunksOf,
  KEYFRAME_CHUNK_MS,
  keyframesInit,
  keyframesOf,
  playlistGroups,
  PROXY_CHUNK_MS,
} from './playback-chunks.ts'
import { findSegment, findSegments, findSegmentsWithGroups } from './recordings.repository.ts'
import type { OpenSegment, Segment, SegmentWithGroups } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'

export type FootageDeps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly clock: Clock
  readonly video: VideoTool
  readonly cameras: RecordedCameras
  readonly recorderOf: (cameraId: Id) => CameraRecorder | null
  /** Beginnings of the file paths that cannot be reached now: a storage folder that is gone. Absent: all can. */
  readonly missingFolders?: () => readonly string[]
}

/** A lane with the rows that prove it, and when the camera had to record. */
export type ProvenLane = {
  readonly cameraId: Id
  readonly scheduled: readonly TimeRange[]
  readonly spans: readonly ProvenSpan[]
}

export type FootageService = ReturnType<typeof createFootageService>

/** Which made chunks a playlist names. */
export type ChunkKind = { readonly isProxy: boolean; readonly keyframesOnly: boolean }

/** Groups `first`–`last` of a segment. */
export type ChunkPlace = { readonly number: number; readonly first: number; readonly last: number }

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

/** Reading what was recorded: lanes, playlists, files, whole segments. Checks no rights: its callers do. */
export function createFootageService(deps: FootageDeps) {
  const { work, files, clock, video, cameras, recorderOf, missingFolders = () => [] } = deps

  const openSegmentOf = (cameraId: Id): OpenSegment | null => {
    const open = recorderOf(cameraId)?.openSegment() ?? null
    return open && open.groups.length > 0 ? open : null
  }

  async function provenLane(camera: Camera, range: TimeRange): Promise<ProvenLane> {
    const { id: cameraId, createdAtMs } = camera
    const nowMs = clock.nowMs()
    const recorder = recorderOf(cameraId)
    // Read before the index: a segment that is finished in between is then seen twice, never lost.
    const open = openSegmentOf(cameraId)
    const status = recorder?.status()
    const files = await findFilePieces(work.db, cameraId, range, missingFolders())
    if (open) {
      const { startAtMs: fromMs, endAtMs: toMs } = open
      files.push({ fromMs, toMs, state: 'present', origin: 'recorded', proof: null })
    }
    const tail = recorder ? tailHere(status, open, nowMs) : await tailElsewhere(work.db, camera, nowMs)
    const absences = await findAbsencePieces(work.db, cameraId, range)
    const scheduled = await cameras.scheduledRanges(cameraId, range, camera)
    const spans = buildProvenLane({
      range,
      nowMs,
      camera: { id: cameraId, fromMs: createdAtMs },
      scheduled,
      files,
      onDevice: await findDeviceSpans(work.db, cameraId, range),
      absences: [
        ...absences.map((each) => ({ ...each, toMs: each.toMs ?? tail.aliveUntilMs })),
        ...tail.absences,
      ],
      recorder: tail.recorder,
    })
    return { cameraId, scheduled, spans }
  }

  /**
   * Footage and absence of each camera with the rows that prove it, and when it had to record.
   * @throws AppError `not-found camera.unknown`
   */
  async function provenLanes(cameraIds: readonly Id[], range: TimeRange): Promise<ProvenLane[]> {
    const known = new Map((await cameras.all()).map((camera) => [camera.id, camera]))
    const lanesOfAll: ProvenLane[] = []
    for (const cameraId of cameraIds) {
      const camera = known.get(cameraId)
      if (!camera) throw new AppError('not-found', 'camera.unknown')
      lanesOfAll.push(await provenLane(camera, range))
      // A month of many cameras takes seconds: the recorders' pipes are read in between.
      if (cameraIds.length > 1) await setImmediate()
    }
    return lanesOfAll
  }

  /** Footage and absence of each camera: spans sorted and disjoint, adding up to the part of the range before now. */
  async function lanes(cameraIds: readonly Id[], range: TimeRange): Promise<FootageLane[]> {
    const proven = await provenLanes(cameraIds, range)
    return proven.map(({ cameraId, spans }) => ({ cameraId, spans: withoutProof(spans) }))
  }

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

  /** Chunks that are made when they are fetched: as H.264 for a computer that cannot decode the original, or sparse. */
  async function chunkPlaylist(cameraId: Id, range: TimeRange, kind: ChunkKind): Promise<string> {
    const segments = await playable(cameraId, range)
    const chunks = segments.flatMap((segment) => {
      const groups = playlistGroups(segment)
      const { number, runId } = segment
      return chunksOf(groups, kind.keyframesOnly ? KEYFRAME_CHUNK_MS : PROXY_CHUNK_MS).map(
        ({ first, last }) => ({
          uri: kind.isProxy
            ? `proxy/${number}/${first}-${last}.ts${kind.keyframesOnly ? '?only=keyframes' : ''}`
            : `keyframes/${number}/${first}-${last}.mp4`,
          initUri: kind.isProxy ? null : `keyframes/${number}/init.mp4`,
          runId,
          startAtMs: groups[first]?.startAtMs ?? segment.startAtMs,
          endAtMs: groups[last]?.endAtMs ?? segment.endAtMs,
        }),
      )
    })
    return buildChunkPlaylist(
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

  async function chunkPlace(cameraId: Id, { number, first, last }: ChunkPlace) {
    const segment = await requireSegment(cameraId, number)
    const [from, to] = [segment.groups[first], segment.groups[last]]
    if (!from || !to || first > last) throw new AppError('not-found', 'segment.unknown', { number })
    const { path } = await segmentFile(cameraId, number)
    const toMs = segment.groups[last + 1]?.startAtMs ?? segment.endAtMs
    return { segment, path, from, to, range: { fromMs: from.startAtMs, toMs } }
  }

  /** Groups `first`–`last` of a segment as H.264 in MPEG-TS. @throws AppError `data-loss segment.damaged` */
  async function proxyChunk(cameraId: Id, place: ChunkPlace, keyframesOnly: boolean, signal: AbortSignal) {
    const { segment, path, from, to, range } = await chunkPlace(cameraId, place)
    const groups = segment.groups.slice(place.first, place.last + 1)
    const parts = keyframesOnly
      ? [
          await keyframesInit(files, path, segment.initBytes),
          await keyframesOf(files, path, segment.initBytes, groups),
        ]
      : [
          await files.readRange(path, 0, segment.initBytes),
          await files.readRange(path, from.offsetBytes, to.offsetBytes + to.sizeBytes),
        ]
    try {
      return { bytes: await video.transcodeToH264(Buffer.concat(parts), signal), range }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'transcode.failed') throw thrown
      throw new AppError('data-loss', 'segment.damaged', { number: place.number }, thrown)
    }
  }

  /** The first pictures of groups `first`–`last`. @throws AppError `data-loss mp4.malformed` */
  async function keyframesChunk(cameraId: Id, place: ChunkPlace) {
    const { segment, path, range } = await chunkPlace(cameraId, place)
    const groups = segment.groups.slice(place.first, place.last + 1)
    return { bytes: await keyframesOf(files, path, segment.initBytes, groups), range }
  }

  async function keyframesHeader(cameraId: Id, number: number): Promise<Uint8Array> {
    const { initBytes } = await requireSegment(cameraId, number)
    const { path } = await segmentFile(cameraId, number)
    return keyframesInit(files, path, initBytes)
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

  return {
    lanes,
    provenLanes,
    playlist,
    chunkPlaylist,
    segmentFile,
    proxyChunk,
    keyframesChunk,
    keyframesHeader,
    segmentsIn,
    openSegment,
  }
}
