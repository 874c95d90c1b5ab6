/** `setTimeout` that returns its own end. */
export type After = (delayMs: number, act: () => void) => () => void

/** A value that goes away by itself. */
export class TimedValue<Value> {
  readonly #after: After
  readonly #lifeMs: number
  readonly #onChange: () => void
  #value: Value | null = null
  #end: (() => void) | null = null

  constructor(after: After, lifeMs: number, onChange: () => void) {
    this.#after = after
    this.#lifeMs = lifeMs
    this.#onChange = onChange
  }

  get(): Value | null {
    return this.#value
  }

  set(value: Value | null): void {
    this.#end?.()
    this.#end = value === null ? null : this.#after(this.#lifeMs, () => this.set(null))
    if (value === null && this.#value === null) return
    this.#value = value
    this.#onChange()
  }

  destroy(): void {
    this.#end?.()
  }
}
