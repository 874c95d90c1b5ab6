import type { InstantMs } from '#shared/kernel/instant.ts'
import { contains, type TimeRange } from '#shared/kernel/time-range.ts'
import { playlistWindow } from './footage-map.ts'
import type { EngineEvent, EngineFault, MediaEngine } from './media-engine.ts'
import type { PictureChoice, PlaylistUrlFor, SourceKind } from './player.model.ts'
import { fragmentAt, mappedEndMs, mediaAtProgram, programAtMedia } from './time-map.ts'

/** Longest stretch asked for in one playlist: one of all groups is long, and read anew at every far seek. */
const WINDOW_MS: Readonly<Record<PictureChoice, number>> = { all: 20 * 60_000, keyframes: 2 * 3_600_000 }

export type StationTimeEvent = Exclude<EngineEvent, { readonly kind: 'mapped' }>

/** What to show of an instant. */
export type Wanted = {
  readonly atMs: InstantMs
  /** Nothing outside is asked for. */
  readonly bounds: TimeRange
  readonly kind: SourceKind
  readonly pictures: PictureChoice
}

export type StationTimeEngineOptions = {
  readonly engine: MediaEngine
  readonly playlistUrlFor: PlaylistUrlFor
  readonly onEvent: (event: StationTimeEvent) => void
}

/** A media engine that speaks station time: it finds the playlist for an instant and the picture in the playlist. */
export class StationTimeEngine {
  readonly #options: StationTimeEngineOptions
  readonly #endSubscription: () => void
  /** Source and pictures of the loaded playlist. */
  #loaded: string | null = null
  /** What the playlist on its way will reach over; null when none is. */
  #awaited: TimeRange | null = null
  /** Instant to show as soon as there is a picture; null once it stands. */
  #pendingMs: InstantMs | null = null

  constructor(options: StationTimeEngineOptions) {
    this.#options = options
    this.#endSubscription = options.engine.subscribe((event) => this.#onEngine(event))
  }

  /** Whether a picture was asked for that does not stand yet. */
  isPending(): boolean {
    return this.#pendingMs !== null
  }

  /** Station time of the position; null when nothing is loaded. */
  nowMs(): InstantMs | null {
    return programAtMedia(this.#options.engine.fragments(), this.#options.engine.positionS())
  }

  /** Station time of the picture on the screen; null when nothing is loaded. */
  pictureMs(): InstantMs | null {
    return programAtMedia(this.#options.engine.fragments(), this.#options.engine.pictureS())
  }

  /** Where the loaded footage ends. */
  endMs(): InstantMs | null {
    return mappedEndMs(this.#options.engine.fragments())
  }

  /** The fragment at an instant, as far as one is loaded. */
  fragmentRange(atMs: InstantMs): TimeRange | null {
    return fragmentAt(this.#options.engine.fragments(), atMs)
  }

  show({ atMs, bounds, kind, pictures }: Wanted): void {
    const { engine, playlistUrlFor } = this.#options
    this.#pendingMs = atMs
    const loaded = `${kind} ${pictures}`
    const mediaS = this.#loaded === loaded ? mediaAtProgram(engine.fragments(), atMs) : null
    if (mediaS !== null) return engine.seek(mediaS)
    // Whoever scrubs wishes sixty times a second: the playlist that comes serves the newest wish.
    if (this.#loaded === loaded && this.#awaited && contains(this.#awaited, atMs)) return
    this.#loaded = loaded
    const window = playlistWindow(bounds, atMs, WINDOW_MS[pictures])
    this.#awaited = window
    engine.load(playlistUrlFor(window, kind, pictures), pictures)
  }

  step(frames: number): void {
    const { engine } = this.#options
    engine.seek(Math.max(0, engine.positionS() + frames * engine.frameS()))
  }

  /** Keeps the picture but no longer waits for another. */
  forgetPending(): void {
    this.#pendingMs = null
  }

  /** The next picture is asked of a new playlist. */
  forgetPlaylist(): void {
    this.#loaded = null
  }

  unload(): void {
    this.#pendingMs = null
    this.#loaded = null
    this.#awaited = null
    this.#options.engine.unload()
  }

  destroy(): void {
    this.#endSubscription()
    this.#options.engine.destroy()
  }

  #onEngine(event: EngineEvent): void {
    if (event.kind === 'mapped') {
      this.#awaited = null
      return this.#start()
    }
    if (event.kind === 'ready') this.#pendingMs = null
    this.#options.onEvent(event)
  }

  /** The ledger may know of footage a moment before the playlist does: then the nearest picture is shown. */
  #start(): void {
    const { engine } = this.#options
    if (this.#pendingMs === null) return
    const fragments = engine.fragments()
    const wantedMs = this.#pendingMs
    const last = fragments.at(-1)
    if (!last) return this.#fault({ kind: 'no-fragments' })
    const next = fragments.find((fragment) => fragment.programMs >= wantedMs)
    const nearestS = next?.startS ?? last.startS + Math.max(0, last.durationS - 0.2)
    engine.start(mediaAtProgram(fragments, wantedMs) ?? nearestS)
  }

  #fault(fault: EngineFault): void {
    this.#options.onEvent({ kind: 'fault', fault })
  }
}
