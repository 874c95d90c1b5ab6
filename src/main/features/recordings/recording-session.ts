import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { durationMs } from '#shared/kernel/time-range.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { createGroupClock, type GroupClock } from './group-clock.ts'
import { insertSegment } from './recordings.repository.ts'
import { endRun, insertRun } from './runs.repository.ts'
import { MAX_SEGMENT_MS, type OpenSegment, type Segment, SEGMENT_MS } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'
import { type SegmentWriter, startSegment } from './segment-writer.ts'

/** A jump of the station's clock against the steady one beyond this splits the run. */
const CLOCK_STEP_MS = 2000

export type SessionDeps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly clock: Clock
  readonly newId: NewId
  /** Milliseconds that never jump, from any origin. */
  readonly steadyMs: () => number
}

type Run = {
  readonly id: Id
  readonly init: InitSegment
  readonly initBytes: Uint8Array
  readonly groupClock: GroupClock
  /** Station clock minus steady clock when the run began. */
  readonly clockBaseMs: number
}

export type SessionListener = {
  /** The first group of a run is written: footage begins here. */
  readonly onFootage: (fromMs: InstantMs) => Promise<void>
  readonly onGroup: (endMs: InstantMs, sizeBytes: number, groupMs: number) => void
}

/** What one connection to a camera leaves behind: runs and segments. Starts after `last`, the camera's newest segment. */
export class RecordingSession {
  #run: Run | null = null
  #pendingInit: Uint8Array | null = null
  #writer: SegmentWriter | null = null
  #last: Pick<Segment, 'number' | 'endAtMs' | 'root'> | null
  readonly #deps: SessionDeps
  readonly #cameraId: Id
  readonly #listener: SessionListener

  constructor(
    deps: SessionDeps,
    cameraId: Id,
    last: Pick<Segment, 'number' | 'endAtMs' | 'root'> | null,
    listener: SessionListener,
  ) {
    this.#deps = deps
    this.#cameraId = cameraId
    this.#last = last
    this.#listener = listener
  }

  /** The segment under way; null between two. */
  openSegment(): OpenSegment | null {
    return this.#writer?.open() ?? null
  }

  /** A new stream header: what follows is a new run. */
  async acceptInit(bytes: Uint8Array): Promise<void> {
    await this.end('new-stream-header')
    this.#pendingInit = bytes
  }

  async acceptGroup(bytes: Uint8Array, arrivedAtMs: InstantMs): Promise<void> {
    if (this.#run && Math.abs(this.#clockBaseMs() - this.#run.clockBaseMs) > CLOCK_STEP_MS) {
      const { initBytes } = this.#run
      await this.end('clock-step')
      this.#pendingInit = initBytes
    }
    const run = this.#run ?? this.#openRun()
    const mediaDurationMs = readFragment(bytes, run.init).durationMs
    const range = run.groupClock.place(arrivedAtMs, mediaDurationMs)
    if (durationMs(range) > MAX_SEGMENT_MS) {
      throw new AppError('unavailable', 'recorder.keyframes-too-far', { spacingMs: durationMs(range) })
    }
    const isFirst = this.#run === null
    if (isFirst) await this.#beginRun(run, range.fromMs)
    const openAt = this.#writer?.open().startAtMs
    const crossesMinute =
      openAt !== undefined && Math.floor(range.fromMs / SEGMENT_MS) > Math.floor(openAt / SEGMENT_MS)
    if (crossesMinute || (openAt !== undefined && range.toMs - openAt > MAX_SEGMENT_MS))
      await this.#finishSegment()
    this.#writer ??= await startSegment(this.#deps.files, {
      cameraId: this.#cameraId,
      number: (this.#last?.number ?? 0) + 1,
      runId: run.id,
      previousRoot: this.#last?.root ?? null,
      startAtMs: range.fromMs,
      initBytes: run.initBytes,
      init: run.init,
    })
    await this.#writer.append({ bytes, range, mediaDurationMs })
    if (isFirst) await this.#listener.onFootage(range.fromMs)
    this.#listener.onGroup(range.toMs, bytes.length, durationMs(range))
  }

  /** Finishes the segment under way and ends the run. */
  async end(reason: string): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = null
    await this.#finishSegment()
    const endedAtMs = this.#last?.endAtMs ?? this.#deps.clock.nowMs()
    await this.#deps.work.bookkeep((transaction) => endRun(transaction, run.id, endedAtMs, reason))
  }

  /** After a failed write: lets go of the file, which recovery will mend. */
  async abandon(): Promise<void> {
    const writer = this.#writer
    this.#writer = null
    this.#run = null
    await writer?.abandon()
  }

  #clockBaseMs(): number {
    return this.#deps.clock.nowMs() - this.#deps.steadyMs()
  }

  #openRun(): Run {
    if (!this.#pendingInit) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
    return {
      id: this.#deps.newId(),
      init: readInitSegment(this.#pendingInit),
      initBytes: this.#pendingInit,
      groupClock: createGroupClock(this.#last?.endAtMs ?? 0),
      clockBaseMs: this.#clockBaseMs(),
    }
  }

  async #beginRun(run: Run, startedAtMs: InstantMs): Promise<void> {
    await this.#deps.work.bookkeep((transaction) =>
      insertRun(transaction, { id: run.id, cameraId: this.#cameraId, startedAtMs }),
    )
    this.#run = run
  }

  /** File synced and hashed, then its row, then its name: recovery mends a stop between any two of these. */
  async #finishSegment(): Promise<void> {
    const writer = this.#writer
    if (!writer) return
    const segment = await writer.finish()
    const { work, files, clock } = this.#deps
    await work.bookkeep((transaction) => insertSegment(transaction, segment, clock.nowMs()))
    await files.rename(segment.filePath + PART_SUFFIX, segment.filePath)
    this.#last = segment
    this.#writer = null
  }
}
