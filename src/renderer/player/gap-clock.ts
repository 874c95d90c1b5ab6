import type { InstantMs } from '#shared/kernel/instant.ts'
import type { After } from './timed-value.ts'

const TICK_MS = 100

/** Station time that runs where no picture carries it. */
export class GapClock {
  readonly #after: After
  readonly #steadyMs: () => number
  readonly #onTick: (atMs: InstantMs) => void
  #from: { readonly atMs: InstantMs; readonly steadyMs: number; readonly rate: number } | null = null
  #end: (() => void) | null = null

  /** @param steadyMs a clock that never jumps */
  constructor(after: After, steadyMs: () => number, onTick: (atMs: InstantMs) => void) {
    this.#after = after
    this.#steadyMs = steadyMs
    this.#onTick = onTick
  }

  /** null while it stands. */
  nowMs(): InstantMs | null {
    if (!this.#from) return null
    return Math.round(this.#from.atMs + (this.#steadyMs() - this.#from.steadyMs) * this.#from.rate)
  }

  /** @param rate negative runs backwards */
  start(atMs: InstantMs, rate: number): void {
    this.stop()
    this.#from = { atMs, steadyMs: this.#steadyMs(), rate }
    this.#tick()
  }

  stop(): void {
    this.#end?.()
    this.#end = null
    this.#from = null
  }

  #tick(): void {
    this.#end = this.#after(TICK_MS, () => {
      const nowMs = this.nowMs()
      if (nowMs === null) return
      this.#tick()
      this.#onTick(nowMs)
    })
  }
}
