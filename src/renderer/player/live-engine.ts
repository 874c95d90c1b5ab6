import { readInitSegment } from '#shared/mp4/init-segment.ts'

/** Behind the newest picture by this much: enough for a picture that comes late, too little to be noticed. */
const AIM_BEHIND_SECONDS = 0.35
/** Further behind than this it jumps; a little behind it plays faster. */
const MAX_BEHIND_SECONDS = 1.2
const HURRY_BEHIND_SECONDS = 0.6
const HURRY_RATE = 1.08
/** What was shown is let go of. */
const KEEP_SECONDS = 12
/** A tab in the background plays nothing; what comes then is dropped at the next stream header. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024

/** Where to stand: `seconds` to jump to, or the rate to go on with. */
export type LivePace = { readonly seekTo: number } | { readonly rate: number }

/** Keeps a picture near the newest one. @param behindSeconds from the newest picture back to the one shown */
export function livePace(behindSeconds: number, newestSeconds: number): LivePace {
  if (behindSeconds > MAX_BEHIND_SECONDS || behindSeconds < 0)
    return { seekTo: Math.max(0, newestSeconds - AIM_BEHIND_SECONDS) }
  return { rate: behindSeconds > HURRY_BEHIND_SECONDS ? HURRY_RATE : 1 }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    joined.set(chunk, offset)
    offset += chunk.length
  }
  return joined
}

/** Shows fragmented MP4 as it comes, as close to now as can be, in a `<video>`. The caller destroys it. */
export class LiveEngine {
  readonly #video: HTMLVideoElement
  /** The browser cannot show this: `codec`: it says so beforehand; `decode`: it failed on the way. */
  readonly #onFailure: (reason: 'codec' | 'decode') => void
  #source: MediaSource | null = null
  #buffer: SourceBuffer | null = null
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #address: string | null = null
  #removed = 0

  constructor(video: HTMLVideoElement, onFailure: (reason: 'codec' | 'decode') => void) {
    this.#video = video
    this.#onFailure = onFailure
    video.addEventListener('error', this.#failed)
  }

  /** A new stream begins: what was shown before is over. */
  acceptInit(bytes: Uint8Array): void {
    this.#release()
    const video = readInitSegment(bytes).tracks.find((track) => track.handler === 'video')
    const type = `video/mp4; codecs="${video?.codecString ?? ''}"`
    if (!MediaSource.isTypeSupported(type)) {
      this.#onFailure('codec')
      return
    }
    const source = new MediaSource()
    this.#source = source
    this.#waiting = [bytes]
    this.#address = URL.createObjectURL(source)
    this.#video.src = this.#address
    source.addEventListener('sourceopen', () => {
      if (this.#source !== source || this.#buffer) return
      this.#buffer = source.addSourceBuffer(type)
      this.#buffer.addEventListener('updateend', this.#settle)
      this.#append()
    })
  }

  acceptFragment(bytes: Uint8Array): void {
    if (!this.#source || this.#waitingBytes > MAX_WAITING_BYTES) return
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    this.#append()
  }

  destroy(): void {
    this.#video.removeEventListener('error', this.#failed)
    this.#release()
    this.#video.removeAttribute('src')
    this.#video.load()
  }

  #append(): void {
    const buffer = this.#buffer
    if (!buffer || buffer.updating || this.#waiting.length === 0) return
    const bytes = concat(this.#waiting.splice(0))
    this.#waitingBytes = 0
    try {
      buffer.appendBuffer(bytes)
    } catch {
      // The buffer is full or gone: the next stream header starts anew.
      this.#onFailure('decode')
    }
  }

  readonly #settle = (): void => {
    const buffer = this.#buffer
    if (!buffer || buffer.buffered.length === 0) return
    const newest = buffer.buffered.end(buffer.buffered.length - 1)
    const video = this.#video
    const pace = livePace(newest - video.currentTime, newest)
    if ('seekTo' in pace) video.currentTime = pace.seekTo
    else video.playbackRate = pace.rate
    if (video.paused) void video.play().catch(() => undefined)
    if (video.currentTime - this.#removed > KEEP_SECONDS * 2) {
      this.#removed = video.currentTime - KEEP_SECONDS
      buffer.remove(0, this.#removed)
      return
    }
    this.#append()
  }

  readonly #failed = (): void => {
    if (this.#source) this.#onFailure('decode')
  }

  #release(): void {
    this.#buffer?.removeEventListener('updateend', this.#settle)
    this.#buffer = null
    this.#source = null
    this.#waiting = []
    this.#waitingBytes = 0
    this.#removed = 0
    if (this.#address !== null) URL.revokeObjectURL(this.#address)
    this.#address = null
  }
}
