import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import { runStreamCopy, streamCopyArguments } from '#main/adapters/ffmpeg/video-tool.ts'
import type { OpenReplay, ReplayCopy, ReplayRequest } from '#main/ports/camera-replay.ts'
import type { StreamCopy, StreamEndReason } from '#main/ports/video-tool.ts'
import { createOutputPlaces } from './output-places.ts'
import { createPace } from './read-pace.ts'
import { openReplayCamera, type ReplayCamera } from './replay-camera.ts'
import { createReplayPump, type ReplayPump } from './replay-pump.ts'
import { openReplayRelay, type ReplayRelay } from './replay-relay.ts'

type Ended = { readonly reason: StreamEndReason; readonly log: string }

/** No packet for so long after PLAY: the camera has nothing more, or hangs. */
const SILENCE_MS = 10_000
const DEFAULT_GRACE_MS = 5000
/** After the end of its input ffmpeg ends by itself; one that does not is stuck. */
const STUCK_MS = 60_000
/** Microseconds: silence is watched here, where it is known whether we ourselves hold the camera back. */
const TOOL_PATIENCE_US = 120_000_000

const REASON_OF_CODE: Readonly<Record<string, StreamEndReason>> = {
  'stream.refused': 'connection-refused',
  'stream.timeout': 'timeout',
  'stream.unauthorized': 'unauthorized',
  'stream.not-found': 'not-found',
  'call.cancelled': 'stopped',
}

function reasonOf(error: unknown): StreamEndReason {
  return (error instanceof AppError ? REASON_OF_CODE[error.code] : undefined) ?? 'connection-lost'
}

function patientArguments(url: string): string[] {
  const usual = streamCopyArguments(url)
  return usual.map((argument, index) =>
    usual[index - 1] === '-timeout' ? String(TOOL_PATIENCE_US) : argument,
  )
}

/** One replay from its first request to the end of its ffmpeg. */
class Replay {
  readonly output: AsyncIterable<FragmentPart>
  readonly ended: Promise<Ended>
  readonly #request: ReplayRequest
  readonly #ffmpegPath: string
  readonly #leaving = new AbortController()
  readonly #over = Promise.withResolvers<Ended>()
  #camera: ReplayCamera | null = null
  #pump: ReplayPump | null = null
  #relay: ReplayRelay | null = null
  readonly #places = createOutputPlaces()
  readonly #copyStarted = Promise.withResolvers<StreamCopy | null>()
  #copy: StreamCopy | null = null
  #silence: NodeJS.Timeout | undefined
  #settled = false

  constructor(ffmpegPath: string, request: ReplayRequest) {
    this.#ffmpegPath = ffmpegPath
    this.#request = request
    this.ended = this.#run()
    this.output = this.#read()
  }

  pictures(): number {
    return this.#copy?.pictures() ?? 0
  }

  strayPackets(): number {
    return (this.#pump?.strayPackets() ?? 0) + (this.#copy?.strayPackets() ?? 0)
  }

  deviceTimeOf(mediaMs: number): number {
    const timeline = this.#pump?.timeline
    if (!timeline) return Math.round(this.#request.fromDeviceMs + mediaMs)
    const written = this.#places.firstStepMs()
    const real = timeline.secondPlaceMs()
    if (written === null || real === null || mediaMs < written) return timeline.deviceTimeAt(mediaMs)
    return timeline.deviceTimeAt(mediaMs + real - written)
  }

  stop(graceMs: number): void {
    this.#finish({ reason: 'stopped', log: '' })
    this.#copy?.stop(graceMs)
  }

  async #run(): Promise<Ended> {
    try {
      await this.#start()
    } catch (error) {
      this.#finish({ reason: reasonOf(error), log: messageOf(error) })
    }
    this.#copyStarted.resolve(null)
    const why = await this.#over.promise
    const tool = await this.#copy?.ended
    this.#relay?.close()
    return { ...why, reason: tool?.reason === 'tool-missing' ? tool.reason : why.reason }
  }

  async #start(): Promise<void> {
    let startMs = this.#request.fromDeviceMs
    const pace = createPace(this.#request.maxBitsPerSecond, (isOpen) => {
      if (isOpen) camera.client.resume()
      else camera.client.pause()
      // Silence that we make ourselves is none.
      if (isOpen) this.#expectMore()
      else clearTimeout(this.#silence)
    })
    const onPacket = (channel: number, packet: Buffer): void => {
      this.#expectMore()
      pace.count(packet.length)
      this.#pump?.take(channel, packet)
    }
    const onAnnouncedEnd = (): void => this.#finish({ reason: 'stopped', log: 'announced end' })
    const camera = await openReplayCamera(this.#request, { onPacket, onAnnouncedEnd }, this.#leaving.signal)
    this.#camera = camera
    if (this.#settled) return camera.leave()
    const { track, opened, client } = camera
    const onPlay = (): void => {
      camera.play().then(
        (settledMs) => {
          startMs = settledMs
        },
        (error: unknown) => this.#finish({ reason: reasonOf(error), log: messageOf(error) }),
      )
      this.#expectMore()
    }
    const relay = await openReplayRelay({ track, onPlay, onDrain: () => pace.release('reader') })
    this.#relay = relay
    this.#pump = createReplayPump({
      request: this.#request,
      track,
      opened,
      startMs: () => startMs,
      send: (packet, isControl) => {
        if (!relay.send(packet, isControl)) pace.hold('reader')
      },
      onEnd: (how) => this.#finish({ reason: 'stopped', log: how }),
    })
    void client.ended.then((error) => {
      pace.end()
      this.#finish({
        reason: this.#pump?.isComplete() ? 'stopped' : reasonOf(error),
        log: error ? messageOf(error) : 'closed by the camera',
      })
    })
    if (this.#settled) return
    const copy = runStreamCopy(this.#ffmpegPath, patientArguments(relay.url))
    this.#copy = copy
    this.#copyStarted.resolve(copy)
    void copy.ended.then((end) => this.#finish(end))
  }

  async *#read(): AsyncGenerator<FragmentPart> {
    const copy = await this.#copyStarted.promise
    if (!copy) return
    for await (const part of copy.output) {
      this.#places.take(part)
      yield part
    }
  }

  #expectMore(): void {
    clearTimeout(this.#silence)
    if (this.#settled) return
    this.#silence = setTimeout(() => {
      const reason = this.#pump?.isComplete() ? 'stopped' : 'timeout'
      this.#finish({ reason, log: 'no more packets' })
    }, SILENCE_MS)
  }

  /** The first reason counts. What was sent to ffmpeg still comes out of it. */
  #finish(why: Ended): void {
    if (this.#settled) return
    this.#settled = true
    clearTimeout(this.#silence)
    this.#over.resolve(why)
    this.#camera?.leave()
    this.#leaving.abort()
    this.#relay?.finish()
    const copy = this.#copy
    if (!copy) return
    const timer = setTimeout(() => copy.stop(0), STUCK_MS)
    void copy.ended.then(() => clearTimeout(timer))
  }
}

/** See `OpenReplay`. A relay of our own stands between the camera and ffmpeg: see replay-relay.ts. */
export function createOpenReplay(ffmpegPath: string): OpenReplay {
  return (request): ReplayCopy => {
    const replay = new Replay(ffmpegPath, request)
    return {
      output: replay.output,
      ended: replay.ended,
      pictures: () => replay.pictures(),
      strayPackets: () => replay.strayPackets(),
      deviceTimeOf: (mediaMs) => replay.deviceTimeOf(mediaMs),
      stop: (graceMs = DEFAULT_GRACE_MS) => replay.stop(graceMs),
    }
  }
}
