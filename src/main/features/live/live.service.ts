import type { Id } from '#shared/kernel/ids.ts'
import { formatLiveChannel, type LiveChannel } from '#shared/live/live.model.ts'
import { liveAnswer } from './live-answer.ts'
import { LiveSource, type LiveSourceDeps } from './live-source.ts'

export type LiveDeps = LiveSourceDeps & {
  readonly cameras: {
    /** RTSP with credentials of the stream that is recorded. */
    readonly streamUrl: (id: Id) => Promise<string>
    /** The same of the smaller stream, where there is one. */
    readonly liveStreamUrl: (id: Id) => Promise<string>
  }
}

export type LiveService = ReturnType<typeof createLiveService>

/** Pictures as they come, for people who watch now. Checks no rights: its caller does. */
export function createLiveService(deps: LiveDeps) {
  const { cameras } = deps
  const sources = new Map<string, LiveSource>()

  function sourceOf(channel: LiveChannel): LiveSource {
    const key = formatLiveChannel(channel)
    const running = sources.get(key)
    if (running) return running
    const { cameraId, quality, codec } = channel
    const source = new LiveSource(
      deps,
      async () => ({
        url: await (quality === 'sub' ? cameras.liveStreamUrl(cameraId) : cameras.streamUrl(cameraId)),
        asH264: codec === 'h264',
      }),
      () => sources.delete(key),
    )
    sources.set(key, source)
    return source
  }

  /** Frames of all channels (live-frames.rules.ts), until the reader leaves. */
  const watch = (channels: readonly LiveChannel[]): ReadableStream<Uint8Array> =>
    liveAnswer(channels.map((channel) => (listener) => sourceOf(channel).join(listener)))

  async function stop(): Promise<void> {
    await Promise.all([...sources.values()].map((source) => source.close()))
  }

  /** Connections to cameras that are open for watching. */
  const openConnections = (): number => sources.size

  return { watch, stop, openConnections }
}
