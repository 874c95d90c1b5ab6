import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { failureOfStatus, isLostFragment, RetryTimer } from './failures.ts'
import { FaultMap } from './fault-map.ts'
import { gapBetween, hasMoreThan, nextFootageMs, placeAt } from './footage-map.ts'
import { GapClock } from './gap-clock.ts'
import { Listeners } from './listeners.ts'
import type { EngineFault, MediaEngine } from './media-engine.ts'
import type {
  FootageGap,
  GapMode,
  PictureChoice,
  PlayerFailure,
  PlayerFootage,
  PlayerSnapshot,
  PlayerState,
  SourceChoice,
} from './player.model.ts'
import type { PlayerOptions } from './player-options.ts'
import { StationTimeEngine, type StationTimeEvent } from './station-time-engine.ts'
import { TimedValue } from './timed-value.ts'

const SKIP_NOTICE_MS = 6000
/** Footage shorter than this after the end of a playlist is the group that is still being written. */
const LIVE_EDGE_MS = 3000
/** What is taken for faulty where nothing tells how long the faulty fragment is. */
const FAULTY_MS = 2000

/** Plays one camera's footage by station time: a picture, a gap with its cause, or the reason why there is none. */
export class Player {
  readonly #engine: MediaEngine
  readonly #footageEngine: StationTimeEngine
  readonly #retry: RetryTimer
  readonly #listeners = new Listeners()
  readonly #faults = new FaultMap()
  /** Runs while a gap is shown in the time that it took. */
  readonly #gapClock: GapClock
  /** What the last jump skipped. */
  readonly #skipped: TimedValue<FootageGap>
  /** As the ledger tells it. */
  #ledger: PlayerFootage
  /** As far as it can be shown. */
  #footage: PlayerFootage
  #state: PlayerState = { name: 'empty' }
  #atMs: InstantMs
  #wantsPlay = false
  #rate = 1
  #pictures: PictureChoice = 'all'
  #gaps: GapMode = 'skip'
  #source: SourceChoice
  /** What the loaded playlist is made of: a copy goes on to the end of its chunk. */
  #shown: SourceChoice
  /** The original has been on the screen: that the browser cannot decode a place of it says nothing of the rest. */
  #hasDecoded = false
  /** Where a playlist last ran out: the ledger may promise footage that the host does not give. */
  #lastEndMs: InstantMs | null = null
  #snapshot: PlayerSnapshot

  constructor(options: PlayerOptions) {
    this.#engine = options.engine
    this.#retry = new RetryTimer(options.after)
    this.#ledger = options.footage
    this.#footage = options.footage
    this.#source = options.source
    this.#shown = options.source
    this.#atMs = options.footage.bounds.fromMs
    this.#skipped = new TimedValue(options.after, SKIP_NOTICE_MS, () => this.#emit())
    this.#gapClock = new GapClock(options.after, options.steadyMs, (atMs) => this.#onGapTime(atMs))
    this.#footageEngine = new StationTimeEngine({
      engine: options.engine,
      playlistUrlFor: options.playlistUrlFor,
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
    const ofPicture = this.#hasPicture() ? this.#footageEngine.nowMs() : null
    return ofPicture ?? this.#gapClock.nowMs() ?? this.#atMs
  }

  /** What can be shown, by the ledger and by what playing has found out. */
  footage(): PlayerFootage {
    return this.#footage
  }

