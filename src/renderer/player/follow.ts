import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Player } from './player.ts'

/** What a secondary tile does to stay with the main one. */
export type FollowCorrection = { readonly kind: 'seek' } | { readonly kind: 'rate'; readonly rate: number }

/** Beyond this much drift a tile jumps; below it runs a little faster or slower. */
const SEEK_DRIFT_MS = 1200
const EVEN_DRIFT_MS = 40
const PAUSED_DRIFT_MS = 20
/** Beyond this speed keyframes alone are played. */
export const FASTEST_WHOLE_RATE = 4
const SPARSE_SEEK_DRIFT_MS = 6000
/** Half of the drift is gone after a second and a half. */
const CORRECTION_MS = 2000
const MAX_CORRECTION = 0.5
/** A tile that is still fetching is sent elsewhere only when its aim is this far off. */
const STALE_AIM_MS = 4000

/** `driftMs` = this tile − main tile. Rate changes are proportional, so that tiles meet without swinging. */
export function followCorrection(driftMs: number, rate: number, isPlaying: boolean): FollowCorrection {
  const distanceMs = Math.abs(driftMs)
  // Keyframes alone: there are no finer pictures to meet at, and nothing plays faster than the fastest.
  if (isPlaying && rate > FASTEST_WHOLE_RATE)
    return distanceMs > SPARSE_SEEK_DRIFT_MS ? { kind: 'seek' } : { kind: 'rate', rate }
  if (!isPlaying) return distanceMs > PAUSED_DRIFT_MS ? { kind: 'seek' } : { kind: 'rate', rate }
  if (distanceMs > SEEK_DRIFT_MS) return { kind: 'seek' }
  if (distanceMs <= EVEN_DRIFT_MS) return { kind: 'rate', rate }
  const strength = Math.min(MAX_CORRECTION, distanceMs / CORRECTION_MS)
  return { kind: 'rate', rate: rate * (driftMs > 0 ? 1 - strength : 1 + strength) }
}

export type Master = { readonly atMs: InstantMs; readonly isPlaying: boolean; readonly rate: number }

/** Keeps one tile at the main one's instant and speed. In its own gap the tile shows that gap. */
export class Follower {
  readonly #tile: Player
  /** Where it was sent just now. It is not sent there twice: the nearest picture may be all that there is. */
  #aimMs: InstantMs | null = null

  constructor(tile: Player) {
    this.#tile = tile
  }

  follow(master: Master): void {
    if (this.#aimMs !== master.atMs) this.#aimMs = null
    const { state, wantsPlay, atMs } = this.#tile.snapshot()
    if (state.name === 'failed') return
    if (wantsPlay !== master.isPlaying) this.#tile.setWantsPlay(master.isPlaying)
    if (state.name === 'loading') {
      if (Math.abs(atMs - master.atMs) > STALE_AIM_MS * Math.max(1, master.rate)) this.#send(master)
      return
    }
    if (this.#tile.isInGapAt(master.atMs) || (state.name !== 'playing' && state.name !== 'paused')) {
      if (atMs !== master.atMs) this.#send(master)
      return
    }
    const correction = followCorrection(this.#tile.nowMs() - master.atMs, master.rate, master.isPlaying)
    if (correction.kind === 'seek') this.#send(master)
    else this.#tile.setRate(correction.rate)
  }

  #send({ atMs }: Master): void {
    if (this.#aimMs === atMs) return
    this.#aimMs = atMs
    this.#tile.seekTo(atMs)
  }
}
