import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { AbsenceCause, RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { StreamCopy, VideoTool } from '#main/ports/video-tool.ts'
import type { AbsenceLog } from './absence-log.ts'
import { readFragments } from './fragment-reader.ts'
import { RecordingSession, type SessionDeps } from './recording-session.ts'
import { findLastSegment } from './recordings.repository.ts'
import type { OpenSegment } from './segment.model.ts'

export type RecorderDeps = SessionDeps & {
  readonly video: VideoTool
  readonly absences: AbsenceLog
  /** RTSP address with credentials. */
  readonly streamUrl: () => Promise<string>
  /** Mends what an earlier failed write of this camera left. */
  readonly recoverUnfinished: () => Promise<void>
  readonly random: () => number
  readonly log: (message: string) => void
  readonly settings: RecorderSettings
}

export type RecorderSettings = {
  /** Recording stops, loudly, when the disk has less than this. */
  readonly diskReserveBytes: number
  /** A stream that brought no picture for this long is dead, whatever its process says. */
  readonly stallMs: number
  readonly retryDelaysMs: readonly number[]
  readonly diskRetryMs: number
}

export const DEFAULT_RECORDER_SETTINGS: RecorderSettings = {
  diskReserveBytes: 256 * 1024 * 1024,
  stallMs: 15_000,
  retryDelaysMs: [1000, 2000, 5000, 10_000, 20_000, 30_000],
  diskRetryMs: 5000,
}

/** How one attempt ended: the cause that goes into the ledger, and the reason behind it. */
type Outcome = { readonly cause: AbsenceCause; readonly reason: string }

const WATCH_EVERY_MS = 1000

/**
 * Records one camera for as long as it lives: connects, writes segments, notes each absence with its cause, and tries
 * again with growing, jittered pauses. States: connecting → recording → retrying … → stopped.
 */
export class CameraRecorder {
  readonly #deps: RecorderDeps
  readonly #cameraId: Id
  readonly #stop = new AbortController()
  #state: RecorderStatus['state'] = 'connecting'
  #sinceMs: InstantMs
  #reason: string | null = null
  #lastGroupEndMs: InstantMs | null = null
  #bitsPerSecond: number | null = null
  #session: RecordingSession | null = null
  #copy: StreamCopy | null = null
  #failures = 0
  readonly #said = new Set<string>()
  /** Where the absence began that could not be written yet: the disk that is full may hold the database too. */
  #unwritten: (Outcome & { readonly fromMs: InstantMs }) | null = null
  #finished: Promise<void> = Promise.resolve()

  constructor(deps: RecorderDeps, cameraId: Id) {
    this.#deps = deps
    this.#cameraId = cameraId
    this.#sinceMs = deps.clock.nowMs()
  }

  start(): void {
    this.#finished = this.#run()
  }

  /** Ends the connection in good order: the segment under way is finished. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#copy?.stop()
    await this.#finished
  }

  status(): RecorderStatus {
    return {
      cameraId: this.#cameraId,
      state: this.#state,
      lastGroupEndMs: this.#lastGroupEndMs,
      sinceMs: this.#sinceMs,
      reason: this.#reason,
      bitsPerSecond: this.#state === 'recording' ? this.#bitsPerSecond : null,
    }
  }

  openSegment(): OpenSegment | null {
    return this.#session?.openSegment() ?? null
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const outcome = await this.#attempt().catch((thrown: unknown) => this.#outcomeOf(thrown))
      if (this.#stop.signal.aborted) break
      await this.#noteAbsence(outcome)
      this.#setState(outcome.cause === 'disk-full' ? 'disk-full' : 'retrying', outcome.reason)
      await this.#pause(
        outcome.cause === 'disk-full' ? this.#deps.settings.diskRetryMs : this.#retryDelayMs(),
      )
    }
    this.#setState('stopped', null)
  }

  /** One connection, from its start to its end. */
  async #attempt(): Promise<Outcome> {
    const deps = this.#deps
    await deps.recoverUnfinished()
    await this.#writeLateAbsence()
    const { freeBytes } = await deps.files.space()
    if (freeBytes < deps.settings.diskReserveBytes) return { cause: 'disk-full', reason: 'disk-reserve' }
    const last = await findLastSegment(deps.work.db, this.#cameraId)
    this.#lastGroupEndMs ??= last?.endAtMs ?? null
    const session = new RecordingSession(deps, this.#cameraId, last, {
      onFootage: async (fromMs) => {
        await deps.absences.end(fromMs)
        this.#failures = 0
        this.#said.clear()
        this.#setState('recording', null)
      },
      onGroup: (endMs, sizeBytes, groupMs) => {
        this.#lastGroupEndMs = endMs
        this.#bitsPerSecond = Math.round((sizeBytes * 8000) / groupMs)
      },
    })
    this.#session = session
    try {
      return await this.#copyInto(session)
    } finally {
      this.#session = null
    }
  }

  async #copyInto(session: RecordingSession): Promise<Outcome> {
    const deps = this.#deps
    const copy = deps.video.copyStream(await deps.streamUrl())
    this.#copy = copy
    if (this.#stop.signal.aborted) copy.stop(0)
    let pictures = 0
    let cameAtMs = deps.steadyMs()
    let stopped: Outcome | null = null
    const watch = setInterval(() => {
      if (copy.pictures() > pictures) cameAtMs = deps.steadyMs()
      pictures = copy.pictures()
      if (deps.steadyMs() - cameAtMs <= deps.settings.stallMs) return
      stopped ??= { cause: 'camera-offline', reason: 'stalled' }
      copy.stop(0)
    }, WATCH_EVERY_MS)
    try {
      for await (const part of readFragments(copy.output)) {
        if (part.kind === 'init') await session.acceptInit(part.bytes)
        else await session.acceptGroup(part.bytes, deps.clock.nowMs())
        if ((await this.#isDiskLow()) && !stopped) {
          stopped = { cause: 'disk-full', reason: 'disk-reserve' }
          copy.stop()
        }
      }
      const { reason, log } = await copy.ended
      if (reason !== 'stopped' && reason !== this.#reason)
        this.#say(`${reason}: ${log.trim().split('\n').at(-1) ?? ''}`)
      const outcome = stopped ?? {
        cause: reason === 'tool-missing' ? 'recorder-down' : 'camera-offline',
        reason,
      }
      await session.end(outcome.reason)
      return outcome
    } catch (thrown) {
      await session.abandon()
      throw thrown
    } finally {
      clearInterval(watch)
      copy.stop(0)
      await copy.ended
      this.#copy = null
    }
  }

  async #isDiskLow(): Promise<boolean> {
    const deps = this.#deps
    return (await deps.files.space()).freeBytes < deps.settings.diskReserveBytes
  }

  #outcomeOf(thrown: unknown): Outcome {
    this.#say(messageOf(thrown))
    const code = thrown instanceof AppError ? thrown.code : 'recorder.failed'
    if (code === 'disk.full') return { cause: 'disk-full', reason: 'disk.full' }
    return { cause: 'recorder-down', reason: code }
  }

  async #noteAbsence({ cause, reason }: Outcome): Promise<void> {
    const deps = this.#deps
    // Footage ended here; while the camera never came, the absence that stood open goes on under its new cause.
    const fromMs = this.#state === 'recording' ? (this.#lastGroupEndMs ?? this.#sinceMs) : deps.clock.nowMs()
    try {
      await this.#writeLateAbsence()
      await deps.absences.begin(fromMs, cause, reason)
    } catch (thrown) {
      this.#unwritten ??= { fromMs, cause, reason }
      this.#say(`absence not written yet: ${messageOf(thrown)}`)
    }
  }

  async #writeLateAbsence(): Promise<void> {
    if (!this.#unwritten) return
    const { fromMs, cause, reason } = this.#unwritten
    await this.#deps.absences.begin(fromMs, cause, reason)
    this.#unwritten = null
  }

  /** Each thing once until footage comes again, not at every try: a camera can be away for days. */
  #say(message: string): void {
    if (this.#said.has(message)) return
    this.#said.add(message)
    this.#deps.log(`camera ${this.#cameraId}: ${message}`)
  }

  #retryDelayMs(): number {
    const { retryDelaysMs } = this.#deps.settings
    const delayMs = retryDelaysMs[Math.min(this.#failures, retryDelaysMs.length - 1)] ?? 1000
    this.#failures += 1
    return delayMs * (0.75 + this.#deps.random() * 0.5)
  }

  #setState(state: RecorderStatus['state'], reason: string | null): void {
    if (state !== this.#state) this.#sinceMs = this.#deps.clock.nowMs()
    this.#state = state
    this.#reason = reason
  }

  /** Ends early when the recorder is stopped. */
  #pause(delayMs: number): Promise<void> {
    const { signal } = this.#stop
    return new Promise((resume) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resume()
      }
      const timer = setTimeout(end, delayMs)
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    })
  }
}
