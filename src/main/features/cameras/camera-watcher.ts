import type { Camera, MediaProfile } from '#shared/cameras/cameras.model.ts'
import { clockOffsetOf } from '#shared/cameras/probe.rules.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import type { DeviceEvent, DeviceSession } from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Timers } from '#main/ports/timers.ts'
import { createEventFilter } from './event-filter.ts'
import type { MonitorStore } from './monitor-store.ts'

export const CLOCK_EVERY_MS = 5 * MINUTE_MS
const IDENTITY_EVERY_MS = HOUR_MS
/** A dead camera is asked at most this much less often. */
const MOST_INTERVALS_APART = 6
const FIRST_RETRY_MS = 5 * SECOND_MS
const LAST_RETRY_MS = 5 * MINUTE_MS
/** A subscription that held so long was a good one: the next failure starts anew. */
const GOOD_SUBSCRIPTION_MS = MINUTE_MS
/** Less is drift and the reading's own uncertainty. */
const CLOCK_STEP_MS = 2 * SECOND_MS

export type ClockStep = { readonly cameraId: Id; readonly before: ClockOffset; readonly after: ClockOffset }

export type WatcherDeps = {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly log: (message: string) => void
  readonly store: MonitorStore
  /** As it is stored now. @throws AppError `not-found camera.unknown` */
  readonly camera: (id: Id) => Promise<Camera>
  /** A device that answered. @throws AppError `unavailable reach.*`, `precondition camera.no-clock` (RTSP only) */
  readonly openSession: (id: Id, signal: AbortSignal) => Promise<DeviceSession>
  readonly newestOffset: (id: Id) => Promise<ClockOffset | null>
  readonly onClockStep: (step: ClockStep) => void
  /** Waits until the station may ask one more device. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Growing pauses, never at the same time for all: 5 s, 10 s, 20 s … five minutes, each a quarter shorter or longer. */
export function retryDelayMs(failures: number, random: number): number {
  const grownMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))
  return Math.min(LAST_RETRY_MS, Math.round(grownMs * (0.75 + random / 2)))
}

/** The offset moved by more than drift and the uncertainty of both readings can explain. */
export function isClockStep(before: ClockOffset, after: ClockOffset): boolean {
  const movedMs = Math.abs(after.offsetMs - before.offsetMs)
  return movedMs > Math.max(CLOCK_STEP_MS, before.uncertaintyMs + after.uncertaintyMs)
}

/** Follows one camera while it is in service: its clock, what it says of itself, and its own hints. */
export class CameraWatcher {
  readonly #deps: WatcherDeps
  readonly #cameraId: Id
  readonly #stop = new AbortController()
  readonly #filter = createEventFilter()
  #offset: ClockOffset | null = null
  #profiles: MediaProfile[] | null = null
  #lookedAtMs: number | null = null
  #wasAway = false
  #events: Promise<void> | null = null
  #finished: Promise<void> = Promise.resolve()

  constructor(deps: WatcherDeps, cameraId: Id) {
    this.#deps = deps
    this.#cameraId = cameraId
  }

  /** `firstMs`: when to ask for the first time, so that not all are asked at once. */
  start(firstMs: number, hasEvents: boolean): void {
    if (hasEvents) this.#followEvents()
    this.#finished = this.#poll(firstMs)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.all([this.#finished, this.#events])
  }