  /** Whether there is no footage to show at an instant. */
  isInGapAt(atMs: InstantMs): boolean {
    return placeAt(this.#footage, atMs).kind === 'gap'
  }

  /** Newer knowledge of what was recorded; the picture stays unless it stood in a gap that has been filled. */
  setFootage(footage: PlayerFootage): void {
    this.#ledger = footage
    this.#footage = this.#faults.overlay(footage)
    if (this.#state.name === 'in-gap' && this.#gapClock.nowMs() === null) this.#goTo(this.#atMs)
  }

  seekTo(atMs: InstantMs): void {
    const { bounds } = this.#footage
    this.#skipped.set(null)
    this.#lastEndMs = null
    this.#goTo(Math.round(Math.min(Math.max(atMs, bounds.fromMs), bounds.toMs - 1)))
  }

  /** From inside a gap it goes on with the next footage and says what it jumped over, or runs through the gap. */
  play(): void {
    this.setWantsPlay(true)
    const { name } = this.#state
    if (name === 'in-gap' && this.#gaps === 'show') this.#runGap(this.#atMs)
    else if (name === 'in-gap' || name === 'ended' || name === 'empty') this.#playNext(this.#atMs)
    else if (name === 'failed') this.retry()
  }

  pause(): void {
    this.setWantsPlay(false)
  }

  /** Like play and pause, but stays where it is: no jump out of a gap. */
  setWantsPlay(wantsPlay: boolean): void {
    this.#wantsPlay = wantsPlay
    if (!wantsPlay) {
      this.#atMs = this.#gapClock.nowMs() ?? this.#atMs
      this.#gapClock.stop()
      this.#engine.pause()
    }
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
    const gapMs = this.#gapClock.nowMs()
    if (gapMs !== null) this.#gapClock.start(gapMs, rate)
    this.#emit()
  }

  /** Goes on with other pictures of the same footage: at the same instant, or at another. */
  setPictures(pictures: PictureChoice, atMs: InstantMs = this.nowMs()): void {
    if (pictures === this.#pictures) return
    this.#pictures = pictures
    if (this.#hasPicture() || this.#state.name === 'loading') this.#show(atMs)
    else this.#emit()
  }

  setGaps(gaps: GapMode): void {
    this.#gaps = gaps
  }

  setMuted(isMuted: boolean): void {
    this.#engine.setMuted(isMuted)
  }

  /** Whether more is fetched than the next picture needs. */
  setFetchAhead(fetchesAhead: boolean): void {
    this.#engine.setFetchAhead(fetchesAhead)
  }

  /** Moves by whole frames; stops first. */
  step(frames: number): void {
    this.pause()
    if (this.#state.name === 'paused') this.#footageEngine.step(frames)
    else this.seekTo(this.#atMs + Math.round(frames * this.#engine.frameS() * 1000))
  }

  /** Tries the same place again after a failure. */
  retry(): void {
    this.#faults.clear()
    this.#footage = this.#ledger
    this.#footageEngine.unload()
    this.#goTo(this.#atMs)
  }

  destroy(): void {
    this.#retry.cancel()
    this.#skipped.destroy()
    this.#gapClock.stop()
    this.#footageEngine.destroy()
    this.#listeners.clear()
  }

  #goTo(atMs: InstantMs): void {
    const place = placeAt(this.#footage, atMs)
    if (place.kind === 'footage') return this.#show(atMs)
    this.#stand(atMs, place.gap)
  }

  #stand(atMs: InstantMs, gap: FootageGap, isRunning = false): void {
    this.#atMs = atMs
    if (isRunning) this.#gapClock.start(atMs, this.#rate)
    else this.#gapClock.stop()
    this.#retry.cancel()
    this.#footageEngine.forgetPending()
    this.#engine.pause()
    this.#enter({ name: 'in-gap', gap })
  }

  /** Lets time run through the gap at an instant. */
  #runGap(atMs: InstantMs): void {
    const place = placeAt(this.#footage, atMs)
    if (place.kind === 'footage') return this.#show(atMs)
    if (nextFootageMs(this.#footage, atMs) === null) return this.#end(atMs)
    this.#stand(atMs, place.gap, true)
  }

  #onGapTime(atMs: InstantMs): void {
    const place = placeAt(this.#footage, atMs)
    if (place.kind === 'footage') {
      this.#gapClock.stop()
      return this.#show(place.range.fromMs)
    }
    this.#atMs = atMs
    this.#enter({ name: 'in-gap', gap: place.gap })
  }

  #show(atMs: InstantMs): void {
    this.#retry.cancel()
    this.#gapClock.stop()
    this.#atMs = atMs
    this.#shown = this.#sourceAt(atMs)
    this.#enter({ name: 'loading' })
    this.#engine.setRate(this.#rate)
    this.#footageEngine.show({
      atMs,
      bounds: this.#faults.boundsAround(this.#footage.bounds, atMs),
      kind: this.#shown.kind,
      pictures: this.#pictures,
    })
  }

  #sourceAt(atMs: InstantMs): SourceChoice {
    return this.#faults.isDetour(atMs) ? { kind: 'proxy', reason: 'decode-failed' } : this.#source
  }

  /** Jumps to the next footage at or after an instant; `notBeforeMs`: what lies before it is given up. */
  #playNext(fromMs: InstantMs, notBeforeMs = fromMs): void {
    const nextMs = nextFootageMs(this.#footage, notBeforeMs)
    if (nextMs === null) return this.#end(fromMs)
    const skipped = gapBetween(this.#footage, fromMs, nextMs)
    if (skipped && this.#gaps === 'show') return this.#runGap(fromMs)
    this.#skipped.set(skipped)
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
    this.#hasDecoded ||= this.#shown.kind === 'original'
    if (this.#wantsPlay) this.#engine.play()
    this.#enter({ name: this.#wantsPlay ? 'playing' : 'paused' })
  }

  #onTime(): void {
    if (this.#footageEngine.isPending() || !this.#hasPicture()) return
    const nowMs = this.nowMs()
    const skipped = nowMs > this.#atMs ? gapBetween(this.#footage, this.#atMs, nowMs) : null
    if (skipped && this.#gaps === 'show' && this.#wantsPlay) return this.#runGap(skipped.fromMs)
    this.#atMs = nowMs
    if (skipped) this.#skipped.set(skipped)
    this.#emit()
  }

  #onEnded(): void {
    if (this.#footageEngine.isPending() || this.#state.name === 'in-gap') return
    const endMs = this.#footageEngine.endMs() ?? this.#atMs
    const isStuck = endMs === this.#lastEndMs
    this.#lastEndMs = endMs
    const detour = isStuck && this.#wantsPlay ? this.#faults.detourAt(endMs) : null
    if (detour) return this.#giveUpRest({ fromMs: endMs, toMs: detour.toMs })
    if (!isStuck && this.#wantsPlay && hasMoreThan(this.#footage, endMs, LIVE_EDGE_MS)) this.#playNext(endMs)
    else this.#end(endMs)
  }

  #onFault(fault: EngineFault): void {
    if (fault.kind === 'no-fragments') return this.#fail('not-found')
    if (fault.kind === 'network') {
      if (fault.place && isLostFragment(fault.status)) return this.#lose(fault.place)
      const reason = failureOfStatus(fault.status)
      const retryInMs = reason === 'unreachable' ? this.#retry.schedule(() => this.#goTo(this.#atMs)) : null
      return this.#fail(reason, retryInMs)
    }
    // Not `nowMs()`: what is broken may stand anywhere already.
    const atMs = this.#atMs
    const place = fault.place ??
      this.#footageEngine.fragmentRange(atMs) ?? { fromMs: atMs, toMs: atMs + FAULTY_MS }
    if (this.#shown.kind === 'proxy') return this.#lose(place)
    if (this.#hasDecoded) this.#faults.addDetour(place)
    else this.#source = { kind: 'proxy', reason: 'decode-failed' }
    this.#footageEngine.forgetPlaylist()
    // What was fetched ahead of a gap is no reason to leave it.
    if (this.#state.name !== 'in-gap') this.#show(atMs)
  }

  /** Gives one fragment up: what is before it is played to its end, then it counts as absent. */
  #lose(place: TimeRange): void {
    const atMs = this.#atMs
    this.#faults.addLost(place)
    this.#footage = this.#faults.overlay(this.#ledger)
    this.#footageEngine.forgetPlaylist()
    if (this.#state.name === 'in-gap') return
    if (this.#wantsPlay && this.isInGapAt(atMs)) this.#playNext(atMs)
    else this.#goTo(atMs)
  }

  /** The copy of a damaged stretch is shorter than the stretch: what it lacks is lost. */
  #giveUpRest(rest: TimeRange): void {
    this.#faults.addLost(rest)
    this.#footage = this.#faults.overlay(this.#ledger)
    this.#footageEngine.forgetPlaylist()
    this.#playNext(rest.fromMs, rest.toMs)
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
    const isSparse = this.#pictures === 'keyframes' && this.#hasPicture()
    return {
      state: this.#state,
      atMs: this.#atMs,
      pictureMs: (isSparse ? this.#footageEngine.pictureMs() : null) ?? this.#atMs,
      isRunning: this.#state.name === 'playing' || this.#gapClock.nowMs() !== null,
      pictures: this.#pictures,
      wantsPlay: this.#wantsPlay,
      rate: this.#rate,
      source: this.#shown,
      skipped: this.#skipped.get(),
    }
  }
}
