import type { InstantMs } from '#shared/kernel/instant.ts'
import { failureOfStatus, RetryTimer } from './failures.ts'
import { gapBetween, hasMoreThan, nextFootageMs, placeAt } from './footage-map.ts'
import { Listeners } from './listeners.ts'
import type { EngineFault, MediaEngine } from './media-engine.ts'
import type {
  FootageGap,
  PlayerFailure,
  PlayerFootage,
  PlayerSnapshot,
  PlayerState,
  SourceChoice,
} from './player.model.ts'
import type { PlayerOptions } from './player-options.ts'
import { StationTimeEngine, type StationTimeEvent } from './station-time-engine.ts'
import { TimedValue } from './timed-value.ts'

const DEFAULT_WINDOW_MS = 2 * 3_600_000
const SKIP_NOTICE_MS = 6000
/** Footage shorter than this after the end of a playlist is the group that is still being written. */
const LIVE_EDGE_MS = 3000

/** Plays one camera's footage by station time: a picture, a gap with its cause, or the reason why there is none. */
export class Player {
  readonly #engine: MediaEngine
  readonly #footageEngine: StationTimeEngine
  readonly #retry: RetryTimer
  readonly #listeners = new Listeners()
  /** What the last jump skipped. */
  readonly #skipped: TimedValue<FootageGap>
  #footage: PlayerFootage
  #state: PlayerState = { name: 'empty' }
  #atMs: InstantMs
  #wantsPlay = false
  #rate = 1
  #source: SourceChoice
  /** Where a playlist last ran out: the ledger may promise footage that the host does not give. */
  #lastEndMs: InstantMs | null = null
  #snapshot: PlayerSnapshot