  async #poll(firstMs: number): Promise<void> {
    const { timers, inTurn } = this.#deps
    const { signal } = this.#stop
    let failures = 0
    await timers.wait(firstMs, signal)
    while (!signal.aborted) {
      failures = (await inTurn(() => this.#look())) ? 0 : failures + 1
      await timers.wait(CLOCK_EVERY_MS * Math.min(2 ** failures, MOST_INTERVALS_APART), signal)
    }
  }

  /** @returns false when the camera did not answer */
  async #look(): Promise<boolean> {
    const { signal } = this.#stop
    if (signal.aborted) return true
    try {
      const session = await this.#deps.openSession(this.#cameraId, signal)
      await this.#readClock(session)
      if (this.#isTimeForIdentity()) await this.#lookClosely(session)
      this.#wasAway = false
      return true
    } catch (error) {
      this.#wasAway = true
      this.#sayUnexpected('clock', error)
      return false
    }
  }

  async #readClock(session: DeviceSession): Promise<void> {
    const offset = clockOffsetOf(await session.getDateAndTime(this.#stop.signal))
    await this.#deps.store.keepReading(this.#cameraId, offset)
    const before = this.#offset
    this.#offset = offset
    if (before && isClockStep(before, offset)) {
      this.#deps.onClockStep({ cameraId: this.#cameraId, before, after: offset })
    }
  }

  /** Every hour, and whenever it comes back: firmware is changed by a restart. */
  #isTimeForIdentity(): boolean {
    if (this.#lookedAtMs === null || this.#wasAway) return true
    return Math.abs(this.#deps.clock.nowMs() - this.#lookedAtMs) >= IDENTITY_EVERY_MS
  }

  /** What a device does not tell this time, it may tell the next: the clock was read all the same. */
  async #lookClosely(session: DeviceSession): Promise<void> {
    const { store, camera: stored, clock } = this.#deps
    const { signal } = this.#stop
    this.#lookedAtMs = clock.nowMs()
    const camera = await stored(this.#cameraId)
    try {
      await store.noticeIdentity(camera, (await session.verifyCredentials(signal)).identity)
      await this.#compareCapabilities(camera, session)
      const profiles = await session.getProfiles(signal)
      await store.noticeProfiles(camera, this.#profiles, profiles)
      this.#profiles = profiles
    } catch (error) {
      this.#sayUnexpected('identity', error)
    }
  }

  async #compareCapabilities(camera: Camera, session: DeviceSession): Promise<void> {
    const capabilities = await session.getCapabilities(this.#stop.signal)
    const { media2, events, recordings } = camera.capabilities
    const isSame =
      capabilities.media2 === media2 &&
      capabilities.events === events &&
      capabilities.recordings === recordings
    if (!isSame) await this.#deps.store.keepCapabilities(this.#cameraId, capabilities)
    if (capabilities.events) this.#followEvents()
  }

  #followEvents(): void {
    this.#events ??= this.#watchEvents()
  }

  async #watchEvents(): Promise<void> {
    const { clock, timers, random } = this.#deps
    const { signal } = this.#stop
    let failures = 0
    // Not all at once after a start.
    await timers.wait(Math.round(random() * FIRST_RETRY_MS), signal)
    while (!signal.aborted) {
      const startedMs = clock.nowMs()
      try {
        const session = await this.#deps.openSession(this.#cameraId, signal)
        await session.watchEvents((events) => this.#keep(events), signal)
      } catch (error) {
        this.#sayUnexpected('events', error)
      }
      failures = clock.nowMs() - startedMs >= GOOD_SUBSCRIPTION_MS ? 1 : failures + 1
      await timers.wait(retryDelayMs(failures, random()), signal)
    }
  }

  /** A hint that cannot be written is lost and said; the subscription goes on. */
  async #keep(events: readonly DeviceEvent[]): Promise<void> {
    const { store, clock, newestOffset } = this.#deps
    try {
      const offset = this.#offset ?? (await newestOffset(this.#cameraId))
      await store.keepEvents(this.#cameraId, this.#filter(events, offset, clock.nowMs()))
    } catch (error) {
      this.#deps.log(`camera ${this.#cameraId}: hints not kept: ${messageOf(error)}`)
    }
  }

  /** That a camera is away, or says no, is what the recorder and the health page tell; the rest is ours. */
  #sayUnexpected(what: string, error: unknown): void {
    if (this.#stop.signal.aborted) return
    const isExpected =
      error instanceof AppError && ['unavailable', 'forbidden', 'cancelled', 'not-found'].includes(error.kind)
    if (!isExpected || error.code === 'disk.full') {
      this.#deps.log(`camera ${this.#cameraId}: ${what}: ${messageOf(error)}`)
    }
  }
}
