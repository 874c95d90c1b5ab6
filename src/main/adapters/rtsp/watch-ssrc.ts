import { AppError } from '#shared/kernel/app-error.ts'
import { withDeadline } from '#main/adapters/onvif/deadline.ts'
import type { ContinuityFacts, ProbeContinuity } from '#main/ports/camera-device.ts'
import { readRtpPacket } from './rtp-packet.ts'
import { refusalOf, RtspClient, rtspTargetOf } from './rtsp-client.ts'
import { createSenderFilter } from './sender-filter.ts'
import { describeVideo, setUpVideo } from './video-track.ts'

const TIMEOUT_MS = 8000
const LEAST_LIMIT_MS = 20_000
const HANDSHAKE_MS = 10_000

async function listen(url: string, durationMs: number, signal: AbortSignal): Promise<ContinuityFacts> {
  const target = rtspTargetOf(url)
  let filter = createSenderFilter(null)
  let packets = 0
  let channel = 0
  const onPacket = (from: number, bytes: Buffer): void => {
    const packet = from === channel ? readRtpPacket(bytes) : null
    if (!packet) return
    packets += 1
    filter.accepts(packet.ssrc)
  }
  const client = await RtspClient.connect({ target, timeoutMs: TIMEOUT_MS, onPacket }, signal)
  try {
    const track = await describeVideo(client, target)
    const opened = await setUpVideo(client, track)
    channel = opened.channel
    filter = createSenderFilter(opened.ssrc)
    const reply = await client.request('PLAY', track.playUri, { Range: 'npt=0.000-' })
    if (reply.status !== 200) throw refusalOf(reply)
    let timer: NodeJS.Timeout | undefined
    const watched = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, durationMs)
    })
    // A stream that ends on the way is judged by what came.
    await Promise.race([watched, client.ended])
    clearTimeout(timer)
    if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
    client.tell('TEARDOWN', track.playUri)
    return { ssrcs: filter.senders(), packets }
  } finally {
    client.close()
  }
}

/** See `ProbeContinuity`: ffmpeg itself never looks at whose packets they are. */
export const watchSsrc: ProbeContinuity = async ({ url, durationMs }, signal) => {
  const limitMs = Math.max(LEAST_LIMIT_MS, durationMs + HANDSHAKE_MS)
  try {
    return await withDeadline(limitMs, signal, (limit) => listen(url, durationMs, limit))
  } catch (error) {
    if (error instanceof AppError && error.code === 'reach.timeout') {
      throw new AppError('unavailable', 'stream.timeout', error.detail, error)
    }
    throw error
  }
}
