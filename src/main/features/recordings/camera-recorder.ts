import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { CopyAudio, StreamCopy, VideoTool } from '#main/ports/video-tool.ts'
import { type AbsenceLog, CLOCK_STEP } from './absence-log.ts'
import { copyOneStream } from './copy-one-stream.ts'
import { type Outcome, outcomeOf } from './recorder-outcome.ts'
import type { RecorderSettings } from './recorder-settings.ts'
import { RecordingSession, type SessionDeps } from './recording-session.ts'
import { findLastSegment } from './recordings.repository.ts'
import type { OpenSegment } from './segment.model.ts'
import { createStreamMeter } from './stream-meter.ts'

export type RecorderDeps = SessionDeps & {
  readonly video: VideoTool
  readonly timers: Timers
  readonly absences: AbsenceLog
  /** RTSP address with credentials, and whether its sound is wanted. */
  readonly stream: { readonly url: string; readonly audio: boolean }
  /** Mends what an earlier failed write of this camera left. `lastGroup`: the newest that was surely written. */
  readonly recoverUnfinished: (lastGroup: TimeRange | null) => Promise<void>
  readonly random: () => number
  readonly log: (message: string) => void
  readonly settings: RecorderSettings
}

/** Footage that the recorder itself broke off: no fault of the camera. */
const OWN_REASONS: readonly string[] = ['starting', CLOCK_STEP]

/**
 * Records one camera for as long as it lives: connects, writes segments, notes each absence with its cause, and tries
 * again with growing, jittered pauses. States: connecting → recording → retrying … → stopped.
 */
export class CameraRecorder {
  readonly #deps: RecorderDeps
  readonly #cameraId: Id
  readonly #stop = new AbortController()
  #stopReason = 'stopped'
  #state: RecorderStatus['state'] = 'connecting'
  #sinceMs: InstantMs
  #reason: string | null = null
  #lastGroup: TimeRange | null = null
  #lastGroupEndMs: InstantMs | null = null
  #footageFromMs: InstantMs = 0
  #meter = createStreamMeter()
  #session: RecordingSession | null = null
  #behindMs: () => number = () => 0
  #copy: StreamCopy | null = null
  #audio: CopyAudio
  #failures = 0
  #nextTryAtMs: InstantMs | null = null
  readonly #said = new Set<string>()
  /** Where the absence began that could not be written yet: the disk that is full may hold the database too. */
  #unwritten: (Outcome & { readonly fromMs: InstantMs }) | null = null
  #finished: Promise<void> = Promise.resolve()

  constructor(deps: RecorderDeps, cameraId: Id) {
    this.#deps = deps
    this.#cameraId = cameraId
    this.#audio = deps.stream.audio ? 'copy' : 'none'
    this.#sinceMs = deps.clock.nowMs()
  }

  start(): void {
    this.#finished = this.#run()
  }

  /** Ends the connection in good order: the segment under way is finished. `reason` ends the run. */
  async stop(reason = 'stopped'): Promise<void> {
    this.#stopReason = reason
    this.#stop.abort()
    this.#copy?.stop()
    await this.#finished
  }

  status(): RecorderStatus {
    const isRecording = this.#state === 'recording'
    return {
      cameraId: this.#cameraId,
      state: this.#state,
      lastGroupEndMs: this.#lastGroupEndMs,
      sinceMs: this.#sinceMs,
      reason: this.#reason,
      bitsPerSecond: isRecording ? this.#meter.bitsPerSecond() : null,
      keyframeSpacingMs: this.#meter.keyframeSpacingMs(),
      behindMs: this.#behindMs(),
      retries: this.#failures,
      nextTryAtMs: this.#nextTryAtMs,
    }
  }

  openSegment(): OpenSegment | null {
    return this.#session?.openSegment() ?? null
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const outcome = await this.#attempt().catch((thrown: unknown) => this.#failed(thrown))
      if (this.#stop.signal.aborted) break
      if (outcome.reason === 'audio-format' && this.#audio === 'copy') {
        this.#audio = 'aac'
        continue
      }
      await this.#noteAbsence(outcome)
      const isDisk = outcome.cause === 'disk-full'
      this.#setState(isDisk ? 'disk-full' : 'retrying', outcome.reason)
      await this.#pause(isDisk ? this.#deps.settings.diskRetryMs : this.#retryDelayMs())
    }
    this.#setState('stopped', null)
  }

  /** One connection, from its start to its end. */
  async #attempt(): Promise<Outcome> {
    const deps = this.#deps
    await deps.recoverUnfinished(this.#lastGroup)
    await this.#writeLateAbsence()
    if ((await deps.storage.findFolder()) === null) return { cause: 'disk-full', reason: 'disk-reserve' }
    const last = await findLastSegment(deps.work.db, this.#cameraId)
    await this.#explainLost(last?.endAtMs ?? 0)
    this.#lastGroupEndMs ??= last?.endAtMs ?? null
    const session = new RecordingSession(deps, this.#cameraId, last, {
      onFootage: (fromMs, sinceMs, reason) => this.#footageBegins(fromMs, sinceMs, reason),
      onGroup: (range, sizeBytes) => {
        this.#lastGroup = range
        this.#lastGroupEndMs = range.toMs
        this.#meter.add({ sizeBytes, durationMs: durationMs(range) })
      },
    })
    this.#session = session
    try {
      return await copyOneStream(deps, session, {
        audio: this.#audio,
        signal: this.#stop.signal,
        stopReason: () => this.#stopReason,
        onStart: (copy, behindMs) => {
          this.#copy = copy
          this.#behindMs = behindMs
        },
        onEnd: (reason, log) => {
          if (reason !== this.#reason) this.#say(`${reason}: ${log.trim().split('\n').at(-1) ?? ''}`)
        },
      })
    } finally {
      this.#session = null
      this.#copy = null
      this.#behindMs = () => 0
    }
  }

  async #footageBegins(fromMs: InstantMs, sinceMs: InstantMs | null, reason: string): Promise<void> {
    const { absences } = this.#deps
    await absences.end(fromMs)
    const cause = OWN_REASONS.includes(reason) ? 'recorder-down' : 'camera-offline'
    if (sinceMs !== null) await absences.explain([{ fromMs: sinceMs, toMs: fromMs }], cause, reason)
    this.#footageFromMs = fromMs
    this.#failures = 0
    this.#said.clear()
    this.#meter = createStreamMeter()
    this.#setState('recording', null)
  }

  /** What was in memory as footage, and no recovery could bring back. */
  async #explainLost(indexedUntilMs: InstantMs): Promise<void> {
    const fromMs = Math.max(indexedUntilMs, this.#footageFromMs)
    if (this.#lastGroup && fromMs < this.#lastGroup.toMs)
      await this.#deps.absences.explain(
        [{ fromMs, toMs: this.#lastGroup.toMs }],
        'recorder-down',
        'footage-lost',
      )
  }

  #failed(thrown: unknown): Outcome {
    this.#say(messageOf(thrown))
    return outcomeOf(thrown)
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
    return Math.round(delayMs * (0.75 + this.#deps.random() * 0.5))
  }

  #setState(state: RecorderStatus['state'], reason: string | null): void {
    if (state !== this.#state) this.#sinceMs = this.#deps.clock.nowMs()
    this.#state = state
    this.#reason = reason
  }

  /** Ends early when the recorder is stopped. */
  async #pause(delayMs: number): Promise<void> {
    this.#nextTryAtMs = this.#deps.clock.nowMs() + delayMs
    await this.#deps.timers.wait(delayMs, this.#stop.signal)
    this.#nextTryAtMs = null
  }
}
