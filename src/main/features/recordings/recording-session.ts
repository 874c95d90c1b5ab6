import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import { equalBytes } from '#shared/kernel/merkle.ts'
import { type Fragment, readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { sequenceParameterSet } from '#shared/mp4/parameter-sets.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FileStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { CLOCK_STEP } from './absence-log.ts'
import { createGroupClock, type GroupClock } from './group-clock.ts'
import { insertSegment } from './recordings.repository.ts'
import { endRun, insertRun } from './runs.repository.ts'
import { MAX_SEGMENT_MS, type OpenSegment, type Segment, SEGMENT_MS } from './segment.model.ts'
import { PART_SUFFIX } from './segment-paths.ts'
import { type Group, type SegmentWriter, startSegment } from './segment-writer.ts'
import type { StorageRoom } from './storage-room.ts'
import type { ArrivedPart } from './stream-intake.ts'
import { hasPlausibleTimes } from './timestamp-guard.ts'

/** A jump of the station's clock against the steady one beyond this, from one group to the next, splits the run. */
export const CLOCK_STEP_MS = 2000

export type SessionDeps = {
  readonly work: UnitOfWork
  readonly files: FileStore
  readonly storage: StorageRoom
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
}

/** What makes a connection useless though bytes come: key under `recorder.` in the locales. */
export type StreamFault = 'keyframes-too-far' | 'timestamps-jumped' | 'stream-changed'

export type SessionListener = {
  /**
   * The first group of a run is written: footage begins at `fromMs`. Before it there was none since `sinceMs` (null: no
   * recording yet), `reason` being why the run before it ended.
   */
  readonly onFootage: (fromMs: InstantMs, sinceMs: InstantMs | null, reason: string) => Promise<void>
  readonly onGroup: (range: TimeRange, sizeBytes: number) => void
}

/** What one connection to a camera leaves behind: runs and segments. Starts after `last`, the camera's newest segment. */
export class RecordingSession {
  #run: Run | null = null
  #pendingInit: { readonly bytes: Uint8Array; readonly reason: string } | null = null
  /** By how much the clock was set back since the newest segment. */
  #setBackMs = 0
  #writer: SegmentWriter | null = null
  #last: Pick<Segment, 'number' | 'endAtMs' | 'root'> | null
  /** Station clock minus steady clock, and steady clock, when the newest group came. */
  #cameAt: { readonly clockBaseMs: number; readonly steadyMs: number } | null = null
  #parameters: Uint8Array | null = null
  #skipsFirst = false
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

  /** Takes what came; a fault means that nothing of this connection can be recorded any more. */
  async accept(part: ArrivedPart): Promise<StreamFault | null> {
    if (part.kind === 'group') return this.#acceptGroup(part)
    const reason = this.#run ? 'new-stream-header' : 'starting'
    await this.end(reason)
    this.#pendingInit = { bytes: part.bytes, reason }
    // With sound the first picture's time is a guess, up to two seconds off, until the camera has told both clocks.
    this.#skipsFirst = readInitSegment(part.bytes).tracks.some((track) => track.handler === 'audio')
    this.#parameters = null
    return null
  }

  async #acceptGroup(part: ArrivedPart): Promise<StreamFault | null> {
    const { bytes, arrivedAtMs, arrivedSteadyMs } = part
    const before = this.#cameAt
    this.#cameAt = { clockBaseMs: arrivedAtMs - arrivedSteadyMs, steadyMs: arrivedSteadyMs }
    if (this.#run && before && Math.abs(this.#cameAt.clockBaseMs - before.clockBaseMs) > CLOCK_STEP_MS) {
      const { initBytes } = this.#run
      this.#setBackMs = Math.max(0, Math.round(before.clockBaseMs - this.#cameAt.clockBaseMs))
      await this.end(CLOCK_STEP)
      this.#pendingInit = { bytes: initBytes, reason: CLOCK_STEP }
    }
    const run = this.#run ?? this.#openRun()
    const fragment = readFragment(bytes, run.init)
    const skipped = this.#run === null && (this.#skipsFirst || !fragment.startsWithKeyframe)
    this.#skipsFirst = false
    if (skipped) return null
    const fault = this.#faultOf(fragment, run, bytes, before ? arrivedSteadyMs - before.steadyMs : null)
    if (fault) return fault
    const range = run.groupClock.place(arrivedAtMs, fragment.durationMs, part.isLate)
    if (durationMs(range) > MAX_SEGMENT_MS) return 'keyframes-too-far'
    await this.#write(run, { bytes, range, mediaDurationMs: fragment.durationMs, fragment })
    return null
  }

  async #write(run: Run, group: Group): Promise<void> {
    const { bytes, range } = group
    const isFirst = this.#run === null
    const sinceMs = this.#last ? this.#last.endAtMs - this.#setBackMs : null
    if (isFirst) await this.#beginRun(run, range.fromMs)
    const openAt = this.#writer?.open().startAtMs
    const crossesMinute =
      openAt !== undefined && Math.floor(range.fromMs / SEGMENT_MS) > Math.floor(openAt / SEGMENT_MS)
    if (crossesMinute || (openAt !== undefined && range.toMs - openAt > MAX_SEGMENT_MS))
      await this.#finishSegment()
    this.#writer ??= await startSegment(this.#deps.files, {
      folder: (await this.#deps.storage.writableFolder()) ?? '',
      cameraId: this.#cameraId,
      number: (this.#last?.number ?? 0) + 1,
      runId: run.id,
      previousRoot: this.#last?.root ?? null,
      startAtMs: range.fromMs,
      initBytes: run.initBytes,
      init: run.init,
    })
    await this.#writer.append(group)
    this.#setBackMs = 0
    if (isFirst)
      await this.#listener.onFootage(range.fromMs, sinceMs, this.#pendingInit?.reason ?? 'starting')
    this.#listener.onGroup(range, bytes.length)
  }

  #faultOf(
    fragment: Fragment,
    run: Run,
    bytes: Uint8Array,
    elapsedMs: number | null,
  ): 'timestamps-jumped' | 'stream-changed' | null {
    const track = videoTrackOf(run.init)
    const samples = fragment.tracks.find(({ trackId }) => trackId === track.id)?.samples ?? []
    const times = { elapsedMs, mediaDurationMs: fragment.durationMs, samples: samples.length }
    if (!hasPlausibleTimes(times)) return 'timestamps-jumped'
    const parameters = samples[0] ? sequenceParameterSet(bytes, samples[0], track.codec) : null
    if (parameters && this.#parameters && !equalBytes(parameters, this.#parameters)) return 'stream-changed'
    this.#parameters ??= parameters?.slice() ?? null
    return null
  }

  /** Finishes the segment under way and ends the run. */
  async end(reason: string): Promise<void> {
    const run = this.#run
    if (!run) return
    await this.#finishSegment()
    this.#run = null
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

  #openRun(): Run {
    if (!this.#pendingInit) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
    const { bytes } = this.#pendingInit
    return {
      id: this.#deps.newId(),
      init: readInitSegment(bytes),
      initBytes: bytes,
      groupClock: createGroupClock(this.#last?.endAtMs ?? 0),
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
