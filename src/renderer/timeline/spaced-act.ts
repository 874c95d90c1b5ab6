/** For what a hand wishes sixty times a second and a computer does less often: at once, then the newest wish each time. */
export class SpacedAct {
  readonly #everyMs: number
  #waiting: (() => void) | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #lastMs = Number.NEGATIVE_INFINITY

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  wish(act: () => void): void {
    this.#waiting = act
    const waitMs = this.#lastMs + this.#everyMs - performance.now()
    if (waitMs <= 0) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), waitMs)
  }

  /** What still waits is done now. */
  flush(): void {
    const due = this.#waiting
    this.stop()
    if (!due) return
    this.#lastMs = performance.now()
    due()
  }

  /** What still waits is forgotten. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = null
  }
}
