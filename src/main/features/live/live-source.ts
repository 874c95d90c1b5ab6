import { messageOf } from '#shared/kernel/app-error.ts'
import type { LiveState } from '#shared/live/live.model.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { LiveRequest, OpenLive } from '#main/ports/live-stream.ts'
import type { StreamCopy } from '#main/ports/video-tool.ts'

export type LivePart =
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'init'; readonly bytes: Uint8Array }
  | { readonly kind: 'fragment'; readonly bytes: Uint8Array; readonly isKeyframe: boolean }

export type LiveListener = (part: LivePart) => void

export type LiveSourceDeps = {
  readonly clock: Clock
  readonly open: OpenLive
  readonly log: (message: string) => void
}

const RETRY_DELAYS_MS = [1000, 2000, 5000, 10_000]
/** A stream that brought no picture for this long is dead, whatever its process says. */
const STALL_MS = 10_000
/** Somebody who turns back to the wall should not wait for a new connection. */
const LINGER_MS = 5000
/** A newcomer is given the pictures since the last keyframe, up to this much. */
const MAX_GROUP_BYTES = 32 * 1024 * 1024

/** One connection to a camera, shared by all who watch it: opened for the first, closed a while after the last. */
export class LiveSource {
  readonly #deps: LiveSourceDeps
  readonly #request: () => Promise<LiveRequest>
  readonly #onEmpty: () => void
  readonly #listeners = new Set<LiveListener>()
  #state: LiveState
  #init: Uint8Array | null = null
  #header: InitSegment | null = null
  #group: LivePart[] = []
  #groupBytes = 0
  #copy: StreamCopy | null = null
  #isClosed = false
  #failures = 0
  #linger: NodeJS.Timeout | null = null
  #wake: (() => void) | null = null
  readonly #ended: Promise<void>

  constructor(deps: LiveSourceDeps, request: () => Promise<LiveRequest>, onEmpty: () => void) {
    this.#deps = deps
    this.#request = request
    this.#onEmpty = onEmpty
    this.#state = { state: 'connecting', sinceMs: deps.clock.nowMs(), reason: null }
    this.#ended = this.#run()
  }

  /** The state, and the pictures since the last keyframe, at once; then what comes. @returns leaves */
  join(listener: LiveListener): () => void {
    if (this.#linger) clearTimeout(this.#linger)
    this.#listeners.add(listener)
    listener({ kind: 'state', state: this.#state })
    if (this.#init) listener({ kind: 'init', bytes: this.#init })
    for (const part of this.#group) listener(part)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0 || this.#isClosed) return
      this.#linger = setTimeout(() => void this.close(), LINGER_MS)
    }
  }

  async close(): Promise<void> {
    if (!this.#isClosed) this.#onEmpty()
    this.#isClosed = true
    if (this.#linger) clearTimeout(this.#linger)
    this.#copy?.stop(0)
    this.#wake?.()
    await this.#ended
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const reason = await this.#attempt().catch((thrown: unknown) => {
        this.#deps.log(`live: ${messageOf(thrown)}`)
        return 'unreachable'
      })
      if (this.#isClosed) return
      this.#forget()
      this.#setState('retrying', reason)
      await this.#pause(RETRY_DELAYS_MS[Math.min(this.#failures, RETRY_DELAYS_MS.length - 1)] ?? 1000)
      this.#failures += 1
    }
  }

  /** One connection from its start to its end. @returns why it ended */
  async #attempt(): Promise<string> {
    const copy = this.#deps.open(await this.#request())
    this.#copy = copy
    if (this.#isClosed) copy.stop(0)
    let pictures = 0
    let cameAtMs = performance.now()
    const watch = setInterval(() => {
      if (copy.pictures() > pictures) cameAtMs = performance.now()
      pictures = copy.pictures()
      if (performance.now() - cameAtMs > STALL_MS) copy.stop(0)
    }, 1000)
    try {
      for await (const { kind, bytes } of copy.output) {
        if (kind === 'init') this.#acceptInit(bytes)
        else this.#acceptPicture(bytes)
      }
      const { reason } = await copy.ended
      return reason === 'stopped' ? 'stalled' : reason
    } finally {
      clearInterval(watch)
      copy.stop(0)
      await copy.ended
      this.#copy = null
    }
  }

  #acceptInit(bytes: Uint8Array): void {
    this.#init = bytes
    this.#header = readInitSegment(bytes)
    this.#tell({ kind: 'init', bytes })
  }

  #acceptPicture(bytes: Uint8Array): void {
    if (!this.#header) return
    const isKeyframe = readFragment(bytes, this.#header).startsWithKeyframe
    const part: LivePart = { kind: 'fragment', bytes, isKeyframe }
    if (isKeyframe) {
      this.#group = []
      this.#groupBytes = 0
    }
    // A group too long to keep is not given to newcomers in part: they wait for the next keyframe.
    this.#groupBytes += bytes.length
    if (this.#groupBytes <= MAX_GROUP_BYTES && (isKeyframe || this.#group.length > 0)) this.#group.push(part)
    else this.#group = []
    if (this.#state.state !== 'playing') this.#setState('playing', null)
    this.#failures = 0
    this.#tell(part)
  }

  #forget(): void {
    this.#init = null
    this.#header = null
    this.#group = []
    this.#groupBytes = 0
  }

  #setState(state: LiveState['state'], reason: string | null): void {
    if (state === this.#state.state && reason === this.#state.reason) return
    this.#state = { state, sinceMs: this.#deps.clock.nowMs(), reason }
    this.#tell({ kind: 'state', state: this.#state })
  }

  #tell(part: LivePart): void {
    for (const listener of this.#listeners) listener(part)
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(resume, delayMs)
      this.#wake = () => {
        clearTimeout(timer)
        resume()
      }
    })
  }
}
