import type { InstantMs } from '#shared/kernel/instant.ts'
import { Follower } from './follow.ts'
import { Listeners } from './listeners.ts'
import type { Player } from './player.ts'
import type { PlayerState } from './player.model.ts'

export type DeckSnapshot = {
  /** The one position of the whole deck, station time. */
  readonly atMs: InstantMs
  readonly isPlaying: boolean
  readonly rate: number
  /** Of the main tile; `empty` while there is none. */
  readonly state: PlayerState
}

type Seat = { readonly player: Player; readonly follower: Follower; readonly end: () => void }

/** Several players on one clock: the main one leads, the others follow it. */
export class PlayerDeck {
  readonly #seats = new Map<string, Seat>()
  readonly #listeners = new Listeners()
  #mainId: string | null
  #snapshot: DeckSnapshot
  #isFollowing = false

  constructor(mainId: string | null, atMs: InstantMs) {
    this.#mainId = mainId
    this.#snapshot = { atMs, isPlaying: false, rate: 1, state: { name: 'empty' } }
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
    if (id === this.#mainId) this.#lead(player)
    else this.#followAll()
    return () => {
      endSubscription()
      this.#seats.delete(id)
    }
  }

  /** Another tile takes the lead where the last one stood. */
  setMain(id: string): void {
    if (id === this.#mainId) return
    this.#mainId = id
    const player = this.#main()
    if (player) this.#lead(player)
  }

  nowMs(): InstantMs {
    return this.#main()?.nowMs() ?? this.#snapshot.atMs
  }

  seekTo(atMs: InstantMs): void {
    const main = this.#main()
    if (main) {
      main.seekTo(atMs)
      this.#stopInGap(main)
    } else {
      this.#publish({ ...this.#snapshot, atMs })
    }
  }

  play(): void {
    this.#main()?.play()
  }

  pause(): void {
    this.#main()?.pause()
  }

  toggle(): void {
    if (this.#snapshot.isPlaying) this.pause()
    else this.play()
  }

  setRate(rate: number): void {
    this.#publish({ ...this.#snapshot, rate })
    this.#main()?.setRate(rate)
  }

  step(frames: number): void {
    this.#main()?.step(frames)
  }

  #main(): Player | null {
    return this.#mainId === null ? null : (this.#seats.get(this.#mainId)?.player ?? null)
  }

  #lead(player: Player): void {
    const { atMs, isPlaying, rate } = this.#snapshot
    player.setRate(rate)
    player.setWantsPlay(isPlaying)
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
      this.#publish({ atMs, isPlaying: wantsPlay, rate, state })
    }
    this.#followAll()
  }

  #followAll(): void {
    if (this.#isFollowing) return
    this.#isFollowing = true
    const { isPlaying, rate, state } = this.#snapshot
    const isRunning = isPlaying && state.name === 'playing'
    const atMs = this.nowMs()
    for (const [id, seat] of this.#seats) {
      if (id !== this.#mainId) seat.follower.follow({ atMs, isPlaying: isRunning, rate })
    }
    this.#isFollowing = false
  }

  #publish(snapshot: DeckSnapshot): void {
    this.#snapshot = snapshot
    this.#listeners.tell()
  }
}
