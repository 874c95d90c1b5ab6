import { createLiveFrameReader, type LiveFrame } from '#shared/live/live-frames.rules.ts'
import { formatLiveChannel, type LiveChannel } from '#shared/live/live.model.ts'

export type LinkState = 'connecting' | 'open' | 'lost' | 'forbidden' | 'unauthenticated'

export type LiveLinkListener = {
  readonly onFrame: (frame: LiveFrame) => void
  readonly onLink: (state: LinkState) => void
}

const RETRY_MS = [1000, 2000, 5000]

const pause = (delayMs: number): Promise<void> => new Promise((resume) => window.setTimeout(resume, delayMs))

async function readAll(
  body: ReadableStream<Uint8Array>,
  onFrame: LiveLinkListener['onFrame'],
): Promise<void> {
  const read = createLiveFrameReader()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    for (const frame of read(value)) onFrame(frame)
  }
}

/** One connection with the pictures of all channels, opened again when it breaks. @returns ends it */
export function openLiveLink(channels: readonly LiveChannel[], listener: LiveLinkListener): () => void {
  const controller = new AbortController()
  const query = channels.map((channel) => `c=${formatLiveChannel(channel)}`).join('&')

  async function attempt(): Promise<LinkState> {
    const response = await fetch(`/media/live?${query}`, {
      credentials: 'same-origin',
      signal: controller.signal,
    })
    if (response.status === 401) return 'unauthenticated'
    if (response.status === 403) return 'forbidden'
    if (!response.ok || !response.body) return 'lost'
    listener.onLink('open')
    await readAll(response.body, listener.onFrame)
    return 'lost'
  }

  async function run(): Promise<void> {
    for (let tries = 0; !controller.signal.aborted; tries += 1) {
      listener.onLink('connecting')
      const openedAtMs = performance.now()
      const state = await attempt().catch((): LinkState => 'lost')
      if (controller.signal.aborted) return
      listener.onLink(state)
      if (state !== 'lost') return
      if (performance.now() - openedAtMs > 10_000) tries = 0
      await pause(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 1000)
    }
  }

  void run()
  return () => controller.abort()
}
