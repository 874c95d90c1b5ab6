import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  durationMs,
  intersect,
  mergeRanges,
  subtractRanges,
  type TimeRange,
  totalMs,
} from '#shared/kernel/time-range.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import {
  type BackfilledRun,
  findLastBackfilled,
  listTakenRanges,
  putBackfilledRun,
} from './backfilled.repository.ts'
import type { CameraRecorder } from './camera-recorder.ts'
import type { BackfillRequest, FetchedGroup } from './recordings.ports.ts'
import { insertSegment } from './recordings.repository.ts'
import { recoverBackfilled, type RecoveryDeps } from './recovery.ts'
import { BACKFILL_NUMBERS_FROM, MAX_SEGMENT_MS, SEGMENT_MS } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'
import { type SegmentWriter, startSegment } from './segment-writer.ts'
import type { StorageRoom } from './storage-room.ts'

/** A few pictures: a hole that misses a group's border by no more is taken to begin or end there. */
const SNAP_MS = 250

export type BackfilledDeps = RecoveryDeps & {
  readonly storage: StorageRoom
  readonly files: FileStore
  readonly newId: NewId
  readonly recorderOf: (cameraId: Id) => CameraRecorder | null
  /** The recorder's own reserve; fetched footage leaves twice as much. */
  readonly settings: { readonly diskReserveBytes: number }
}

type Header = { readonly bytes: Uint8Array; readonly init: InitSegment }

/** Stretches a group over the crumbs between its borders and those of a hole. */
function snapped(range: TimeRange, holes: readonly TimeRange[]): TimeRange {
  const near = (edgeMs: number, hole: (range: TimeRange) => number, outwards: 1 | -1): number => {
    const found = holes.map(hole).find((holeMs) => {
      const crumbMs = (holeMs - edgeMs) * outwards
      return crumbMs > 0 && crumbMs <= SNAP_MS
    })
    return found ?? edgeMs
  }
  return {
    fromMs: near(range.fromMs, (hole) => hole.fromMs, -1),
    toMs: near(range.toMs, (hole) => hole.toMs, 1),
  }
}

/** Writes one camera's fetched groups: sealed and hashed like recorded ones, with numbers and a chain of their own. */
class BackfilledWriter {
  readonly #deps: BackfilledDeps
  readonly #request: BackfillRequest
  #last: { readonly number: number; readonly root: string } | null
  #run: BackfilledRun | null = null
  #header: Header | null = null
  #writer: SegmentWriter | null = null
  #hasFailed = false

  constructor(
    deps: BackfilledDeps,
    request: BackfillRequest,
    last: { readonly number: number; readonly root: string } | null,
  ) {
    this.#deps = deps
    this.#request = request
    this.#last = last
  }

  /** After a failed write nothing more is written: the next backfill of this camera, or the next start, tidies up. */
  append(group: FetchedGroup, range: TimeRange): Promise<void> {
    return this.#orAbandon(() => this.#append(group, range))
  }

  /** Ends the segment under way. */
  finish(): Promise<void> {
    return this.#orAbandon(() => this.#finish())
  }

  isTidy(): boolean {
    return !this.#hasFailed
  }

  async #append(group: FetchedGroup, range: TimeRange): Promise<void> {
    if (durationMs(range) > MAX_SEGMENT_MS)
      throw new AppError('unavailable', 'recorder.keyframes-too-far', { spacingMs: durationMs(range) })
    const header = this.#headerOf(group)
    const goesOn = this.#header === header && this.#run?.toMs === range.fromMs
    if (!goesOn || this.#isFull(range)) await this.#finish()
    this.#header = header
    const { cameraId, backfillId } = this.#request
    const run = goesOn && this.#run ? this.#run : { id: this.#deps.newId(), cameraId, backfillId, ...range }
    this.#writer ??= await this.#open(run, header, range)
    await this.#writer.append({ ...group, range })
    this.#run = { ...run, toMs: range.toMs }
  }

  /** File synced and hashed, then its row with its run, then its name. */
  async #finish(): Promise<void> {
    const [writer, run] = [this.#writer, this.#run]
    if (!writer || !run) return
    const { work, files, clock } = this.#deps
    const segment = { ...(await writer.finish()), origin: 'backfilled' as const }
    await work.bookkeep(async (transaction) => {
      await putBackfilledRun(transaction, run)
      await insertSegment(transaction, segment, clock.nowMs())
    })
    await files.rename(segment.filePath + PART_SUFFIX, segment.filePath)
    this.#last = segment
    this.#writer = null
  }

