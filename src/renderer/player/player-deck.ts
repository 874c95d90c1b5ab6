import type { InstantMs } from '#shared/kernel/instant.ts'
import { FASTEST_WHOLE_RATE, Follower } from './follow.ts'
import { followingFootageMs, previousFootageEndMs } from './footage-map.ts'
import { GapClock } from './gap-clock.ts'
import { Listeners } from './listeners.ts'
import type { Player } from './player.ts'
import type { GapMode, PictureChoice, PlayerState } from './player.model.ts'
import type { After } from './timed-value.ts'

export type DeckSnapshot = {
  /** The one position of the whole deck, station time; of the main tile while tiles are independent. */
  readonly atMs: InstantMs
  readonly isPlaying: boolean
  /** It runs backwards, from keyframe to keyframe. */
  readonly isReverse: boolean
  readonly rate: number
  readonly gaps: GapMode
  /** Each tile keeps its own position and what is done is done to the main one alone. */
  readonly isIndependent: boolean
  /** Of the main tile; `empty` while there is none. */
  readonly state: PlayerState
}

type Seat = { readonly player: Player; readonly follower: Follower; readonly end: () => void }

export type DeckOptions = {
  readonly mainId: string | null
  readonly atMs: InstantMs
  readonly gaps: GapMode
  readonly after: After
  /** A clock that never jumps. */
  readonly steadyMs: () => number
}

/** For so long the others leave the host and the processor to the main tile when it is sent elsewhere. */
const HEAD_START_MS = 700
/** For so long at most a tile that has its picture fetches nothing ahead while others still wait for theirs. */
const PICTURES_FIRST_MS = 2000
/** A seek this soon after another is one of a series: somebody scrubs. */
const SERIES_MS = 400
/** After the last seek of a series the others rest for so long, then they follow. */
const REST_MS = 250
/** This much before its end footage is entered from behind, so that there is something to see. */
const TAIL_MS = 2000

/** Several players on one clock: the main one leads, the others follow it. */
export class PlayerDeck {
  readonly #seats = new Map<string, Seat>()
  readonly #listeners = new Listeners()
  /** Runs backwards: browsers play forwards only. */
  readonly #reverse: GapClock
  readonly #after: After
  readonly #steadyMs: () => number
  /** Until when the others wait for the main tile's picture, on the steady clock. */
  #holdUntilMs = 0
  #lastSeekMs = Number.NEGATIVE_INFINITY
  /** Until when the others stay where they are because somebody scrubs. */
  #restUntilMs = 0
  /** Until when no tile fetches ahead; null: they do. */
  #picturesFirstUntilMs: number | null = null
  #mainId: string | null
  #snapshot: DeckSnapshot
  #isFollowing = false

