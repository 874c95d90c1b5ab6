import Hls, { ErrorDetails, type ErrorData, ErrorTypes, Events, type HlsConfig } from 'hls.js'
import { Listeners } from './listeners.ts'
import type { EngineEvent, EngineFault, MediaEngine } from './media-engine.ts'
import type { MappedFragment } from './time-map.ts'

const DEFAULT_FRAME_S = 0.04
/** Time reports while running: fine enough for a clock in tenths, coarse enough for one core. */
const TIME_REPORT_MS = 100

/** A proxy chunk is made when asked for: its first byte may take seconds. */
const CONFIG: Partial<HlsConfig> = {
  autoStartLoad: false,
  enableWorker: true,
  maxBufferLength: 15,
  maxMaxBufferLength: 30,
  backBufferLength: 30,
  maxBufferHole: 0.5,
  nudgeMaxRetry: 6,
  manifestLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 15_000,
      maxLoadTimeMs: 30_000,
      timeoutRetry: { maxNumRetry: 0, retryDelayMs: 0, maxRetryDelayMs: 0 },
      errorRetry: { maxNumRetry: 0, retryDelayMs: 0, maxRetryDelayMs: 0 },
    },
  },
  fragLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 20_000,
      maxLoadTimeMs: 60_000,
      timeoutRetry: { maxNumRetry: 1, retryDelayMs: 0, maxRetryDelayMs: 0 },
      errorRetry: { maxNumRetry: 1, retryDelayMs: 500, maxRetryDelayMs: 1000 },
    },
  },
}

const CODEC_DETAILS: readonly ErrorDetails[] = [
  ErrorDetails.BUFFER_ADD_CODEC_ERROR,
  ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR,
  ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR,
]

/** What a report of hls.js means to the player; null when hls.js deals with it itself. */
export function faultOf(
  data: Pick<ErrorData, 'type' | 'details' | 'fatal' | 'response'>,
): EngineFault | null {
  if (CODEC_DETAILS.includes(data.details)) return { kind: 'codec' }
  if (data.details === ErrorDetails.LEVEL_EMPTY_ERROR) return { kind: 'no-fragments' }
  if (!data.fatal) return null
  if (data.type === ErrorTypes.NETWORK_ERROR) return { kind: 'network', status: data.response?.code ?? 0 }
  return { kind: 'codec' }
}

/** Plays HLS in a `<video>` by hls.js. */
export class HlsEngine implements MediaEngine {
  readonly #video: HTMLVideoElement
  readonly #listeners = new Listeners<[EngineEvent]>()
  readonly #endListening = new AbortController()
  #hls: Hls | null = null
  #fragments: readonly MappedFragment[] | null = null
  #hasRecovered = false
  #lastReportMs = 0
  #lastFrameS = 0
  #frameS = DEFAULT_FRAME_S
  #frameHandle = 0

  constructor(video: HTMLVideoElement) {
    this.#video = video
    this.#listen()
    this.#watchFrames()
  }

  load(url: string): void {
    this.#destroyHls()
    this.#hasRecovered = false
    const hls = new Hls(CONFIG)
    this.#hls = hls
    hls.on(Events.LEVEL_LOADED, () => this.#onLevelLoaded())
    hls.on(Events.LEVEL_PTS_UPDATED, () => {
      this.#fragments = null
    })
    hls.on(Events.ERROR, (_event, data) => this.#onError(data))
    hls.loadSource(url)
    hls.attachMedia(this.#video)
  }

  start(mediaS: number): void {
    this.#hls?.startLoad(mediaS)
  }

  unload(): void {
    this.#destroyHls()
  }

  fragments(): readonly MappedFragment[] {
    this.#fragments ??= this.#mapFragments()
    return this.#fragments
  }

  positionS(): number {
    return this.#video.currentTime
  }

  seek(mediaS: number): void {
    this.#video.currentTime = mediaS
  }

  play(): void {
    // A newer load or pause ends the promise of an older play; nothing is wrong then.
    this.#video.play().catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error
    })
  }

  pause(): void {
    this.#video.pause()
  }

  setRate(rate: number): void {
    this.#video.defaultPlaybackRate = rate
    this.#video.playbackRate = rate
  }

  frameS(): number {
    return this.#frameS
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    return this.#listeners.add(listener)
  }

  destroy(): void {
    this.#endListening.abort()
    this.#video.cancelVideoFrameCallback(this.#frameHandle)
    this.#destroyHls()
    this.#listeners.clear()
  }

  #listen(): void {
    const { signal } = this.#endListening
    const on = (type: keyof HTMLMediaElementEventMap, act: () => void): void =>
      this.#video.addEventListener(type, act, { signal })
    on('seeked', () => this.#reportPicture())
    on('canplay', () => this.#reportPicture())
    on('loadeddata', () => this.#reportPicture())
    on('playing', () => this.#reportPicture())
    on('waiting', () => this.#emit({ kind: 'waiting' }))
    on('timeupdate', () => this.#reportTime())
    on('ended', () => this.#emit({ kind: 'ended' }))
    on('error', () => this.#onVideoError())
  }

  #reportPicture(): void {
    if (this.#video.seeking || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    this.#emit({ kind: 'ready' })
    this.#emit({ kind: 'time' })
  }

  #reportTime(): void {
    const nowMs = performance.now()
    if (nowMs - this.#lastReportMs < TIME_REPORT_MS || this.#video.seeking) return
    this.#lastReportMs = nowMs
    this.#emit({ kind: 'time' })
  }

  /** Frames as they are shown: the source of the running clock and of the length of a frame. */
  #watchFrames(): void {
    this.#frameHandle = this.#video.requestVideoFrameCallback((_now, metadata) => {
      const deltaS = metadata.mediaTime - this.#lastFrameS
      if (deltaS > 0.005 && deltaS < 0.21 && !this.#video.paused && this.#video.playbackRate <= 1)
        this.#frameS = deltaS
      this.#lastFrameS = metadata.mediaTime
      this.#reportTime()
      this.#watchFrames()
    })
  }

  #onLevelLoaded(): void {
    this.#fragments = null
    this.#emit({ kind: 'mapped' })
  }

  #mapFragments(): readonly MappedFragment[] {
    const details = this.#hls?.levels[0]?.details
    if (!details) return []
    return details.fragments.flatMap((fragment) =>
      fragment.programDateTime === null
        ? []
        : [{ startS: fragment.start, durationS: fragment.duration, programMs: fragment.programDateTime }],
    )
  }

  #onError(data: ErrorData): void {
    const fault = faultOf(data)
    if (fault === null) return
    if (fault.kind === 'codec' && !CODEC_DETAILS.includes(data.details) && this.#recover()) return
    this.#emit({ kind: 'fault', fault })
  }

  #onVideoError(): void {
    if (!this.#hls || !this.#video.error || this.#recover()) return
    this.#emit({ kind: 'fault', fault: { kind: 'codec' } })
  }

  /** A broken fragment deserves one more try before the picture is given up. */
  #recover(): boolean {
    if (this.#hasRecovered || !this.#hls) return false
    this.#hasRecovered = true
    this.#hls.recoverMediaError()
    return true
  }

  #destroyHls(): void {
    this.#hls?.destroy()
    this.#hls = null
    this.#fragments = null
  }

  #emit(event: EngineEvent): void {
    this.#listeners.tell(event)
  }
}
