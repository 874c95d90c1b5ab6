import Hls, {
  ErrorDetails,
  type ErrorData,
  ErrorTypes,
  Events,
  type HlsConfig,
  type LoadPolicy,
} from 'hls.js'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { CheckedLoader, UNSOUND_STATUS } from './checked-loader.ts'
import { isLostFragment, isRefusal } from './failures.ts'
import { Listeners } from './listeners.ts'
import type { EngineEvent, EngineFault, MediaEngine } from './media-engine.ts'
import type { PictureChoice } from './player.model.ts'
import type { MappedFragment } from './time-map.ts'

const DEFAULT_FRAME_S = 0.04
/** Time reports while running: fine enough for a clock in tenths, coarse enough for one core. */
const TIME_REPORT_MS = 100
/** The fastest and slowest that Chromium plays; it throws beyond. */
const RATE_BOUNDS = [0.0625, 16] as const

/** Media seconds to fetch ahead: keyframes alone are played at up to sixteen seconds a second. */
const BUFFER_AHEAD_S: Readonly<Record<PictureChoice, number>> = { all: 15, keyframes: 96 }

/** What the next picture needs, and a little for a play that begins at once. */
const LEAST_AHEAD_S = 1

/** While there is a picture to show a host that is away is asked again in silence; 4xx is an answer. */
const isWorthRetry: NonNullable<LoadPolicy['default']['errorRetry']>['shouldRetry'] = (
  retry,
  count,
  _isTimeout,
  response,
) => count < (retry?.maxNumRetry ?? 0) && !isRefusal(response?.code ?? 0)

/** A proxy chunk is made when asked for: its first byte may take seconds. */
const CONFIG: Partial<HlsConfig> = {
  autoStartLoad: false,
  fLoader: CheckedLoader,
  // Without it the first fragment waits for the media source, and then for a timer of a tenth of a second.
  startFragPrefetch: true,
  enableWorker: true,
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
      errorRetry: { maxNumRetry: 5, retryDelayMs: 500, maxRetryDelayMs: 4000, shouldRetry: isWorthRetry },
    },
  },
}

/** A fragment that cannot be appended, too: hls.js itself would try the very same one again without end. */
const CODEC_DETAILS: readonly ErrorDetails[] = [
  ErrorDetails.MEDIA_SOURCE_REQUIRES_RESET,
  ErrorDetails.BUFFER_ADD_CODEC_ERROR,
  ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR,
  ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR,
]

const FETCH_DETAILS: readonly ErrorDetails[] = [
  ErrorDetails.FRAG_LOAD_ERROR,
  ErrorDetails.FRAG_LOAD_TIMEOUT,
  ErrorDetails.MANIFEST_LOAD_ERROR,
  ErrorDetails.MANIFEST_LOAD_TIMEOUT,
]

/** What a report of hls.js means to the player; null when hls.js deals with it itself. */
export function faultOf(
  data: Pick<ErrorData, 'type' | 'details' | 'fatal' | 'response' | 'frag'>,
  hasPicture: boolean,
): EngineFault | null {
  const place = placeOf(data)
  if (CODEC_DETAILS.includes(data.details)) return { kind: 'codec', place }
  if (data.details === ErrorDetails.LEVEL_EMPTY_ERROR) return { kind: 'no-fragments' }
  if (data.type === ErrorTypes.NETWORK_ERROR) {
    const status = data.response?.code ?? 0
    if (status === UNSOUND_STATUS) return { kind: 'codec', place }
    const isLost = place !== null && isLostFragment(status)
    const isNeeded = data.fatal || (!hasPicture && FETCH_DETAILS.includes(data.details))
    return isLost || isNeeded ? { kind: 'network', status, place } : null
  }
  return data.fatal ? { kind: 'codec', place } : null
}

/** Station time of the fragment that the report is about. */
function placeOf({ frag }: Pick<ErrorData, 'frag'>): TimeRange | null {
  const fromMs = frag?.programDateTime ?? null
  return frag && fromMs !== null ? { fromMs, toMs: Math.round(fromMs + frag.duration * 1000) } : null
}

/** Plays HLS in a `<video>` by hls.js. */
export class HlsEngine implements MediaEngine {
  readonly #video: HTMLVideoElement
  readonly #listeners = new Listeners<[EngineEvent]>()
  readonly #endListening = new AbortController()
  #hls: Hls | null = null
  #pictures: PictureChoice = 'all'
  #fetchesAhead = true
  #fragments: readonly MappedFragment[] | null = null
  #lastReportMs = 0
  #lastFrameS = 0
  #frameS = DEFAULT_FRAME_S
  #frameHandle = 0

  constructor(video: HTMLVideoElement) {
    this.#video = video
    this.#listen()
    this.#watchFrames()
  }

  load(url: string, pictures: PictureChoice): void {
    this.#destroyHls()
    this.#pictures = pictures
    const hls = new Hls({ ...CONFIG, ...this.#buffered() })
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

  pictureS(): number {
    return this.#lastFrameS
  }

  seek(mediaS: number): void {
    // Before the first fragment the video has no time that could be set.
    if (this.#hls && this.#video.readyState === HTMLMediaElement.HAVE_NOTHING) this.#hls.startLoad(mediaS)
    else this.#video.currentTime = mediaS
  }

  setFetchAhead(fetchesAhead: boolean): void {
    this.#fetchesAhead = fetchesAhead
    if (this.#hls) Object.assign(this.#hls.config, this.#buffered())
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
    const possible = Math.min(Math.max(rate, RATE_BOUNDS[0]), RATE_BOUNDS[1])
    this.#video.defaultPlaybackRate = possible
    this.#video.playbackRate = possible
  }

  setMuted(isMuted: boolean): void {
    this.#video.muted = isMuted
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
    // A source that is being taken away stands at zero.
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
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
    const fault = faultOf(data, this.#video.readyState > HTMLMediaElement.HAVE_CURRENT_DATA)
    if (fault === null) return
    this.#emit({ kind: 'fault', fault })
  }

  #onVideoError(): void {
    if (!this.#hls || !this.#video.error) return
    this.#emit({ kind: 'fault', fault: { kind: 'codec', place: null } })
  }

  #buffered(): Pick<HlsConfig, 'maxBufferLength' | 'maxMaxBufferLength'> {
    const isLeast = !this.#fetchesAhead && this.#pictures === 'all'
    const aheadS = isLeast ? LEAST_AHEAD_S : BUFFER_AHEAD_S[this.#pictures]
    return { maxBufferLength: aheadS, maxMaxBufferLength: aheadS * 2 }
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