  constructor({ mainId, atMs, gaps, after, steadyMs }: DeckOptions) {
    this.#after = after
    this.#steadyMs = steadyMs
    this.#mainId = mainId
    this.#reverse = new GapClock(after, steadyMs, (nowMs) => this.#stepBack(nowMs))
    this.#snapshot = {
      atMs,
      isPlaying: false,
      isReverse: false,
      rate: 1,
      gaps,
      isIndependent: false,
      state: { name: 'empty' },
    }
  }

  snapshot(): DeckSnapshot {
    return this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Seats a tile's player at the deck's position. The returned end does not destroy the player. */
  seat(id: string, player: Player): () => void {
    const endSubscription = player.subscribe(() => this.#onPlayer(id))
    this.#seats.set(id, { player, follower: new Follower(player), end: endSubscription })
    player.setGaps(this.#snapshot.gaps)
    player.setFetchAhead(this.#picturesFirstUntilMs === null)
    player.setPictures(this.#picturesWanted())
    if (id === this.#mainId) this.#lead(player)
    else if (this.#snapshot.isIndependent) player.seekTo(this.#snapshot.atMs)
    else this.#followAll()
    return () => {
      endSubscription()
      this.#seats.delete(id)
    }
  }

  /** Another tile takes the lead where the last one stood; an independent one where it stands itself. */
  setMain(id: string): void {
    if (id === this.#mainId) return
    if (this.#snapshot.isIndependent) this.#stopReverse()
    this.#mainId = id
    const player = this.#main()
    if (!player) return
    if (this.#snapshot.isIndependent) this.#onPlayer(id)
    else this.#lead(player)
  }

  /** Lets each tile go its own way, or brings all back to the main one's position. */
  setIndependent(isIndependent: boolean): void {
    this.#publish({ ...this.#snapshot, isIndependent })
    if (isIndependent) {
      for (const { player } of this.#seats.values()) player.setRate(this.#snapshot.rate)
      return
    }
    this.#applyPictures()
    this.#followAll()
  }

  setGaps(gaps: GapMode): void {
    for (const { player } of this.#seats.values()) player.setGaps(gaps)
    this.#publish({ ...this.#snapshot, gaps })
  }

  nowMs(): InstantMs {
    return this.#reverse.nowMs() ?? this.#main()?.nowMs() ?? this.#snapshot.atMs
  }

  seekTo(atMs: InstantMs): void {
    const main = this.#main()
    this.#noteSeek()
    if (main) {
      main.seekTo(atMs)
      this.#stopInGap(main)
      if (this.#snapshot.isReverse) this.#reverse.start(main.nowMs(), -this.#snapshot.rate)
    } else {
      this.#publish({ ...this.#snapshot, atMs })
    }
  }

  /** To the last pictures before the footage, or the hole, that the position is in; nowhere when there are none. */
  toPreviousFootage(): void {
    const main = this.#main()
    const endMs = main && previousFootageEndMs(main.footage(), this.nowMs())
    if (endMs !== null) this.seekTo(endMs - TAIL_MS)
  }

  /** To the first picture after the next hole. */
  toNextFootage(): void {
    const main = this.#main()
    const fromMs = main && followingFootageMs(main.footage(), this.nowMs())
    if (fromMs !== null) this.seekTo(fromMs)
  }

  play(): void {
    this.#stopReverse()
    this.#main()?.play()
  }

  pause(): void {
    this.#stopReverse()
    this.#main()?.pause()
  }

  toggle(): void {
    if (this.#snapshot.isPlaying) this.pause()
    else this.play()
  }

  /** Runs backwards from here at the speed that is set. */
  playBackwards(): void {
    const main = this.#main()
    if (!main) return
    const atMs = this.nowMs()
    main.pause()
    this.#publish({ ...this.#snapshot, isReverse: true, isPlaying: true })
    this.#applyPictures()
    this.#reverse.start(atMs, -this.#snapshot.rate)
  }

  setRate(rate: number): void {
    const reverseMs = this.#reverse.nowMs()
    this.#publish({ ...this.#snapshot, rate })
    this.#main()?.setRate(rate)
    if (reverseMs !== null) this.#reverse.start(reverseMs, -rate)
  }

  step(frames: number): void {
    this.#stopReverse()
    this.#main()?.step(frames)
  }

  #main(): Player | null {
    return this.#mainId === null ? null : (this.#seats.get(this.#mainId)?.player ?? null)
  }

  /** Whoever stops sees the exact picture, however fast it ran. */
  #picturesWanted(): PictureChoice {
    const { rate, isPlaying, isReverse } = this.#snapshot
    return isReverse || (isPlaying && rate > FASTEST_WHOLE_RATE) ? 'keyframes' : 'all'
  }

  #applyPictures(): void {
    const pictures = this.#picturesWanted()
    const main = this.#main()
    main?.setPictures(pictures)
    if (this.#snapshot.isIndependent) return
    for (const { player } of this.#seats.values()) player.setPictures(pictures, main?.nowMs())
  }

  #stopReverse(): void {
    if (!this.#snapshot.isReverse) return
    const atMs = this.nowMs()
    this.#reverse.stop()
    this.#publish({ ...this.#snapshot, atMs, isReverse: false, isPlaying: false })
    this.#applyPictures()
    this.#followAll()
  }

  /** Time waits for the picture: an old computer runs back more slowly, and leaves nothing out. */
  #stepBack(nowMs: InstantMs): void {
    const main = this.#main()
    if (!main) return
    if (main.snapshot().state.name === 'loading')
      return this.#reverse.start(main.nowMs(), -this.#snapshot.rate)
    const footage = main.footage()
    if (nowMs <= footage.bounds.fromMs) return this.pause()
    if (this.#snapshot.gaps === 'skip' && main.isInGapAt(nowMs)) {
      const endMs = previousFootageEndMs(footage, nowMs)
      if (endMs === null) return this.pause()
      main.seekTo(endMs - 1)
      this.#reverse.start(endMs - 1, -this.#snapshot.rate)
    } else {
      main.seekTo(nowMs)
    }
  }

  #lead(player: Player): void {
    const { atMs, isPlaying, isReverse, rate } = this.#snapshot
    player.setRate(rate)
    player.setWantsPlay(isPlaying && !isReverse)
    if (Math.abs(player.nowMs() - atMs) > 1 || player.snapshot().state.name === 'empty') player.seekTo(atMs)
    this.#stopInGap(player)
    this.#onPlayer(this.#mainId ?? '')
  }

  /** Whoever is sent into a gap stays there and sees it; only `play` leaves it. */
  #stopInGap(player: Player): void {
    if (player.snapshot().state.name === 'in-gap') player.pause()
  }

  #onPlayer(id: string): void {
    if (id === this.#mainId) {
      const main = this.#main()
      if (!main) return
      const { atMs, wantsPlay, rate, state } = main.snapshot()
      const { isReverse } = this.#snapshot
      if (state.name === 'loading' && this.#snapshot.state.name !== 'loading') this.#giveHeadStart()
      this.#publish({ ...this.#snapshot, atMs, isPlaying: wantsPlay || isReverse, rate, state })
      if (main.snapshot().pictures !== this.#picturesWanted()) this.#applyPictures()
    }
    this.#followAll()
    this.#fetchAheadAgain()
  }

  /** Eight tiles that follow every step of a hand would leave nothing to the one that is looked at. */
  #noteSeek(): void {
    const nowMs = this.#steadyMs()
    const isSeries = nowMs - this.#lastSeekMs < SERIES_MS
    this.#lastSeekMs = nowMs
    if (!isSeries) return
    this.#restUntilMs = nowMs + REST_MS
    this.#after(REST_MS, () => {
      this.#followAll()
      this.#fetchAheadAgain()
    })
  }

  #giveHeadStart(): void {
    this.#holdUntilMs = this.#steadyMs() + HEAD_START_MS
    this.#after(HEAD_START_MS, () => this.#followAll())
    this.#picturesFirstUntilMs = this.#steadyMs() + PICTURES_FIRST_MS
    this.#after(PICTURES_FIRST_MS, () => this.#fetchAheadAgain())
    for (const [id, { player }] of this.#seats) {
      // Who stopped for want of bytes needs more of them, not less.
      if (id !== this.#mainId || !player.snapshot().wantsPlay) player.setFetchAhead(false)
    }
  }

  /** As soon as every tile has its picture, or has been waited for long enough. */
  #fetchAheadAgain(): void {
    const untilMs = this.#picturesFirstUntilMs
    if (untilMs === null || this.#steadyMs() < this.#restUntilMs) return
    const players = [...this.#seats.values()].map(({ player }) => player)
    const isWaitedFor = players.some((player) => player.snapshot().state.name === 'loading')
    if (isWaitedFor && this.#steadyMs() < untilMs) return
    this.#picturesFirstUntilMs = null
    for (const player of players) player.setFetchAhead(true)
  }

  #followAll(): void {
    const main = this.#main()
    if (this.#isFollowing || this.#snapshot.isIndependent || !main) return
    const { state, wantsPlay } = main.snapshot()
    // Who got its picture before the main one would run on for a moment.
    if (!wantsPlay) this.#stopOthers()
    const nowMs = this.#steadyMs()
    if (nowMs < this.#restUntilMs || (state.name === 'loading' && nowMs < this.#holdUntilMs)) return
    this.#isFollowing = true
    const { rate } = this.#snapshot
    const isRunning = main.snapshot().isRunning
    // Backwards the others are sent where the main one was sent, not where the clock has gone meanwhile.
    const atMs = main.nowMs()
    for (const [id, seat] of this.#seats) {
      if (id !== this.#mainId) seat.follower.follow({ atMs, isPlaying: isRunning, rate })
    }
    this.#isFollowing = false
  }

  #stopOthers(): void {
    for (const [id, { player }] of this.#seats) {
      if (id !== this.#mainId && player.snapshot().wantsPlay) player.setWantsPlay(false)
    }
  }

  #publish(snapshot: DeckSnapshot): void {
    this.#snapshot = snapshot
    this.#listeners.tell()
  }
}