  constructor(options: PlayerOptions) {
    this.#engine = options.engine
    this.#retry = new RetryTimer(options.after)
    this.#footage = options.footage
    this.#source = options.source
    this.#atMs = options.footage.bounds.fromMs
    this.#skipped = new TimedValue(options.after, SKIP_NOTICE_MS, () => this.#emit())
    this.#footageEngine = new StationTimeEngine({
      engine: options.engine,
      playlistUrlFor: options.playlistUrlFor,
      windowMs: options.windowMs ?? DEFAULT_WINDOW_MS,
      onEvent: (event) => this.#onEngine(event),
    })
    this.#snapshot = this.#takeSnapshot()
  }

  snapshot(): PlayerSnapshot {
    return this.#snapshot
  }

  /** Called after every change of the snapshot. Returns its own end. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Station time to the frame, finer than the snapshot's. */
  nowMs(): InstantMs {
    return this.#hasPicture() ? (this.#footageEngine.nowMs() ?? this.#atMs) : this.#atMs
  }

  /** Whether the ledger knows no footage at an instant. */
  isInGapAt(atMs: InstantMs): boolean {
    return placeAt(this.#footage, atMs).kind === 'gap'
  }

  /** Newer knowledge of what was recorded; the picture stays unless it stood in a gap that has been filled. */
  setFootage(footage: PlayerFootage): void {
    this.#footage = footage
    if (this.#state.name === 'in-gap') this.#goTo(this.#atMs)
  }

  seekTo(atMs: InstantMs): void {
    const { bounds } = this.#footage
    this.#skipped.set(null)
    this.#lastEndMs = null
    this.#goTo(Math.round(Math.min(Math.max(atMs, bounds.fromMs), bounds.toMs - 1)))
  }

  /** From inside a gap it goes on with the next footage and says what it jumped over. */
  play(): void {
    this.setWantsPlay(true)
    const { name } = this.#state
    if (name === 'in-gap' || name === 'ended' || name === 'empty') this.#playNext(this.#atMs)
    else if (name === 'failed') this.retry()
  }

  pause(): void {
    this.setWantsPlay(false)
  }

  /** Like play and pause, but stays where it is: no jump out of a gap. */
  setWantsPlay(wantsPlay: boolean): void {
    this.#wantsPlay = wantsPlay
    if (!wantsPlay) this.#engine.pause()
    if (wantsPlay && this.#state.name === 'paused') {
      this.#engine.play()
      this.#enter({ name: 'playing' })
    } else if (!wantsPlay && this.#state.name === 'playing') {
      this.#atMs = this.nowMs()
      this.#enter({ name: 'paused' })
    } else {
      this.#emit()
    }
  }

  setRate(rate: number): void {
    if (rate === this.#rate) return
    this.#rate = rate
    this.#engine.setRate(rate)
    this.#emit()
  }

  /** Moves by whole frames; stops first. */
  step(frames: number): void {
    this.pause()
    if (this.#state.name === 'paused') this.#footageEngine.step(frames)
    else this.seekTo(this.#atMs + Math.round(frames * this.#engine.frameS() * 1000))
  }

  /** Tries the same place again after a failure. */
  retry(): void {
    this.#footageEngine.unload()
    this.#goTo(this.#atMs)
  }

  destroy(): void {
    this.#retry.cancel()
    this.#skipped.destroy()
    this.#footageEngine.destroy()
    this.#listeners.clear()
  }

  #goTo(atMs: InstantMs): void {
    const place = placeAt(this.#footage, atMs)
    if (place.kind === 'footage') return this.#show(atMs)
    this.#atMs = atMs
    this.#retry.cancel()
    this.#footageEngine.forgetPending()
    this.#engine.pause()
    this.#enter({ name: 'in-gap', gap: place.gap })
  }

  #show(atMs: InstantMs): void {
    this.#retry.cancel()
    this.#atMs = atMs
    this.#enter({ name: 'loading' })
    this.#engine.setRate(this.#rate)
    this.#footageEngine.show(atMs, this.#footage.bounds, this.#source.kind)
  }

  /** Jumps to the next footage at or after an instant. */
  #playNext(fromMs: InstantMs): void {
    const nextMs = nextFootageMs(this.#footage, fromMs)
    if (nextMs === null) return this.#end(fromMs)
    this.#skipped.set(gapBetween(this.#footage, fromMs, nextMs))
    this.#show(nextMs)
  }

  #end(atMs: InstantMs): void {
    this.#atMs = Math.min(atMs, this.#footage.bounds.toMs - 1)
    this.#wantsPlay = false
    this.#enter({ name: 'ended' })
  }

  #onEngine(event: StationTimeEvent): void {
    if (event.kind === 'fault') return this.#onFault(event.fault)
    if (event.kind === 'ready') return this.#onReady()
    if (event.kind === 'time') return this.#onTime()
    if (event.kind === 'ended') return this.#onEnded()
    if (event.kind === 'waiting' && this.#state.name === 'playing') this.#enter({ name: 'loading' })
  }

  #onReady(): void {
    if (this.#state.name !== 'loading') return
    this.#retry.reset()
    this.#atMs = this.#footageEngine.nowMs() ?? this.#atMs
    if (this.#wantsPlay) this.#engine.play()
    this.#enter({ name: this.#wantsPlay ? 'playing' : 'paused' })
  }

  #onTime(): void {
    if (this.#footageEngine.isPending() || !this.#hasPicture()) return
    const nowMs = this.nowMs()
    const skipped = nowMs > this.#atMs ? gapBetween(this.#footage, this.#atMs, nowMs) : null
    this.#atMs = nowMs
    if (skipped) this.#skipped.set(skipped)
    this.#emit()
  }

  #onEnded(): void {
    if (this.#footageEngine.isPending() || this.#state.name === 'in-gap') return
    const endMs = this.#footageEngine.endMs() ?? this.#atMs
    const isStuck = endMs === this.#lastEndMs
    this.#lastEndMs = endMs
    if (!isStuck && this.#wantsPlay && hasMoreThan(this.#footage, endMs, LIVE_EDGE_MS)) this.#playNext(endMs)
    else this.#end(endMs)
  }

  #onFault(fault: EngineFault): void {
    if (fault.kind === 'no-fragments') return this.#fail('not-found')
    if (fault.kind === 'network') {
      const reason = failureOfStatus(fault.status)
      const retryInMs = reason === 'unreachable' ? this.#retry.schedule(() => this.retry()) : null
      return this.#fail(reason, retryInMs)
    }
    if (this.#source.kind === 'proxy') return this.#fail('decode')
    this.#source = { kind: 'proxy', reason: 'decode-failed' }
    this.#show(this.#atMs)
  }

  #fail(reason: PlayerFailure, retryInMs: number | null = null): void {
    this.#footageEngine.unload()
    this.#enter({ name: 'failed', reason, retryInMs })
  }

  #hasPicture(): boolean {
    return this.#state.name === 'playing' || this.#state.name === 'paused'
  }

  #enter(state: PlayerState): void {
    this.#state = state
    this.#emit()
  }

  #emit(): void {
    this.#snapshot = this.#takeSnapshot()
    this.#listeners.tell()
  }

  #takeSnapshot(): PlayerSnapshot {
    return {
      state: this.#state,
      atMs: this.#atMs,
      wantsPlay: this.#wantsPlay,
      rate: this.#rate,
      source: this.#source,
      skipped: this.#skipped.get(),
    }
  }
}
