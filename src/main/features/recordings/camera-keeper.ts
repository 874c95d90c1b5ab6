import type { Camera } from '#shared/cameras/cameras.model.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { contains, type TimeRange } from '#shared/kernel/time-range.ts'
import type { RecorderStatus } from '#shared/recordings/recordings.model.ts'
import { type AbsenceLog, createAbsenceLog } from './absence-log.ts'
import { CameraRecorder, type RecorderDeps } from './camera-recorder.ts'
import { explainDowntime } from './explain-downtime.ts'
import { planAt, type RecordingPlan } from './recording-plan.ts'
import type { RecordedCameras } from './recordings.ports.ts'
import { findLastSegment, findOpenAbsence } from './recordings.repository.ts'
import { recoverUnfinished } from './recovery.ts'
import { createScheduledAbsences } from './scheduled-absences.ts'

/** Schedules are known this far around now; longer than any stretch between two looks at them. */
const KNOWN_AROUND_MS = 2 * DAY_MS

export type KeeperDeps = Omit<RecorderDeps, 'absences' | 'stream' | 'recoverUnfinished'> & {
  readonly cameras: Pick<RecordedCameras, 'scheduledRanges' | 'streamUrl'>
}

/**
 * Sees to it that one camera is recorded when it has to be, and that the ledger says why wherever it is not: starts and
 * stops its recorder by its state and schedule. What is asked of it happens one after the other; what fails is in the log
 * and is tried again at the next look.
 */