  async #orAbandon(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const writer = this.#writer
      this.#writer = null
      this.#hasFailed = true
      await writer?.abandon()
      throw thrown
    }
  }

  #headerOf(group: FetchedGroup): Header {
    if (this.#header && this.#header.bytes === group.initBytes) return this.#header
    return { bytes: group.initBytes, init: readInitSegment(group.initBytes) }
  }

  #isFull(range: TimeRange): boolean {
    const open = this.#writer?.open()
    if (!open) return false
    const crossesMinute = Math.floor(range.fromMs / SEGMENT_MS) > Math.floor(open.startAtMs / SEGMENT_MS)
    return crossesMinute || range.toMs - open.startAtMs > MAX_SEGMENT_MS
  }

  async #open(run: BackfilledRun, header: Header, range: TimeRange): Promise<SegmentWriter> {
    const { files, settings, storage } = this.#deps
    const folder = await storage.writableFolder()
    if (folder === null || (await files.space(folder)).freeBytes < 2 * settings.diskReserveBytes)
      throw new AppError('unavailable', 'disk.full')
    return startSegment(files, {
      folder,
      cameraId: run.cameraId,
      number: (this.#last?.number ?? BACKFILL_NUMBERS_FROM - 1) + 1,
      runId: run.id,
      previousRoot: this.#last?.root ?? null,
      startAtMs: range.fromMs,
      initBytes: header.bytes,
      init: header.init,
    })
  }
}

/** Footage that was fetched after the fact: where it is missing, and how it gets in. */
export function createBackfilledSegments(deps: BackfilledDeps) {
  const { work, recorderOf } = deps
  const busy = new Set<Id>()
  /** Cameras without a leftover of a backfill that broke off: looking means listing every file. */
  const tidy = new Set<Id>()

  /** What of these ranges has no footage and may be filled: sorted, disjoint. What the recorder is writing is not missing. */
  async function missingIn(cameraId: Id, wanted: readonly TimeRange[]): Promise<TimeRange[]> {
    const merged = mergeRanges(wanted)
    const [first, last] = [merged[0], merged.at(-1)]
    if (!first || !last) return []
    // Read before the index: a segment that is finished in between is then seen twice, never lost.
    const recorder = recorderOf(cameraId)
    const openFromMs = recorder?.openSegment()?.startAtMs ?? null
    const status = recorder?.status()
    const liveFromMs = openFromMs ?? (status?.state === 'recording' ? status.lastGroupEndMs : null)
    const taken = await listTakenRanges(work.db, cameraId, { fromMs: first.fromMs, toMs: last.toMs })
    if (liveFromMs !== null) taken.push({ fromMs: liveFromMs, toMs: Number.MAX_SAFE_INTEGER })
    return merged.flatMap((range) => subtractRanges(range, taken))
  }

  async function write(request: BackfillRequest, signal?: AbortSignal): Promise<void> {
    const { cameraId, within, groups, onFilled } = request
    if (!tidy.has(cameraId)) await recoverBackfilled(deps, cameraId)
    tidy.delete(cameraId)
    let holes = await missingIn(cameraId, within)
    const writer = new BackfilledWriter(deps, request, await findLastBackfilled(work.db, cameraId))
    try {
      for await (const group of groups) {
        signal?.throwIfAborted()
        const range = snapped(group.range, holes)
        const filled = holes.flatMap((hole) => intersect(hole, range) ?? [])
        if (filled.length === 0) continue
        await writer.append(group, range)
        holes = holes.flatMap((hole) => subtractRanges(hole, [range]))
        onFilled?.(totalMs(filled), group.bytes.length)
      }
    } finally {
      // What came before the source broke off or was stopped is footage: it is kept.
      await writer.finish()
      if (writer.isTidy()) tidy.add(cameraId)
    }
  }

  /**
   * Writes fetched groups as `backfilled` segments, into holes alone: a group that lies wholly in existing footage is
   * dropped, one that reaches over a hole's border is kept whole. Ends when the groups end.
   * @throws AppError `conflict backfill.busy`, `unavailable disk.full`, `unavailable recorder.keyframes-too-far`,
   *   `data-loss mp4.malformed`, and whatever the groups' source throws; what came before is kept
   */
  async function insertBackfilled(request: BackfillRequest, signal?: AbortSignal): Promise<void> {
    const { cameraId } = request
    if (busy.has(cameraId)) throw new AppError('conflict', 'backfill.busy')
    busy.add(cameraId)
    try {
      await write(request, signal)
    } finally {
      busy.delete(cameraId)
    }
  }

  return { missingIn, insertBackfilled }
}