export class CameraKeeper {
  readonly #deps: KeeperDeps
  readonly #log: AbsenceLog
  readonly #absences: AbsenceLog
  #camera: Camera
  #ranges: readonly TimeRange[] = []
  #recorder: CameraRecorder | null = null
  #stream: RecorderDeps['stream'] | null = null
  /** When it was last seen to be scheduled; null: it was not at the last look. */
  #scheduledAtMs: InstantMs | null = null
  /** What the last look acted on, so that the next one acts on changes alone. */
  #seen: (Pick<RecordingPlan, 'phase'> & Pick<Camera, 'state'>) | null = null
  /** What nobody recorded before this keeper came, until it is written down. */
  #unexplained: Parameters<typeof explainDowntime>[3] | null
  #isLooking = false
  #sinceMs: InstantMs
  #queue: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(deps: KeeperDeps, camera: Camera) {
    this.#deps = deps
    this.#camera = camera
    this.#sinceMs = deps.clock.nowMs()
    this.#unexplained = { lastAliveMs: this.#sinceMs, reason: 'starting' }
    this.#log = createAbsenceLog(deps.work, deps.newId, camera.id)
    this.#absences = createScheduledAbsences(this.#log, deps.clock, () => this.#ranges)
  }

  recorder(): CameraRecorder | null {
    return this.#recorder
  }

  /** Of the recorder; without one whether a person or the schedule wants it so. */
  async status(): Promise<RecorderStatus> {
    const running = this.#recorder?.status()
    if (running) return running
    const last = await findLastSegment(this.#deps.work.db, this.#camera.id)
    return {
      cameraId: this.#camera.id,
      state: this.#camera.state === 'recording' ? 'off-schedule' : 'stopped',
      lastGroupEndMs: last?.endAtMs ?? null,
      sinceMs: this.#sinceMs,
      reason: null,
      bitsPerSecond: null,
      keyframeSpacingMs: null,
      behindMs: 0,
      retries: 0,
      nextTryAtMs: null,
    }
  }

  /** At a start: explains what nobody recorded since the last one, then records if it is time. */
  begin(lastAliveMs: InstantMs | null): Promise<void> {
    this.#unexplained = { lastAliveMs, reason: 'host-down' }
    return this.#soon(() => this.#follow('host-down'))
  }

  /** Something about the camera changed: its stream and its schedule are read anew. */
  change(camera: Camera): Promise<void> {
    return this.#soon(async () => {
      this.#camera = camera
      await this.#explainDowntime()
      await this.#readSchedule()
      if (this.#recorder && camera.state === 'recording') await this.#followStream(this.#recorder)
      await this.#follow('starting')
    })
  }

  /** Calendars may have changed, and days go by. */
  refresh(): Promise<void> {
    return this.#soon(() => this.#readSchedule())
  }

  /** The station's clock was set back to `atMs`. */
  setBack(atMs: InstantMs, byMs: number): Promise<void> {
    return this.#soon(() => this.#log.setBack(atMs, byMs))
  }

  /** Cheap while nothing changes; call it every `LOOK_MS`. */
  look(): void {
    if (this.#isLooking || this.#isAsSeen(this.#plan())) return
    this.#isLooking = true
    void this.#soon(() => this.#follow('starting')).finally(() => {
      this.#isLooking = false
    })
  }

  /** Finishes the segment under way and lets go. The ledger is left to the next start. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#queue
    await this.#recorder?.stop()
    this.#recorder = null
  }

  #soon(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(() => (this.#isClosed ? undefined : work()))
    this.#queue = done.catch((thrown: unknown) =>
      this.#deps.log(`camera ${this.#camera.id}: ${messageOf(thrown)}`),
    )
    return this.#queue
  }

  async #explainDowntime(): Promise<void> {
    if (!this.#unexplained) return
    await explainDowntime(this.#deps, this.#log, this.#camera, this.#unexplained)
    this.#unexplained = null
    await this.#readSchedule()
  }

  async #readSchedule(): Promise<void> {
    const nowMs = this.#deps.clock.nowMs()
    const around = { fromMs: nowMs - KNOWN_AROUND_MS, toMs: nowMs + KNOWN_AROUND_MS }
    this.#ranges = await this.#deps.cameras.scheduledRanges(this.#camera.id, around, this.#camera)
  }

  #plan(): RecordingPlan {
    return planAt(this.#ranges, this.#deps.clock.nowMs())
  }

  /** A stretch that goes on to the edge of what is known grows with every reading: its end tells nothing. */
  #isAsSeen({ phase }: RecordingPlan): boolean {
    return this.#seen?.phase === phase && this.#seen.state === this.#camera.state
  }

  async #follow(reason: string): Promise<void> {
    await this.#explainDowntime()
    const plan = this.#plan()
    await this.#leaveSchedule(plan)
    const wanted = this.#camera.state === 'recording' && plan.phase !== 'off'
    if (wanted && this.#recorder) await this.#beginStillAbsent(this.#recorder, plan)
    if (wanted && !this.#recorder) await this.#start(plan, reason)
    if (!wanted && this.#recorder) await this.#stop(this.#recorder, plan)
    if (this.#camera.state === 'stopped' && plan.phase === 'scheduled')
      await this.#beginUnlessOpen(plan, 'stopped-by-person')
    if (!this.#isAsSeen(plan)) this.#sinceMs = this.#deps.clock.nowMs()
    this.#seen = { phase: plan.phase, state: this.#camera.state }
  }

  /** What was absent when the schedule ended is absent no longer. */
  async #leaveSchedule(plan: RecordingPlan): Promise<void> {
    const beforeMs = this.#scheduledAtMs
    const nowMs = this.#deps.clock.nowMs()
    this.#scheduledAtMs = plan.phase === 'scheduled' ? nowMs : null
    if (beforeMs === null) return
    const range = this.#ranges.find((candidate) => contains(candidate, beforeMs))
    if (plan.phase === 'scheduled' && range && contains(range, nowMs)) return
    // Not over by the clock: that was set back to before it.
    await this.#log.end(range && range.toMs <= nowMs ? range.toMs : beforeMs)
  }

  async #start(plan: RecordingPlan, reason: string): Promise<void> {
    const { cameras } = this.#deps
    const { id, audioEnabled } = this.#camera
    this.#stream = { url: await cameras.streamUrl(id), audio: audioEnabled }
    await this.#beginUnlessOpen(plan, reason)
    this.#recorder = new CameraRecorder(
      {
        ...this.#deps,
        absences: this.#absences,
        stream: this.#stream,
        recoverUnfinished: async (lastGroup) => {
          await recoverUnfinished(this.#deps, id, lastGroup)
        },
      },
      id,
    )
    this.#recorder.start()
  }

  /** Two stretches so close that the recorder ran on between them: an outage begins again with the second. */
  async #beginStillAbsent(recorder: CameraRecorder, { phase, range }: RecordingPlan): Promise<void> {
    const { state, reason } = recorder.status()
    if (phase !== 'scheduled' || !range || state === 'recording') return
    if (await findOpenAbsence(this.#deps.work.db, this.#camera.id)) return
    const cause = state === 'disk-full' ? 'disk-full' : 'camera-offline'
    await this.#absences.begin(range.fromMs, cause, reason ?? 'starting')
  }

  /** From the end of the footage, or from the beginning of the schedule. */
  async #beginUnlessOpen({ range }: RecordingPlan, reason: string): Promise<void> {
    const { work, clock } = this.#deps
    if (!range || (await findOpenAbsence(work.db, this.#camera.id))) return
    const last = await findLastSegment(work.db, this.#camera.id)
    const nowMs = clock.nowMs()
    const unexplained = { fromMs: last?.endAtMs ?? this.#camera.createdAtMs, toMs: nowMs }
    await this.#absences.explain([unexplained], 'recorder-down', reason)
    await this.#log.begin(Math.max(range.fromMs, nowMs), 'recorder-down', reason)
  }

  async #stop(recorder: CameraRecorder, plan: RecordingPlan): Promise<void> {
    const { work, clock } = this.#deps
    const isPerson = plan.phase === 'scheduled'
    await recorder.stop(isPerson ? 'stopped' : 'schedule-ended')
    this.#recorder = null
    // An absence that goes on keeps its own cause up to now.
    const isAbsent = (await findOpenAbsence(work.db, this.#camera.id)) !== null
    const fromMs = isAbsent ? clock.nowMs() : (recorder.status().lastGroupEndMs ?? clock.nowMs())
    await this.#absences.begin(fromMs, 'recorder-down', isPerson ? 'stopped-by-person' : 'schedule-ended')
  }

  /** Another address, login or sound: what runs is ended in good order, and the new one begins. */
  async #followStream(recorder: CameraRecorder): Promise<void> {
    const url = await this.#deps.cameras.streamUrl(this.#camera.id)
    if (this.#stream?.url === url && this.#stream.audio === this.#camera.audioEnabled) return
    await recorder.stop('stream-changed')
    this.#recorder = null
    const plan = this.#plan()
    if (plan.phase !== 'off') await this.#start(plan, 'stream-changed')
  }
}
